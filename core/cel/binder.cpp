// SPDX-License-Identifier: Apache-2.0
#include "core/cel/binder.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::cel {
namespace {

// Of one expression: more help nobody.
constexpr std::size_t most_errors = 20;

}  // namespace

void binder::visit(node& n)
{
   try {
      bind(n);
   } catch (compile_error& e) {
      n.form = node_kind::broken;
      n.text = e.hint.empty() ? e.message : fmt::format("{}: {}", e.message, e.hint);
      n.type = {};
      if (names_->is_checked && errors_.size() < most_errors)
         errors_.push_back(std::move(e));
   }
}

void binder::bind(node& n)
{
   switch (n.form) {
      case node_kind::name:
         return name(n);
      case node_kind::select:
         return select(n);
      case node_kind::has:
         return presence(n);
      case node_kind::call:
         return call(n);
      case node_kind::comprehension:
         return comprehension(n);
      case node_kind::bind:
         return binding(n);
      case node_kind::optional_map:
         return optional_map(n);
      default:
         break;
   }
   visit_children(n);
   switch (n.form) {
      case node_kind::constant:
         n.type = only(one(n.constant.type()));
         break;
      case node_kind::index:
         return index(n);
      case node_kind::negate:
         return negate(n);
      case node_kind::arithmetic:
         return arithmetic_of(n);
      case node_kind::relation:
         return relation(n);
      case node_kind::logical_not:
      case node_kind::logical_and:
      case node_kind::logical_or:
         return logical(n);
      case node_kind::conditional:
         return conditional(n);
      case node_kind::list:
         return list(n);
      case node_kind::map:
         return map(n);
      default:
         break;
   }
}

void binder::visit_children(node& n)
{
   for (auto& child : n.children)
      visit(*child);
}

std::vector<compile_error> binder::take_errors()
{
   std::ranges::stable_sort(errors_, {}, &compile_error::offset);
   return std::move(errors_);
}

void binder::fail(node const& at, std::string message, std::string hint)
{
   throw compile_error{at.offset, std::move(message), std::move(hint)};
}

void binder::mismatch(std::size_t offset, std::string message, std::string hint) const
{
   if (names_->is_checked)
      throw compile_error{offset, std::move(message), std::move(hint)};
}

void binder::require(
   node const& at, kinds allowed, std::string_view subject, std::string hint) const
{
   if ((at.type.may_be & allowed) == 0)
      mismatch(
         at.begin,
         fmt::format(
            "{} must be {}, this is {}", subject, to_text(only(allowed)), to_text(at.type)),
         std::move(hint));
}

std::vector<compile_error> bind_names(
   node& root, scope const& names, uses& used, std::uint32_t& slots)
{
   binder b{names, used};
   b.visit(root);
   slots = b.slots();
   return b.take_errors();
}

}  // namespace dnslint::cel
