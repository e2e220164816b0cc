// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <fmt/format.h>
#include <numeric>
#include <utility>
#include <vector>

namespace dnslint::base {
namespace {

std::uint8_t byte_at(std::string_view s, std::size_t i)
{
   return static_cast<std::uint8_t>(s[i]);
}

bool continues(std::string_view s, std::size_t first, std::size_t last)
{
   for (auto i = first; i != last; ++i)
      if ((byte_at(s, i) & 0xc0U) != 0x80U)
         return false;
   return true;
}

// RFC 3629 section 4: the second byte of some sequences has a narrower range.
bool second_byte_ok(std::uint8_t lead, std::uint8_t second)
{
   switch (lead) {
      case 0xe0:
         return second >= 0xa0;
      case 0xed:
         return second <= 0x9f;
      case 0xf0:
         return second >= 0x90;
      case 0xf4:
         return second <= 0x8f;
      default:
         return true;
   }
}

std::size_t length_by_lead(std::uint8_t lead)
{
   if (lead < 0x80)
      return 1;
   if (lead >= 0xc2 && lead <= 0xdf)
      return 2;
   if (lead >= 0xe0 && lead <= 0xef)
      return 3;
   if (lead >= 0xf0 && lead <= 0xf4)
      return 4;
   return 0;
}

std::uint32_t code_point(std::string_view sequence)
{
   constexpr std::array<std::uint32_t, 5> lead_bits{0, 0x7f, 0x1f, 0x0f, 0x07};
   auto value = byte_at(sequence, 0) & lead_bits[sequence.size()];
   for (std::size_t i = 1; i != sequence.size(); ++i)
      value = (value << 6U) | (byte_at(sequence, i) & 0x3fU);
   return value;
}

struct code_points {
   std::uint32_t first;
   std::uint32_t last;
};

// C0, DEL, C1, line and paragraph separators, and the format characters of Unicode 15 (category
// Cf), among which are the bidirectional controls that can reorder what a terminal shows (Unicode
// TR 36, section 2.1), what has no width, and the tag characters, in which text can be hidden.
constexpr std::array unprintable{
   code_points{0x00, 0x1f},       code_points{0x7f, 0x9f},       code_points{0xad, 0xad},
   code_points{0x600, 0x605},     code_points{0x61c, 0x61c},     code_points{0x6dd, 0x6dd},
   code_points{0x70f, 0x70f},     code_points{0x890, 0x891},     code_points{0x8e2, 0x8e2},
   code_points{0x180e, 0x180e},   code_points{0x200b, 0x200f},   code_points{0x2028, 0x202e},
   code_points{0x2060, 0x206f},   code_points{0xfeff, 0xfeff},   code_points{0xfff9, 0xfffb},
   code_points{0x110bd, 0x110bd}, code_points{0x110cd, 0x110cd}, code_points{0x13430, 0x1343f},
   code_points{0x1bca0, 0x1bca3}, code_points{0x1d173, 0x1d17a}, code_points{0xe0000, 0xe007f}};

bool is_unprintable(std::string_view sequence)
{
   auto const point = code_point(sequence);
   auto const* const found = std::ranges::lower_bound(unprintable, point, {}, &code_points::last);
   return found != unprintable.end() && found->first <= point;
}

// How much of the text, from its beginning, is printable ASCII. Almost every text is.
std::size_t printable_length(std::string_view bytes)
{
   std::size_t length = 0;
   while (length != bytes.size() && byte_at(bytes, length) >= 0x20 && byte_at(bytes, length) < 0x7f)
      ++length;
   return length;
}

void append_decimal_escape(std::string& out, std::string_view bytes)
{
   for (char const c : bytes)
      fmt::format_to(std::back_inserter(out), "\\{:03}", static_cast<std::uint8_t>(c));
}

// For each byte: does it stand in a JSON string as it is?
constexpr auto plain_json = [] {
   std::array<bool, 256> plain{};
   for (std::size_t c = 0x20; c != 0x7f; ++c)
      plain[c] = c != '"' && c != '\\';
   return plain;
}();

std::size_t plain_json_length(std::string_view bytes)
{
   std::size_t length = 0;
   while (length != bytes.size() && plain_json[byte_at(bytes, length)])
      ++length;
   return length;
}

// Without a branch for each byte the compiler looks at many at once, which pays but for short
// texts.
bool is_plain_json(std::string_view bytes)
{
   constexpr std::size_t short_text = 8;
   if (bytes.size() < short_text)
      return plain_json_length(bytes) == bytes.size();
   unsigned char others = 0;
   for (char const c : bytes) {
      auto const b = static_cast<unsigned char>(c);
      auto const from_space = static_cast<unsigned char>(b - 0x20U);
      others |= static_cast<unsigned char>(from_space >= 0x5fU);
      others |= static_cast<unsigned char>(b == '"');
      others |= static_cast<unsigned char>(b == '\\');
   }
   return others == 0;
}

// RFC 8259 section 7: two UTF-16 surrogates beyond the basic plane.
void append_json_escape(std::string& out, std::uint32_t point)
{
   auto const append = [&](std::uint32_t unit) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", unit);
   };
   if (point < 0x10000)
      return append(point);
   append(0xd800 + ((point - 0x10000) >> 10U));
   append(0xdc00 + ((point - 0x10000) & 0x3ffU));
}

// What could drive or reorder a terminal is escaped here, too: people look at JSON in terminals.
void append_json_character(std::string& out, std::string_view sequence)
{
   char const c = sequence.front();
   if (c == '"' || c == '\\')
      out.append({'\\', c});
   else if (c == '\n')
      out += "\\n";
   else if (c == '\t')
      out += "\\t";
   else if (is_unprintable(sequence))
      append_json_escape(out, code_point(sequence));
   else
      out += sequence;
}

void append_json_characters(std::string& out, std::string_view bytes)
{
   while (!bytes.empty()) {
      auto const plain = plain_json_length(bytes);
      out += bytes.substr(0, plain);
      bytes.remove_prefix(plain);
      if (bytes.empty())
         break;
      auto const length = utf8_sequence_length(bytes);
      if (length == 0)
         fmt::format_to(std::back_inserter(out), "\\\\{:03}", byte_at(bytes, 0));
      else
         append_json_character(out, bytes.substr(0, length));
      bytes.remove_prefix(std::max<std::size_t>(length, 1));
   }
}

// XML 1.0 section 2.2: all of Unicode but surrogates, most controls, U+FFFE and U+FFFF.
bool is_xml(std::string_view sequence)
{
   return sequence != "\xef\xbf\xbe" && sequence != "\xef\xbf\xbf";
}

// Line breaks and tabs as references: an attribute's value would lose them (section 3.3.3).
std::string_view xml_reference(char c)
{
   switch (c) {
      case '&':
         return "&amp;";
      case '<':
         return "&lt;";
      case '>':
         return "&gt;";
      case '"':
         return "&quot;";
      case '\'':
         return "&apos;";
      case '\n':
         return "&#10;";
      case '\t':
         return "&#9;";
      default:
         return {};
   }
}

}  // namespace

