// SPDX-License-Identifier: Apache-2.0
#include "core/rules/arithmetic.hpp"
#include "core/rules/binder.hpp"

#include <fmt/format.h>

namespace dnslint::rules {
namespace {

constexpr auto boolean = one(kind::boolean);
constexpr auto list_or_map = one(kind::list) | one(kind::map);
constexpr auto ordered = number_kinds | boolean | one(kind::string) | one(kind::bytes) |
                         one(kind::timestamp) | one(kind::duration);

std::string conversion_hint(static_type const& a, static_type const& b)
{
   auto const both = a.may_be | b.may_be;
   if ((a.may_be & number_kinds) != 0 && (b.may_be & number_kinds) != 0)
      return "convert one of them with int(), uint() or double()";
   if (has(both, kind::bytes) && has(both, kind::string))
      return "write b\"...\" for bytes, or string(x)";
   if (has(both, kind::string))
      return "convert with string(x)";
   return {};
}

// Numbers of different types can be compared.
kinds common(kinds a, kinds b)
{
   bool const numbers = (a & number_kinds) != 0 && (b & number_kinds) != 0;
   return (a & b) | (numbers ? number_kinds : 0);
}

}  // namespace

void binder::index(node& n) const
{
   auto const& of = *n.children[0];
   auto const& at = *n.children[1];
   require(of, list_or_map | one(kind::optional), "what is indexed");
   if (of.type.is_only(kind::list))
      require(at, number_kinds, "the index of a list");
   if (n.optional || of.type.is_only(kind::optional))
      n.type = only(one(kind::optional));
   else if (of.type.is_only(kind::list))
      n.type = element_of(of.type);
   else
      n.type = {};
}

void binder::negate(node& n) const
{
   constexpr auto allowed = one(kind::integer) | one(kind::number);
   require(*n.children[0], allowed, "what '-' is written before");
   n.type = only(n.children[0]->type.may_be & allowed);
}

void binder::arithmetic_of(node& n) const
{
   auto const& a = n.children[0]->type;
   auto const& b = n.children[1]->type;
   auto const possible = arithmetic_result(n.text[0], a.may_be, b.may_be);
   if (possible == 0)
      mismatch(
         n.offset,
         fmt::format("there is no {} {} {}", to_text(a), n.text, to_text(b)),
         conversion_hint(a, b));
   if (possible == 0) {
      n.type = {};
      return;
   }
   n.type = either(a, b);
   n.type.may_be = possible;
}

void binder::relation(node& n) const
{
   n.type = only(boolean);
   if (n.text == "in")
      return require(*n.children[1], list_or_map, "what stands after 'in'");
   auto const& a = n.children[0]->type;
   auto const& b = n.children[1]->type;
   bool const equality = n.text == "==" || n.text == "!=";
   auto const shared = common(a.may_be, b.may_be) & (equality ? any_kind : ordered);
   if (shared == 0)
      mismatch(
         n.offset,
         fmt::format(
            "{} and {} {}", to_text(a), to_text(b), equality ? "are never equal" : "have no order"),
         conversion_hint(a, b));
}

void binder::logical(node& n) const
{
   auto const* const what = n.what == node_kind::logical_not   ? "what '!' is written before"
                            : n.what == node_kind::logical_and ? "each side of '&&'"
                                                               : "each side of '||'";
   for (auto const& child : n.children)
      require(*child, boolean, what);
   n.type = only(boolean);
}

void binder::conditional(node& n) const
{
   require(*n.children[0], boolean, "the condition before '?'");
   n.type = either(n.children[1]->type, n.children[2]->type);
}

void binder::list(node& n) const
{
   n.type = only(one(kind::list));
   if (n.children.empty())
      return;
   n.type.elements = 0;
   n.type.records = n.children[0]->type.records;
   for (auto const& child : n.children) {
      if (child->optional_entry)
         require(*child, one(kind::optional), "what stands after '?'");
      auto const element = child->optional_entry ? static_type{} : child->type;
      n.type = either(n.type, list_of(element));
   }
}

void binder::map(node& n) const
{
   constexpr auto key_kinds =
      one(kind::boolean) | one(kind::integer) | one(kind::unsigned_integer) | one(kind::string);
   for (std::size_t i = 0; i < n.children.size(); i += 2) {
      require(*n.children[i], key_kinds, "a key of a map");
      if (n.children[i]->optional_entry)
         require(*n.children[i + 1], one(kind::optional), "the value after '?'");
   }
   n.type = only(one(kind::map));
}

}  // namespace dnslint::rules
