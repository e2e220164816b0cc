// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "core/cel/binder.hpp"
#include "core/cel/foreign_word.hpp"
#include "core/cel/function.hpp"
#include "core/cel/macro.hpp"
#include "core/cel/member.hpp"
#include "core/cel/pattern.hpp"
#include "core/cel/program_memory.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <span>
#include <utility>
#include <variant>

namespace dnslint::cel {
namespace {

constexpr auto boolean = one(kind::boolean);
constexpr auto integer = one(kind::integer);
constexpr auto list_or_map = one(kind::list) | one(kind::map);

// What contains() and its like are on a list.
std::string list_hint(node const& n)
{
   auto const& type = n.children[0]->type;
   if (!type.is_only(kind::list, any_kind & ~one(kind::null)) || n.children.size() != 2)
      return {};
   auto const& wanted = *n.children[1];
   auto const text =
      wanted.form == node_kind::constant && wanted.constant.is(kind::string)
         ? fmt::format("\"{}\"", base::first_characters(wanted.constant.characters(), 40))
         : std::string{"y"};
   auto const element = element_of(type);
   if (!element.is_only(kind::record))
      return n.text == "contains" ? fmt::format("write {} in list", text)
                                  : fmt::format("write x.exists(e, e.{}({}))", n.text, text);
   std::string member = "owner";
   auto const names =
      element.records ? record_member_names(*element.records) : std::vector<std::string>{};
   for (auto const& name : names)
      if (auto const held = record_member_type(name, *element.records);
          held && held->is_only(kind::string) && name != "type")
         member = name;
   return fmt::format("write x.exists(r, r.{}.{}({}))", member, n.text, text);
}

// How the text is written that a function reads.
std::string form_of(std::string_view function)
{
   if (function == "ip")
      return "write it like 192.0.2.1 or 2001:db8::1";
   if (function == "cidr")
      return "write it like 192.0.2.0/24";
   if (function == "duration")
      return "write it like 1h30m";
   if (function == "timestamp")
      return "write it like 2026-01-31T00:00:00Z";
   return {};
}

std::string near_function(std::string_view name)
{
   auto const near = base::nearest(name, function_names());
   return near.empty() ? std::string{} : fmt::format("did you mean '{}'?", near);
}

static_type result_type(function const& f, node const& n)
{
   if (f.typing == nullptr)
      return only(f.result);
   std::array<static_type, std::tuple_size_v<decltype(function::parameters)>> given;
   for (std::size_t i = 0; i != n.children.size(); ++i)
      given.at(i) = n.children[i]->type;
   return restricted(f.typing(std::span{given}.first(n.children.size())), f.result);
}

// What the variables of a comprehension stand for: a list's positions and elements, a map's keys
// and values.
std::pair<static_type, static_type> range_types(static_type const& range)
{
   if (range.is_only(kind::list, list_or_map))
      return {only(integer), element_of(range)};
   if (range.is_only(kind::map, list_or_map))
      return {key_of(range), element_of(range)};
   return {};
}

// The list of a list's elements or of a map's keys.
static_type list_of_range(static_type const& range)
{
   auto const [first, second] = range_types(range);
   return list_of(range.is_only(kind::list, list_or_map) ? second : first);
}

}  // namespace

void binder::presence(node& n)
{
   visit(*n.children[0]);
   n.type = only(boolean);
}

// math.abs(x) is parsed as a call on math.
void binder::namespaced(node& n)
{
   auto const space = n.receiver ? qualified_text(*n.children[0]) : std::string{};
   if (space.empty())
      return;
   auto const* root = n.children[0].get();
   while (root->form == node_kind::select)
      root = root->children[0].get();
   auto const full = fmt::format("{}.{}", space, n.text);
   bool const known = std::ranges::any_of(functions(), [&full](function const& f) {
      return f.name == full;
   });
   if (!known || local(*root) != nullptr)
      return;
   n.text = full;
   n.receiver = false;
   n.children.erase(n.children.begin());
}

void binder::call(node& n)
{
   namespaced(n);
   n.target = find_function(n.text, n.receiver, n.children.size());
   if (n.target == nullptr) {
      // What it is called on may say more than the function does: base64.decod("").
      unknown_function(n);
      return;
   }
   visit_children(n);
   for (std::size_t i = 0; i != n.children.size(); ++i)
      argument(n, i);
   n.type = result_type(*n.target, n);
   compile_pattern(n);
   constant_argument(n);
}

// A constant that a function cannot read fails for every domain.
void binder::constant_argument(node const& n) const
{
   bool const is_constant = n.children.size() == 1 && n.children[0]->form == node_kind::constant &&
                            n.children[0]->constant.is(kind::string);
   if (!names_->is_checked || !is_constant || form_of(n.text).empty())
      return;
   bindings const nothing;
   evaluation spent{nothing};
   auto const made = n.target->run(std::span{&n.children[0]->constant, 1}, spent);
   if (made.is(kind::error))
      throw compile_error{n.children[0]->begin, made.error_message(), form_of(n.text)};
}

void binder::argument(node const& n, std::size_t i) const
{
   auto const& given = *n.children[i];
   auto const subject = [&] {
      return n.receiver && i == 0 ? fmt::format("what {}() is called on", n.text)
                                  : fmt::format("this argument of {}()", n.text);
   };
   require(
      given,
      n.target->parameters.at(i),
      subject(),
      i == 0 && n.receiver ? list_hint(n) : std::string{});
   if (
      i == 0 && given.type.is_only(kind::list) &&
      (element_of(given.type).may_be & n.target->elements) == 0)
      mismatch(
         given.begin,
         fmt::format(
            "{} must be {}, this is {}",
            subject(),
            to_text(list_of(only(n.target->elements))),
            to_text(given.type)));
}

void binder::unknown_function(node const& n) const
{
   bool called = false;
   bool other_style = false;
   for (auto const& f : functions())
      if (f.name == n.text) {
         called = true;
         other_style = other_style || f.arity == n.children.size();
      }
   if (other_style)
      fail(
         n,
         fmt::format("{}() is not called so", n.text),
         n.receiver ? fmt::format("write {}(x)", n.text) : fmt::format("write x.{}()", n.text));
   if (called)
      fail(n, fmt::format("wrong number of arguments for {}()", n.text));
   auto const names = macro_names();
   if (!n.receiver && std::ranges::find(names, n.text) != names.end())
      fail(
         n,
         fmt::format("{}() is not called so", n.text),
         fmt::format("write x.{}(), where x is what it goes over", n.text));
   if (auto const hint = hint_for_foreign_function(n.text); !hint.empty())
      fail(n, fmt::format("there is no function '{}'", n.text), std::string{hint});
   auto const space = n.receiver ? qualified_text(*n.children[0]) : std::string{};
   auto const full = space.empty() ? n.text : fmt::format("{}.{}", space, n.text);
   auto hint = near_function(n.text);
   if (hint.empty() || hint.find('.') != std::string::npos)
      hint = near_function(full);
   fail(n, fmt::format("there is no function '{}'", n.text), hint);
}

void binder::compile_pattern(node& n) const
{
   if (
      n.text != "matches" || n.children[1]->form != node_kind::constant ||
      !n.children[1]->constant.is(kind::string))
      return;
   auto const text = n.children[1]->constant.characters();
   if (names_->memory != nullptr)
      n.compiled = names_->memory->find(text);
   if (n.compiled)
      return;
   auto compiled = pattern::compile(text);
   if (auto const* const wrong = std::get_if<std::string>(&compiled))
      fail(
         *n.children[1],
         fmt::format("not a regular expression: {}", *wrong),
         R"(patterns are RE2's, raw strings are best: r"^v=spf1\b")");
   n.compiled = std::get<0>(std::move(compiled));
   if (names_->memory != nullptr && !names_->memory->keep(text, n.compiled))
      fail(
         *n.children[1],
         "the patterns of this file are too large together",
         "use fewer or smaller ones; equal ones are kept once");
}

// Visits children[from] and what follows with the macro's variables in scope.
void binder::within(node& n, static_type const& first, static_type const& second, std::size_t from)
{
   auto const count = n.second ? 2U : 1U;
   n.slot = depth_;
   bound_.push_back({n.member, depth_, first});
   if (n.second)
      bound_.push_back({*n.second, depth_ + 1, second});
   depth_ += count;
   slots_ = std::max(slots_, depth_);
   for (auto i = from; i != n.children.size(); ++i)
      visit(*n.children[i]);
   bound_.resize(bound_.size() - count);
   depth_ -= count;
}

void binder::comprehension(node& n)
{
   auto& range = *n.children[0];
   visit(range);
   require(range, list_or_map, fmt::format("what {}() is called on", n.text));
   auto const [first, second] = range_types(range.type);
   if (n.second)
      within(n, first, second, 1);
   else
      within(n, range.type.is_only(kind::list, list_or_map) ? second : first, {}, 1);
   comprehension_type(n, range);
}

void binder::comprehension_type(node& n, node const& range) const
{
   auto const condition = [&] {
      require(*n.children[1], boolean, fmt::format("the condition of {}()", n.text));
   };
   switch (n.macro) {
      case macro_kind::map:
      case macro_kind::transform_list:
         if (n.children.size() == 3)
            condition();
         n.type = list_of(n.children.back()->type);
         break;
      case macro_kind::transform_map:
         if (n.children.size() == 3)
            condition();
         n.type = map_of(range_types(range.type).first, n.children.back()->type);
         break;
      case macro_kind::transform_map_entry:
         if (n.children.size() == 3)
            condition();
         require(*n.children.back(), one(kind::map), "the entry of transformMapEntry()");
         n.type = restricted(n.children.back()->type, one(kind::map));
         break;
      case macro_kind::filter:
         condition();
         n.type = list_of_range(range.type);
         break;
      case macro_kind::sort_by:
         n.type = list_of_range(range.type);
         break;
      default:
         condition();
         n.type = only(boolean);
   }
}

void binder::binding(node& n)
{
   visit(*n.children[0]);
   within(n, n.children[0]->type, {}, 1);
   n.type = n.children[1]->type;
}

void binder::optional_map(node& n)
{
   visit(*n.children[0]);
   require(*n.children[0], one(kind::optional), fmt::format("what {}() is called on", n.text));
   within(n, element_of(n.children[0]->type), {}, 1);
   auto const& made = *n.children[1];
   if (n.macro == macro_kind::optional_flat_map)
      require(made, one(kind::optional), "what optFlatMap() makes");
   n.type = n.macro == macro_kind::optional_flat_map ? restricted(made.type, one(kind::optional))
                                                     : optional_of(made.type);
}

}  // namespace dnslint::cel