std::size_t utf8_sequence_length(std::string_view bytes)
{
   if (bytes.empty())
      return 0;
   auto const length = length_by_lead(byte_at(bytes, 0));
   if (length <= 1)
      return length;
   if (bytes.size() < length || !continues(bytes, 1, length))
      return 0;
   return second_byte_ok(byte_at(bytes, 0), byte_at(bytes, 1)) ? length : 0;
}

std::string terminal_text(std::string_view bytes)
{
   auto const plain = printable_length(bytes);
   std::string out;
   out.reserve(bytes.size());
   out += bytes.substr(0, plain);
   bytes.remove_prefix(plain);
   while (!bytes.empty()) {
      auto const length = utf8_sequence_length(bytes);
      auto const sequence = bytes.substr(0, std::max<std::size_t>(length, 1));
      if (length == 0 || is_unprintable(sequence))
         append_decimal_escape(out, sequence);
      else
         out += sequence;
      bytes.remove_prefix(sequence.size());
   }
   return out;
}

std::string terminal_text(untrusted const& text)
{
   return terminal_text(text.bytes());
}

void append_json_string(std::string& out, std::string_view bytes)
{
   out += '"';
   if (is_plain_json(bytes))
      out += bytes;
   else
      append_json_characters(out, bytes);
   out += '"';
}

std::string json_string(std::string_view bytes)
{
   std::string out;
   out.reserve(bytes.size() + 2);
   append_json_string(out, bytes);
   return out;
}

std::string json_string(untrusted const& text)
{
   return json_string(text.bytes());
}

std::string markup_text(std::string_view bytes)
{
   std::string out;
   out.reserve(bytes.size());
   while (!bytes.empty()) {
      auto const length = utf8_sequence_length(bytes);
      auto const sequence = bytes.substr(0, std::max<std::size_t>(length, 1));
      if (auto const reference = xml_reference(sequence.front()); !reference.empty())
         out += reference;
      else if (length == 0 || is_unprintable(sequence) || !is_xml(sequence))
         append_decimal_escape(out, sequence);
      else
         out += sequence;
      bytes.remove_prefix(sequence.size());
   }
   return out;
}

std::string markup_text(untrusted const& text)
{
   return markup_text(text.bytes());
}

std::string json_number(double value)
{
   if (!std::isfinite(value))
      return "null";
   std::array<char, 400> buffer{};
   auto const end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed)
         .ptr;
   return {buffer.data(), end};
}

bool is_utf8(std::string_view bytes)
{
   while (!bytes.empty()) {
      auto const length = utf8_sequence_length(bytes);
      if (length == 0)
         return false;
      bytes.remove_prefix(length);
   }
   return true;
}

std::size_t character_count(std::string_view text)
{
   std::size_t count = 0;
   for (; !text.empty(); ++count)
      text.remove_prefix(std::max<std::size_t>(utf8_sequence_length(text), 1));
   return count;
}

std::string_view first_characters(std::string_view text, std::size_t count)
{
   std::size_t bytes = 0;
   for (; count != 0 && bytes < text.size(); --count)
      bytes += std::max<std::size_t>(utf8_sequence_length(text.substr(bytes)), 1);
   return text.substr(0, bytes);
}

char lower(char c) noexcept
{
   return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lower(std::string_view text)
{
   std::string out{text};
   std::ranges::transform(out, out.begin(), [](char c) {
      return lower(c);
   });
   return out;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept
{
   return std::ranges::equal(
      a,
      b,
      {},
      [](char c) {
         return lower(c);
      },
      [](char c) {
         return lower(c);
      });
}

std::size_t edit_distance(std::string_view a, std::string_view b)
{
   std::vector<std::size_t> row(b.size() + 1);
   std::iota(row.begin(), row.end(), 0);
   for (std::size_t i = 1; i <= a.size(); ++i) {
      auto diagonal = std::exchange(row[0], i);
      for (std::size_t j = 1; j <= b.size(); ++j) {
         std::size_t const replaced = diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U);
         diagonal = row[j];
         row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
      }
   }
   return row.back();
}

}  // namespace dnslint::base
