// SPDX-License-Identifier: Apache-2.0
#include "core/dns/presentation.hpp"

#include "core/base/encode.hpp"
#include "core/base/escape.hpp"

#include <cstdint>

namespace dnslint::dns {
namespace {

bool is_digit(char c)
{
   return c >= '0' && c <= '9';
}

std::optional<char> take_decimal(std::string_view& text)
{
   if (text.size() < 3 || !is_digit(text[1]) || !is_digit(text[2]))
      return std::nullopt;
   auto const value = (text[0] - '0') * 100 + (text[1] - '0') * 10 + (text[2] - '0');
   if (value > 255)
      return std::nullopt;
   text.remove_prefix(3);
   return static_cast<char>(value);
}

void append_escaped(std::string& out, char c, std::string_view specials, char first_printable)
{
   if (c < first_printable || c > '~')
      return append_decimal_escape(out, c);
   if (specials.find(c) != std::string_view::npos)
      out += '\\';
   out += c;
}

}  // namespace

std::optional<char> take_escaped(std::string_view& text)
{
   char const first = text.front();
   text.remove_prefix(1);
   if (first != '\\')
      return first;
   if (text.empty())
      return std::nullopt;
   if (is_digit(text.front()))
      return take_decimal(text);
   char const escaped = text.front();
   text.remove_prefix(1);
   return escaped;
}

void append_decimal_escape(std::string& out, char byte)
{
   auto const value = static_cast<std::uint8_t>(byte);
   out += '\\';
   out += static_cast<char>('0' + value / 100);
   out += static_cast<char>('0' + value / 10 % 10);
   out += static_cast<char>('0' + value % 10);
}

void append_label_text(std::string& out, std::string_view label)
{
   for (char const c : label)
      append_escaped(out, c, ".\\\";()@$", '!');
}

std::string absolute_name_text(std::string_view wire)
{
   if (wire.size() == 1)
      return ".";
   std::string text;
   text.reserve(wire.size());
   while (wire.front() != '\0') {
      auto const length = static_cast<std::uint8_t>(wire.front());
      append_label_text(text, wire.substr(1, length));
      text += '.';
      wire.remove_prefix(1U + length);
   }
   return text;
}

std::string generic_rdata_text(std::string_view rdata)
{
   auto text = "\\# " + std::to_string(rdata.size());
   return rdata.empty() ? text : text + ' ' + base::hex(rdata);
}

std::string quoted(std::string_view bytes)
{
   std::string out = "\"";
   for (char const c : bytes)
      append_escaped(out, c, "\\\"", ' ');
   return out += '"';
}

std::string utf8_or_escaped(std::string_view bytes)
{
   std::string out;
   out.reserve(bytes.size());
   while (!bytes.empty()) {
      auto const length = base::utf8_sequence_length(bytes);
      if (length == 0)
         append_decimal_escape(out, bytes.front());
      else
         out += bytes.substr(0, length);
      bytes.remove_prefix(length == 0 ? 1 : length);
   }
   return out;
}

}  // namespace dnslint::dns
