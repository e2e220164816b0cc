// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "core/cel/function.hpp"
#include "core/cel/leftovers.hpp"
#include "core/cel/text_format.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace dnslint::cel {
namespace {

// Where each character of a text begins, in bytes, and where the text ends.
class characters {
public:
   explicit characters(std::string_view text)
   : text_{text}
   {
      for (std::size_t at = 0; at < text.size();) {
         begins_.push_back(at);
         at += std::max<std::size_t>(base::utf8_sequence_length(text.substr(at)), 1);
      }
      begins_.push_back(text.size());
   }

   std::size_t size() const { return begins_.size() - 1; }
   std::string_view part(std::size_t from, std::size_t to) const
   {
      return text_.substr(begins_[from], begins_[to] - begins_[from]);
   }
   std::string_view from(std::size_t at) const { return text_.substr(begins_[at]); }

private:
   std::string_view text_;
   std::vector<std::size_t> begins_;
};

value part_of(std::string_view part)
{
   return value::string(std::string{part});
}

value out_of_range(std::int64_t at)
{
   return value::error(fmt::format("index out of range: {}", at));
}

// Each byte of a text costs an index of it.
bool spend_characters(std::string_view text, evaluation& cost)
{
   return cost.spend(4 * text.size() + 1);
}

value char_at(arguments given, evaluation& cost)
{
   if (!spend_characters(given[0].characters(), cost))
      return too_costly();
   characters const all{given[0].characters()};
   auto const at = given[1].get<std::int64_t>();
   if (at < 0 || std::cmp_greater(at, all.size()))
      return out_of_range(at);
   auto const i = static_cast<std::size_t>(at);
   return i == all.size() ? part_of({}) : part_of(all.part(i, i + 1));
}

value index_of(arguments given, evaluation& cost)
{
   auto const text = given[0].characters();
   auto const searched = given[1].characters();
   auto const from = given.size() == 3 ? given[2].get<std::int64_t>() : 0;
   if (!cost.spend((text.size() + 1) * (1 + searched.size())))
      return too_costly();
   characters const all{text};
   if (from < 0 || std::cmp_greater(from, all.size()))
      return out_of_range(from);
   if (searched.empty())
      return value{from};
   for (auto i = static_cast<std::size_t>(from); i < all.size(); ++i)
      if (all.from(i).starts_with(searched))
         return value{static_cast<std::int64_t>(i)};
   return value{std::int64_t{-1}};
}

value last_index_of(arguments given, evaluation& cost)
{
   auto const text = given[0].characters();
   auto const searched = given[1].characters();
   if (!cost.spend((text.size() + 1) * (1 + searched.size())))
      return too_costly();
   characters const all{text};
   auto const last =
      given.size() == 3 ? given[2].get<std::int64_t>() : static_cast<std::int64_t>(all.size());
   if (last < 0 || std::cmp_greater(last, all.size()))
      return out_of_range(last);
   if (searched.empty())
      return value{last};
   for (auto i = static_cast<std::size_t>(last) + 1; i-- != 0;)
      if (all.from(i).starts_with(searched))
         return value{static_cast<std::int64_t>(i)};
   return value{std::int64_t{-1}};
}

value substring(arguments given, evaluation& cost)
{
   if (!spend_characters(given[0].characters(), cost))
      return too_costly();
   characters const all{given[0].characters()};
   auto const from = given[1].get<std::int64_t>();
   auto const to =
      given.size() == 3 ? given[2].get<std::int64_t>() : static_cast<std::int64_t>(all.size());
   for (auto const at : {from, to})
      if (at < 0 || std::cmp_greater(at, all.size()))
         return out_of_range(at);
   if (from > to)
      return value::error(fmt::format("the part from {} to {} ends before it begins", from, to));
   return part_of(all.part(static_cast<std::size_t>(from), static_cast<std::size_t>(to)));
}

// At most `limit` parts, the last one with all that is left; without a bound when it is negative.
list_value::elements parts_of(std::string_view text, std::string_view separator, std::int64_t limit)
{
   list_value::elements parts;
   while (limit < 0 || std::cmp_less(parts.size() + 1, limit)) {
      auto const at =
         separator.empty() ? base::first_characters(text, 1).size() : text.find(separator);
      if (at == std::string_view::npos || (separator.empty() && at >= text.size()))
         break;
      parts.push_back(part_of(text.substr(0, at)));
      text.remove_prefix(at + separator.size());
   }
   if (!separator.empty() || !text.empty())
      parts.push_back(part_of(text));
   return parts;
}

value split(arguments given, evaluation& cost)
{
   auto const limit = given.size() == 3 ? given[2].get<std::int64_t>() : -1;
   // An element costs much more memory than the byte that made it.
   if (!cost.spend(8 * given[0].characters().size() + 1))
      return too_costly();
   if (limit == 0)
      return value{list_value{list_value::elements{}}};
   return value{list_value{parts_of(given[0].characters(), given[1].characters(), limit)}};
}

// An element as join() takes it: a string, or what is abnormal.
value joined(value element)
{
   if (element.is_abnormal() || element.is(kind::string))
      return element;
   return value::error(
      fmt::format("no such overload: join() of a list with {}", to_text(element.type())));
}

value join(arguments given, evaluation& cost)
{
   auto const& list = given[0].get<list_value>();
   auto const separator = given.size() > 1 ? given[1].characters() : std::string_view{};
   std::string text;
   leftovers left;
   for (std::size_t i = 0; i != list.size(); ++i) {
      auto const element = joined(list.at(i));
      auto const part = element.is(kind::string) ? element.characters() : std::string_view{};
      if (!cost.spend(1 + separator.size() + part.size()))
         return too_costly();
      text.append(i == 0 ? std::string_view{} : separator).append(part);
      left.add(element);
   }
   return left.take_or(value::string(std::move(text)));
}

// An empty text is found before each character and at the end.
value replace(arguments given, evaluation& cost)
{
   auto text = given[0].characters();
   auto const searched = given[1].characters();
   auto const replacement = given[2].characters();
   auto limit = given.size() == 4 ? given[3].get<std::int64_t>() : -1;
   std::string out;
   for (bool more = true; more && limit != 0; --limit) {
      auto const at = text.find(searched);
      if (at == std::string_view::npos)
         break;
      auto const kept = searched.empty() ? base::first_characters(text, 1).size() : at;
      if (!cost.spend(1 + kept + replacement.size()))
         return too_costly();
      more = !text.empty();
      if (searched.empty())
         out.append(replacement).append(text.substr(0, kept));
      else
         out.append(text.substr(0, kept)).append(replacement);
      text.remove_prefix(kept + searched.size());
   }
   if (!cost.spend(1 + text.size()))
      return too_costly();
   return value::string(std::move(out.append(text)));
}

value quote(arguments given, evaluation& cost)
{
   if (!spend_characters(given[0].characters(), cost))
      return too_costly();
   static constexpr std::string_view special = "\a\b\f\n\r\t\v\\\"";
   static constexpr std::string_view letters = R"(abfnrtv\")";
   std::string out{'"'};
   for (char const c : given[0].characters())
      if (auto const at = special.find(c); at != std::string_view::npos)
         (out += '\\') += letters[at];
      else
         out += c;
   return value::string(out + '"');
}

value format(arguments given, evaluation& cost)
{
   return formatted(given[0].characters(), given[1].get<list_value>(), cost);
}

constexpr std::array part_table{
   function{
      "charAt",
      call_style::receiver,
      2,
      {text_kind, integer_kind},
      text_kind,
      char_at,
      "The character at a position from 0; empty at the end"},
   function{
      "indexOf",
      call_style::receiver,
      2,
      {text_kind, text_kind},
      integer_kind,
      index_of,
      "The position of the first occurrence of the other, or -1"},
   function{
      "indexOf",
      call_style::receiver,
      3,
      {text_kind, text_kind, integer_kind},
      integer_kind,
      index_of,
      "The same, searched from a position on"},
   function{
      "lastIndexOf",
      call_style::receiver,
      2,
      {text_kind, text_kind},
      integer_kind,
      last_index_of,
      "The position of the last occurrence of the other, or -1"},
   function{
      "lastIndexOf",
      call_style::receiver,
      3,
      {text_kind, text_kind, integer_kind},
      integer_kind,
      last_index_of,
      "The same, of those that begin at a position or before it"},
   function{
      "substring",
      call_style::receiver,
      2,
      {text_kind, integer_kind},
      text_kind,
      substring,
      "The string from a position on"},
   function{
      "substring",
      call_style::receiver,
      3,
      {text_kind, integer_kind, integer_kind},
      text_kind,
      substring,
      "The string from a position to before another"},
   function{
      "split",
      call_style::receiver,
      2,
      {text_kind, text_kind},
      list_kind,
      split,
      "The parts of the string between occurrences of the other",
      list_of_strings},
   function{
      "split",
      call_style::receiver,
      3,
      {text_kind, text_kind, integer_kind},
      list_kind,
      split,
      "At most so many parts, the last with what is left; all when negative",
      list_of_strings},
   function{
      "join",
      call_style::receiver,
      1,
      {list_kind},
      text_kind,
      join,
      "The strings of the list one after the other",
      nullptr,
      text_kind},
   function{
      "join",
      call_style::receiver,
      2,
      {list_kind, text_kind},
      text_kind,
      join,
      "The strings of the list with the other between them",
      nullptr,
      text_kind},
   function{
      "replace",
      call_style::receiver,
      3,
      {text_kind, text_kind, text_kind},
      text_kind,
      replace,
      "The string with each occurrence of the first replaced by the second"},
   function{
      "replace",
      call_style::receiver,
      4,
      {text_kind, text_kind, text_kind, integer_kind},
      text_kind,
      replace,
      "The same, so many times at most; always when negative"},
   function{
      "format",
      call_style::receiver,
      2,
      {text_kind, list_kind},
      text_kind,
      format,
      "The string with %s %d %f %e %x %X %o %b replaced by the elements in turn"},
   function{
      "strings.quote",
      call_style::global,
      1,
      {text_kind},
      text_kind,
      quote,
      "The string in double quotes, what is special in it escaped"}};

}  // namespace

std::span<function const> part_functions() noexcept
{
   return part_table;
}

}  // namespace dnslint::cel
