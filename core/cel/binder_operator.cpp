// SPDX-License-Identifier: Apache-2.0
#include "core/cel/arithmetic.hpp"
#include "core/cel/binder.hpp"

#include <array>
#include <charconv>
#include <fmt/format.h>
#include <string_view>

namespace dnslint::cel {
namespace {

constexpr auto collection_kinds = one(kind::list) | one(kind::map);
constexpr auto ordered_kinds = number_kinds | boolean_kind | one(kind::string) | one(kind::bytes) |
                               one(kind::timestamp) | one(kind::duration);

bool is_pair(static_type const& a, static_type const& b, kinds one_side, kinds other_side)
{
   return ((a.may_be & one_side) != 0 && (b.may_be & other_side) != 0) ||
          ((b.may_be & one_side) != 0 && (a.may_be & other_side) != 0);
}

// How values of two types can be compared.
std::string comparison_hint(static_type const& a, static_type const& b)
{
   if (is_pair(a, b, text_kind, number_kinds))
      return "write a number without quotes, or read one from a string with int(x)";
   if (is_pair(a, b, text_kind, boolean_kind))
      return "write true and false without quotes";
   if (is_pair(a, b, text_kind, one(kind::bytes)))
      return "write b\"...\" for bytes, or string(x)";
   if (is_pair(a, b, text_kind, one(kind::timestamp)))
      return "read a time from a string with timestamp(x)";
   if (is_pair(a, b, text_kind, one(kind::duration)))
      return "read a duration from a string with duration(x)";
   return {};
}

// How an operation becomes possible.
std::string arithmetic_hint(char op, static_type const& a, static_type const& b)
{
   if (op == '%' && (a.may_be & b.may_be & number_kinds) == one(kind::number))
      return "'%' is for whole numbers: int(x)";
   if ((a.may_be & number_kinds) != 0 && (b.may_be & number_kinds) != 0)
      return "convert one of them with int(), uint() or double()";
   if (is_pair(a, b, text_kind, one(kind::bytes)))
      return "write b\"...\" for bytes, or string(x)";
   if (op == '+' && has(a.may_be | b.may_be, kind::string))
      return "convert with string(x)";
   return {};
}

// "300" of "5m", as times to live are written in master files; empty when it is no such text.
std::string seconds_text(std::string_view text)
{
   constexpr std::string_view units = "smhdw";
   constexpr std::array<std::uint32_t, 5> seconds{1, 60, 3600, 86400, 604800};
   std::uint32_t number = 0;
   auto const [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
   bool const has_unit = failed == std::errc{} && end + 1 == text.data() + text.size();
   auto const unit = has_unit ? units.find(*end) : std::string_view::npos;
   constexpr std::uint32_t longest = 7000;
   return unit == std::string_view::npos || number > longest
             ? std::string{}
             : std::to_string(number * seconds.at(unit));
}

// What is written instead of a constant text that is compared with a number; empty when the text is
// no number either.
std::string number_hint(node const& text, node const& number)
{
   bool const is_constant = text.form == node_kind::constant && text.constant.is(kind::string);
   if (!is_constant || (number.type.may_be & number_kinds) == 0)
      return {};
   auto const written = text.constant.characters();
   double read = 0;
   auto const [end, failed] =
      std::from_chars(written.data(), written.data() + written.size(), read);
   if (failed == std::errc{} && end == written.data() + written.size())
      return fmt::format("write {} without quotes", written);
   auto const seconds = seconds_text(written);
   return seconds.empty() ? std::string{} : fmt::format("write the number of seconds: {}", seconds);
}

std::string comparison_hint(node const& a, node const& b)
{
   if (auto hint = number_hint(a, b); !hint.empty())
      return hint;
   if (auto hint = number_hint(b, a); !hint.empty())
      return hint;
   return comparison_hint(a.type, b.type);
}

}  // namespace

void binder::index(node& n) const
{
   auto const& of = *n.children[0];
   require(of, collection_kinds | one(kind::optional), "what is indexed");
   auto const type = index_type(n, of.type);
   bool const is_optional = n.optional || of.type.is_only(kind::optional);
   n.type = is_optional ? optional_of(type) : type;
}

// Of the element that is named, of an optional of the element of what it holds.
static_type binder::index_type(node const& n, static_type const& of) const
{
   constexpr auto with_elements = collection_kinds | one(kind::optional);
   auto const& at = *n.children[1];
   if (of.is_only(kind::optional, with_elements))
      return index_type(n, element_of(of));
   if (of.is_only(kind::list, with_elements))
      require(at, number_kinds, "the index of a list");
   else if (!of.is_only(kind::map, with_elements))
      return {};
   else if (!may_equal(at.type, key_of(of)))
      mismatch(
         at.begin,
         fmt::format("{} is no key of {}", to_text(at.type), to_text(of)),
         comparison_hint(at.type, key_of(of)));
   return element_of(of);
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
         arithmetic_hint(n.text[0], a, b));
   if (possible == 0) {
      n.type = {};
      return;
   }
   n.type = restricted(either(a, b), possible);
}

void binder::relation(node& n) const
{
   n.type = only(boolean_kind);
   if (n.text == "in")
      return membership(n);
   auto const& a = n.children[0]->type;
   auto const& b = n.children[1]->type;
   bool const equality = n.text == "==" || n.text == "!=";
   bool const possible =
      equality ? may_equal(a, b)
               : may_equal(only(a.may_be & ordered_kinds), only(b.may_be & ordered_kinds));
   if (possible)
      return;
   bool const are_containers = equality && (a.may_be & b.may_be) != 0;
   mismatch(
      n.offset,
      fmt::format(
         "{} and {} {}",
         to_text(a),
         to_text(b),
         are_containers ? "are equal only when empty"
         : equality     ? "are never equal"
                        : "have no order"),
      comparison_hint(*n.children[0], *n.children[1]));
}

void binder::membership(node const& n) const
{
   auto const& wanted = n.children[0]->type;
   auto const& of = n.children[1]->type;
   require(*n.children[1], collection_kinds, "what stands after 'in'");
   bool const is_list = of.is_only(kind::list, collection_kinds);
   bool const is_map = of.is_only(kind::map, collection_kinds);
   auto const held = is_list ? element_of(of) : is_map ? key_of(of) : static_type{};
   if (!may_equal(wanted, held))
      mismatch(
         n.offset,
         fmt::format("{} is never in {}", to_text(wanted), to_text(of)),
         comparison_hint(wanted, held));
}

void binder::logical(node& n) const
{
   auto const* const subject = n.form == node_kind::logical_not   ? "what '!' is written before"
                               : n.form == node_kind::logical_and ? "each side of '&&'"
                                                                  : "each side of '||'";
   for (auto const& child : n.children)
      require(*child, boolean_kind, subject);
   n.type = only(boolean_kind);
}

void binder::conditional(node& n) const
{
   require(*n.children[0], boolean_kind, "the condition before '?'");
   n.type = either(n.children[1]->type, n.children[2]->type);
}

void binder::list(node& n) const
{
   std::optional<static_type> element;
   for (auto const& child : n.children) {
      auto const& made = child->optional_entry ? held_by(*child) : child->type;
      element = element ? either(*element, made) : made;
   }
   n.type = list_of(element.value_or(static_type{}));
}

void binder::map(node& n) const
{
   std::optional<static_type> key;
   std::optional<static_type> entry;
   for (std::size_t i = 0; i < n.children.size(); i += 2) {
      auto const& at = *n.children[i];
      auto const& of = *n.children[i + 1];
      require(at, key_kinds, "a key of a map");
      auto const& made = at.optional_entry ? held_by(of) : of.type;
      key = key ? either(*key, at.type) : at.type;
      entry = entry ? either(*entry, made) : made;
   }
   n.type = map_of(key.value_or(static_type{}), entry.value_or(static_type{}));
}

// The type of an entry "?x".
static_type binder::held_by(node const& optional_entry) const
{
   require(optional_entry, one(kind::optional), "what stands after '?'");
   return element_of(optional_entry.type);
}

}  // namespace dnslint::cel
