// SPDX-License-Identifier: Apache-2.0
#ifndef DNSLINT_BASE64_HPP
#define DNSLINT_BASE64_HPP

#include <dnslint/parse_error.hpp>
#include <dnslint/text.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Base64 of RFC 4648 section 4: with '+' and '/', and padded.
namespace dnslint {

struct decoded_base64 {
   std::string bytes;                 // up to the error, if there is one
   std::optional<parse_error> error;  // its column counts within the text
};

namespace detail {

constexpr std::string_view base64_digits =
   "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

class base64_reader {
public:
   base64_reader(std::string_view text, std::string_view ignored)
   : text_{text}
   , ignored_{ignored}
   {}

   decoded_base64 read()
   {
      for (std::size_t i = 0; i != text_.size(); ++i)
         if (!is_one_of(text_[i], ignored_) && !take(i))
            return std::move(decoded_);
      if ((digits_ + padding_) % 4 != 0)
         fail(text_.size(), "the base64 text is cut short: each 4 characters stand for 3 bytes");
      return std::move(decoded_);
   }

private:
   bool take(std::size_t offset)
   {
      if (text_[offset] == '=')
         return take_padding(offset);
      auto const value = base64_digits.find(text_[offset]);
      if (value == base64_digits.npos)
         return fail(offset, quoted(text_.substr(offset, 1)) + " is no character of base64");
      if (padding_ != 0)
         return fail(offset, "nothing may follow the '=' that ends base64");
      bits_ = bits_ << 6U | static_cast<std::uint32_t>(value);
      if (++digits_ % 4 != 1)
         decoded_.bytes += static_cast<char>(bits_ >> (2 * (3 - (digits_ + 3) % 4)) & 0xFFU);
      return true;
   }

   bool take_padding(std::size_t offset)
   {
      bool const fits = digits_ % 4 >= 2 && digits_ % 4 + padding_ < 4;
      if (!fits)
         return fail(offset, "a '=' stands where base64 has none");
      ++padding_;
      return true;
   }

   bool fail(std::size_t offset, std::string text)
   {
      decoded_.error = parse_error{column_of(text_, offset), std::move(text)};
      return false;
   }

   std::string_view text_;
   std::string_view ignored_;
   decoded_base64 decoded_;
   std::uint32_t bits_ = 0;
   std::size_t digits_ = 0;
   std::size_t padding_ = 0;
};

}  // namespace detail

// `ignored`: characters that may stand anywhere, such as the blanks in a DKIM key (RFC 6376 section
// 2.10). Bits that the padding leaves over are not looked at (RFC 4648 section 3.5).
inline decoded_base64 from_base64(std::string_view text, std::string_view ignored = {})
{
   return detail::base64_reader{text, ignored}.read();
}

inline std::string to_base64(std::string_view bytes)
{
   std::string text;
   for (; !bytes.empty(); bytes.remove_prefix(std::min<std::size_t>(3, bytes.size()))) {
      std::uint32_t group = 0;
      for (std::size_t i = 0; i != 3; ++i)
         group = group << 8U | (i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U);
      for (std::size_t i = 0; i != 4; ++i)
         text += i <= bytes.size() ? detail::base64_digits[group >> (18 - 6 * i) & 63U] : '=';
   }
   return text;
}

}  // namespace dnslint

#endif
