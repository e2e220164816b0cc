// SPDX-License-Identifier: Apache-2.0
#include "core/cel/literal.hpp"

#include "core/base/utf8.hpp"
#include "core/cel/compile_error.hpp"
#include "core/cel/number_text.hpp"

#include <charconv>
#include <fmt/format.h>
#include <limits>
#include <optional>

namespace dnslint::cel {
namespace {

std::optional<char> simple_escape(char letter)
{
   switch (letter) {
      case 'a':
         return '\a';
      case 'b':
         return '\b';
      case 'f':
         return '\f';
      case 'n':
         return '\n';
      case 'r':
         return '\r';
      case 't':
         return '\t';
      case 'v':
         return '\v';
      case '\\':
      case '?':
      case '"':
      case '\'':
      case '`':
         return letter;
      default:
         return std::nullopt;
   }
}

// Decodes the escapes between a literal's quotes.
class unescaper {
public:
   unescaper(std::string_view body, std::size_t offset, bool is_bytes)
   : body_{body}
   , offset_{offset}
   , is_bytes_{is_bytes}
   {}

   std::string decode()
   {
      while (at_ < body_.size())
         if (body_[at_] == '\\')
            escape();
         else
            out_ += body_[at_++];
      return std::move(out_);
   }

private:
   void escape()
   {
      auto const letter = at_ + 1 < body_.size() ? body_[at_ + 1] : '\0';
      if (auto const simple = simple_escape(letter)) {
         out_ += *simple;
         at_ += 2;
         return;
      }
      switch (letter) {
         case 'x':
         case 'X':
            return octet_or_code(2, 2, 16);
         case 'u':
            return code(4);
         case 'U':
            return code(8);
         case '0':
         case '1':
         case '2':
         case '3':
            return octet_or_code(1, 3, 8);
         default:
            fail();
      }
   }

   // In bytes these two are octets, in strings code points.
   void octet_or_code(std::size_t skip, std::size_t digits, int base)
   {
      auto const number = read(skip, digits, base);
      if (is_bytes_)
         out_ += static_cast<char>(number);
      else
         base::append_utf8(out_, number);
   }

   void code(std::size_t digits)
   {
      if (is_bytes_)
         fail();
      auto const start = at_;
      auto number = read(2, digits, 16);
      if (digits == 4 && number >= 0xd800 && number <= 0xdbff)
         number = 0x10000 + ((number - 0xd800) << 10U) + low_half(start);
      if (number > 0x10ffff || (number >= 0xd800 && number <= 0xdfff))
         fail_at(start);
      base::append_utf8(out_, number);
   }

   // The 10 bits of the second half of a surrogate pair, whose first half begins at `start`.
   std::uint32_t low_half(std::size_t start)
   {
      if (!body_.substr(at_).starts_with("\\u"))
         fail_at(start);
      auto const number = read(2, 4, 16);
      if (number < 0xdc00 || number > 0xdfff)
         fail_at(start);
      return number - 0xdc00;
   }

   std::uint32_t read(std::size_t skip, std::size_t digits, int base)
   {
      std::uint32_t number = 0;
      auto const text = body_.substr(std::min(at_ + skip, body_.size()), digits);
      auto const [end, failed] =
         std::from_chars(text.data(), text.data() + text.size(), number, base);
      if (failed != std::errc{} || text.size() != digits || end != text.data() + digits)
         fail();
      at_ += skip + digits;
      return number;
   }

   [[noreturn]] void fail_at(std::size_t start)
   {
      at_ = start;
      fail();
   }

   [[noreturn]] void fail() const
   {
      throw compile_error{
         offset_ + at_,
         "this escape is not known",
         R"(write \\ for a backslash, or r"..." around the whole text)"};
   }

   std::string_view body_;
   std::size_t offset_;
   bool is_bytes_;
   std::size_t at_ = 0;
   std::string out_;
};

value text_value(token const& t)
{
   auto const prefix = t.text.find_first_of("\"'");
   bool const raw = t.text.substr(0, prefix).find_first_of("rR") != std::string_view::npos;
   bool const is_bytes = t.kind == token_kind::bytes;
   auto const quote = t.text[prefix];
   std::size_t const quotes =
      t.text.size() >= prefix + 6 && t.text.substr(prefix).starts_with(std::string(3, quote)) ? 3
                                                                                              : 1;
   auto const begin = prefix + quotes;
   auto const body = t.text.substr(begin, t.text.size() - begin - quotes);
   auto text = raw ? std::string{body} : unescaper{body, t.offset + begin, is_bytes}.decode();
   return is_bytes ? value::bytes(std::move(text)) : value::string(std::move(text));
}

std::uint64_t magnitude(token const& t, std::string_view digits)
{
   bool const hex = digits.starts_with("0x");
   if (hex)
      digits.remove_prefix(2);
   std::uint64_t number = 0;
   auto const [end, failed] =
      std::from_chars(digits.data(), digits.data() + digits.size(), number, hex ? 16 : 10);
   if (failed != std::errc{} || end != digits.data() + digits.size())
      throw compile_error{t.offset, "this number does not fit into 64 bits", {}};
   return number;
}

value integer_value(token const& t, bool negative)
{
   auto const number = magnitude(t, t.text);
   constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
   if (number > most + (negative ? 1 : 0))
      throw compile_error{
         t.offset, "this number does not fit into a signed 64-bit integer", "write 5u for a uint"};
   return value{static_cast<std::int64_t>(negative ? -number : number)};
}

value number_value(token const& t, bool negative)
{
   auto const number = double_from_text(t.text);
   if (!number)
      throw compile_error{t.offset, "this number does not fit into a double", {}};
   return value{negative ? -*number : *number};
}

}  // namespace

value literal_value(token const& t, bool negative)
{
   switch (t.kind) {
      case token_kind::integer:
         return integer_value(t, negative);
      case token_kind::unsigned_integer:
         return value{magnitude(t, t.text.substr(0, t.text.size() - 1))};
      case token_kind::number:
         return number_value(t, negative);
      default:
         return text_value(t);
   }
}

}  // namespace dnslint::cel
