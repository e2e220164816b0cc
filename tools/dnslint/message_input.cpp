// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/message_input.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace dnslint::command {
namespace {

// Hex in lines, with a blank between two bytes.
constexpr std::size_t most_input = largest_message * 4;
constexpr std::string_view blanks = " \t\r\n\v\f";

constexpr std::uint8_t no_digit = 255;

std::uint8_t hex_digit(char c)
{
   if (c >= '0' && c <= '9')
      return static_cast<std::uint8_t>(c - '0');
   if (c >= 'a' && c <= 'f')
      return static_cast<std::uint8_t>(c - 'a' + 10);
   if (c >= 'A' && c <= 'F')
      return static_cast<std::uint8_t>(c - 'A' + 10);
   return no_digit;
}

// Both alphabets of RFC 4648.
std::uint8_t base64_digit(char c)
{
   if (c >= 'A' && c <= 'Z')
      return static_cast<std::uint8_t>(c - 'A');
   if (c >= 'a' && c <= 'z')
      return static_cast<std::uint8_t>(c - 'a' + 26);
   if (c >= '0' && c <= '9')
      return static_cast<std::uint8_t>(c - '0' + 52);
   if (c == '+' || c == '-')
      return 62;
   return c == '/' || c == '_' ? std::uint8_t{63} : no_digit;
}

// `bits` of each digit, put together; bits that make no whole byte must be zero.
std::optional<std::string> from_digits(
   std::string_view digits, std::uint8_t (*value_of)(char), unsigned bits)
{
   std::string out;
   std::uint32_t pending = 0;
   unsigned have = 0;
   for (char const c : digits) {
      auto const value = value_of(c);
      if (value == no_digit)
         return std::nullopt;
      pending = (pending << bits | value) & 0xffffU;
      have += bits;
      if (have >= 8) {
         have -= 8;
         out += static_cast<char>(pending >> have & 0xffU);
      }
   }
   if (have >= bits || (pending & ((1U << have) - 1U)) != 0)
      return std::nullopt;
   return out;
}

std::string without_blanks(std::string_view text)
{
   std::string out{text};
   std::erase_if(out, [](char c) {
      return blanks.find(c) != std::string_view::npos;
   });
   return out;
}

std::optional<std::string> from_hex(std::string_view input)
{
   return from_digits(without_blanks(input), hex_digit, 4);
}

std::optional<std::string> from_base64(std::string_view input)
{
   auto digits = without_blanks(input);
   for (int padding = 0; padding != 2 && digits.ends_with('='); ++padding)
      digits.pop_back();
   return from_digits(digits, base64_digit, 6);
}

std::optional<std::string> in_form(std::string_view input, message_form form)
{
   switch (form) {
      case message_form::hex:
         return from_hex(input);
      case message_form::base64:
         return from_base64(input);
      case message_form::binary:
         return std::string{input};
      case message_form::detected:
         break;
   }
   if (auto bytes = from_hex(input))
      return bytes;
   if (auto bytes = from_base64(input))
      return bytes;
   return std::string{input};
}

base::diagnostic too_long()
{
   return base::error("more than 65535 bytes, which no DNS message has");
}

}  // namespace

std::optional<message_form> message_form_from_text(std::string_view text)
{
   if (text == "binary")
      return message_form::binary;
   if (text == "hex")
      return message_form::hex;
   return text == "base64" ? std::optional{message_form::base64} : std::nullopt;
}

base::result<std::string> message_bytes(std::string_view input, message_form form)
{
   auto bytes = in_form(input, form);
   if (!bytes)
      return base::error(
         form == message_form::hex ? "this is not hex: digits in pairs, and white space"
                                   : "this is not base64 (RFC 4648), with white space at most");
   if (bytes->size() > largest_message)
      return too_long();
   return std::move(*bytes);
}

base::result<std::string> read_message(std::istream& in)
{
   std::string input(most_input + 1, '\0');
   in.read(input.data(), static_cast<std::streamsize>(input.size()));
   input.resize(static_cast<std::size_t>(in.gcount()));
   if (input.size() > most_input)
      return too_long();
   return input;
}

base::result<std::optional<std::string>> read_framed_message(std::istream& in)
{
   std::array<char, 2> head{};
   in.read(head.data(), head.size());
   if (in.gcount() == 0)
      return std::optional<std::string>{};
   auto const size = static_cast<std::size_t>(
      static_cast<std::uint8_t>(head[0]) << 8U | static_cast<std::uint8_t>(head[1]));
   std::string bytes(size, '\0');
   if (in)
      in.read(bytes.data(), static_cast<std::streamsize>(size));
   if (!in)
      return base::error("the stream ends within a message");
   return std::optional{std::move(bytes)};
}

}  // namespace dnslint::command
