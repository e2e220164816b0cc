// SPDX-License-Identifier: Apache-2.0
#include "core/dns/zone_words.hpp"

#include "core/base/encode.hpp"
#include "core/base/escape.hpp"
#include "core/dns/field_form.hpp"
#include "core/dns/location.hpp"
#include "core/dns/parameter_words.hpp"
#include "core/dns/rdata.hpp"
#include "core/dns/record_type.hpp"
#include "core/dns/type_bitmap.hpp"

#include <algorithm>
#include <charconv>

namespace dnslint::dns {
namespace {

// Larger than every number that a field can hold.
constexpr std::uint64_t too_long = std::uint64_t{1} << 40U;

bool is_misread(std::string_view word, std::uint64_t read)
{
   auto const seconds = period_from_text(word);
   return !word.empty() && seconds && *seconds != read;
}

// Seconds in what the letter stands for; 0 for a letter that stands for nothing.
std::uint64_t unit(char letter)
{
   switch (base::lower(letter)) {
      case 's':
         return 1;
      case 'm':
         return 60;
      case 'h':
         return 3600;
      case 'd':
         return 86400;
      case 'w':
         return 604800;
      default:
         return 0;
   }
}

bool starts_with_digit(std::string_view word)
{
   return !word.empty() && word.front() >= '0' && word.front() <= '9';
}

bool is_class(std::string_view word)
{
   return base::equal_ignoring_case(word, "IN") || base::equal_ignoring_case(word, "CH") ||
          base::equal_ignoring_case(word, "HS") ||
          base::equal_ignoring_case(word.substr(0, 5), "CLASS");
}

// Takes what stands before the type, and the type.
std::optional<std::string> misread_head(std::string_view& entry, record const& r)
{
   while (!entry.empty()) {
      auto word = take_word(entry);
      if (starts_with_digit(word)) {
         if (is_misread(word, r.ttl))
            return word;
      } else if (!base::equal_ignoring_case(word, "IN")) {
         // ldns knows more mnemonics than the table, but TYPEnnn is the same everywhere.
         bool const generic =
            base::equal_ignoring_case(std::string_view{word}.substr(0, 4), "TYPE");
         return generic && rrtype_from_text(word) != r.type ? std::optional{word} : std::nullopt;
      }
   }
   return std::nullopt;
}

std::string without_blanks(std::string_view text)
{
   std::string out{text};
   std::erase(out, ' ');
   return out;
}

// ldns reads a mnemonic that it does not know as type 0.
std::optional<std::string> misread_mnemonic(std::string_view entry, std::string_view bitmap)
{
   auto const types = types_of(bitmap);
   if (types.empty() || types.front() != rrtype{0})
      return std::nullopt;
   while (!entry.empty()) {
      auto word = take_word(entry);
      if (!rrtype_from_text(word))
         return word;
   }
   return std::nullopt;
}

// Takes the words of one field.
std::optional<std::string> misread_field(
   std::string_view& entry, record_field const& f, std::string_view bytes)
{
   if (f.kind == field_kind::bytes_hex && base::lower(without_blanks(entry)) != base::hex(bytes))
      return std::string{entry};
   if (f.kind == field_kind::bytes_base64 && without_blanks(entry) != base::base64(bytes))
      return std::string{entry};
   if (f.kind == field_kind::type_bitmap)
      return misread_mnemonic(entry, bytes);
   if (f.kind == field_kind::service_parameters)
      return misread_parameter(entry, bytes);
   // ldns takes 91 degrees of latitude.
   if (f.kind == field_kind::location)
      return location_text(bytes) ? std::nullopt : std::optional{std::string{entry}};
   auto word = take_word(entry);
   auto const form = to_presentation(f.kind, bytes).value_or("");
   if (base::equal_ignoring_case(word, form))
      return std::nullopt;
   if (f.kind == field_kind::salt || f.kind == field_kind::hashed_owner)
      return word;
   if (f.kind == field_kind::type_number && form == to_text(rrtype{0}))
      return word;
   if (
      type_of(f.kind) == value_type::integer &&
      is_misread(word, std::get<std::uint64_t>(to_value(f.kind, bytes))))
      return word;
   return std::nullopt;
}

std::size_t word_end(std::string_view text, std::size_t begin)
{
   auto at = begin;
   while (at < text.size() && text[at] != ' ')
      at += text[at] == '\\' ? 2 : 1;
   return std::min(at, text.size());
}

}  // namespace

std::optional<std::uint64_t> period_from_text(std::string_view text)
{
   std::uint64_t total = 0;
   while (!text.empty()) {
      std::uint64_t count = 0;
      auto const* const end = text.data() + text.size();
      auto const [stop, failure] = std::from_chars(text.data(), end, count);
      if (failure != std::errc{})
         return std::nullopt;
      auto const seconds = stop == end ? 1 : unit(*stop);
      text.remove_prefix(static_cast<std::size_t>(stop - text.data()) + (stop == end ? 0 : 1));
      if (seconds == 0)
         return std::nullopt;
      total = std::min(total + std::min(count, too_long) * seconds, too_long);
   }
   return total;
}

std::string take_word(std::string_view& text)
{
   auto const begin = std::min(text.find_first_not_of(' '), text.size());
   auto const end = word_end(text, begin);
   std::string word{text.substr(begin, end - begin)};
   text.remove_prefix(std::min(text.find_first_not_of(' ', end), text.size()));
   return word;
}

std::string with_ttl_before_class(std::string_view entry)
{
   auto rest = entry;
   auto const owner = entry.starts_with(' ') ? std::string{} : take_word(rest);
   auto const rr_class = take_word(rest);
   auto const ttl = take_word(rest);
   if (!is_class(rr_class) || !starts_with_digit(ttl) || !period_from_text(ttl))
      return std::string{entry};
   return owner + ' ' + ttl + ' ' + rr_class + ' ' + std::string{rest};
}

std::optional<std::string> misread_word(std::string_view entry, record const& r)
{
   if (!entry.starts_with(' '))
      take_word(entry);
   auto wrong = misread_head(entry, r);
   if (wrong || entry.starts_with("\\#"))
      return wrong;
   for_each_field(r.type, r.rdata, [&](record_field const& f, std::string_view bytes) {
      if (!wrong)
         wrong = misread_field(entry, f, bytes);
   });
   return wrong;
}

}  // namespace dnslint::dns
