// SPDX-License-Identifier: Apache-2.0
#include "core/dns/zone_generate.hpp"

#include "core/dns/zone_words.hpp"

#include <charconv>
#include <cstdint>
#include <fmt/format.h>
#include <optional>

namespace dnslint::dns {
namespace {

constexpr std::int64_t largest_number = 0x7fffffff;
constexpr std::int64_t widest_number = 255;

std::optional<std::int64_t> take_number(std::string_view& text)
{
   std::int64_t number = 0;
   auto const [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
   if (failure != std::errc{} || number > largest_number || number < -largest_number)
      return std::nullopt;
   text.remove_prefix(static_cast<std::size_t>(end - text.data()));
   return number;
}

bool take(std::string_view& text, char c)
{
   if (!text.starts_with(c))
      return false;
   text.remove_prefix(1);
   return true;
}

struct range {
   std::int64_t first = 0;
   std::int64_t last = 0;
   std::int64_t step = 1;

   std::int64_t count() const noexcept { return (last - first) / step + 1; }
};

// "1-254" or "0-254/2"
std::optional<range> range_from_text(std::string_view text)
{
   auto const first = take_number(text);
   if (!first || *first < 0 || !take(text, '-'))
      return std::nullopt;
   auto const last = take_number(text);
   auto const step = take(text, '/') ? take_number(text) : std::optional<std::int64_t>{1};
   if (!last || *last < *first || !step || *step < 1 || !text.empty())
      return std::nullopt;
   return range{*first, *last, *step};
}

// What stands between the braces of "${offset,width,base}".
struct number_form {
   std::int64_t offset = 0;
   std::int64_t width = 0;
   char base = 'd';
};

std::optional<number_form> form_from_text(std::string_view text)
{
   number_form form;
   auto const offset = take_number(text);
   if (!offset)
      return std::nullopt;
   form.offset = *offset;
   if (take(text, ',')) {
      auto const width = take_number(text);
      if (!width || *width < 0 || *width > widest_number)
         return std::nullopt;
      form.width = *width;
   }
   if (take(text, ',')) {
      if (text.size() != 1 || std::string_view{"doxXnN"}.find(text.front()) == text.npos)
         return std::nullopt;
      form.base = text.front();
      text = {};
   }
   return text.empty() ? std::optional{form} : std::nullopt;
}

// "f.e.d" for 0xdef, with "0" labels until the width is reached; the width counts the dots.
std::string nibbles(std::uint64_t number, std::int64_t width, bool upper)
{
   std::string text;
   do {
      text += text.empty() ? "" : ".";
      text += upper ? fmt::format("{:X}", number & 15U) : fmt::format("{:x}", number & 15U);
      number >>= 4U;
   } while (number != 0 || static_cast<std::int64_t>(text.size()) < width);
   return text;
}

std::string number_text(std::int64_t number, number_form const& form)
{
   switch (form.base) {
      case 'o':
         return fmt::format("{:0{}o}", number, form.width);
      case 'x':
         return fmt::format("{:0{}x}", number, form.width);
      case 'X':
         return fmt::format("{:0{}X}", number, form.width);
      case 'n':
      case 'N':
         return nibbles(static_cast<std::uint64_t>(number), form.width, form.base == 'N');
      default:
         return fmt::format("{:0{}}", number, form.width);
   }
}

// Appends what the "$" at the start of `text` stands for, and takes it and its braces off.
std::optional<base::diagnostic> put_number(
   std::string_view& text, std::int64_t number, std::string& to)
{
   text.remove_prefix(1);
   number_form form;
   if (text.starts_with('{')) {
      auto const end = text.find('}');
      auto const inner = end == text.npos ? std::string_view{} : text.substr(1, end - 1);
      auto const read = form_from_text(inner);
      if (!read)
         return base::error(
            "malformed braces behind '$'", "write ${offset,width,base}, such as ${0,3,d}");
      form = *read;
      text.remove_prefix(end + 1);
   }
   if (number + form.offset < 0)
      return base::error(fmt::format("'$' comes to {}", number + form.offset));
   to += number_text(number + form.offset, form);
   return std::nullopt;
}

base::result<std::string> entry_for(std::string_view text, std::int64_t number)
{
   std::string entry;
   while (!text.empty()) {
      if (text.starts_with('$')) {
         if (auto problem = put_number(text, number, entry))
            return *problem;
         continue;
      }
      auto const is_escape = text.starts_with('\\') && text.size() > 1;
      if (text.starts_with("\\$"))
         entry += '$';
      else
         entry += text.substr(0, is_escape ? 2 : 1);
      text.remove_prefix(is_escape ? 2 : 1);
   }
   return entry;
}

}  // namespace

base::result<std::vector<std::string>> generate_entries(
   std::string_view directive, generate_limits& limits)
{
   auto const written = take_word(directive);
   auto const numbers = range_from_text(written);
   if (!numbers || directive.empty())
      return base::error(
         "$GENERATE takes a range and a record", "write it like $GENERATE 1-9 host-$ A 192.0.2.$");
   auto const count = static_cast<std::size_t>(numbers->count());
   if (count > limits.records)
      return base::error("$GENERATE makes more than 65536 records of this file");
   limits.records -= count;
   std::vector<std::string> entries;
   for (auto number = numbers->first; number <= numbers->last; number += numbers->step) {
      auto entry = entry_for(directive, number);
      if (!entry)
         return entry.errors();
      if (entry->size() > limits.bytes)
         return base::error("$GENERATE makes more than 16 MiB of this file");
      limits.bytes -= entry->size();
      entries.push_back(*std::move(entry));
   }
   return entries;
}

}  // namespace dnslint::dns
