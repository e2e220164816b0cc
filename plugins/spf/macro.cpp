// SPDX-License-Identifier: Apache-2.0
#include "macro.hpp"

#include <dnslint/text.hpp>

#include <algorithm>
#include <vector>

namespace spf {
namespace {

constexpr std::size_t most_name_characters = 253;

std::string value_of(char letter, macro_values const& v)
{
   switch (letter) {
      case 's':
         return v.local_part + '@' + v.sender_domain;
      case 'l':
         return v.local_part;
      case 'o':
         return v.sender_domain;
      case 'd':
         return v.domain;
      case 'i':
         return dotted(v.client);
      case 'p':
         return v.validated;
      case 'v':
         return std::string{reverse_zone(v.client)};
      case 'h':
         return v.helo;
      case 'c':
         return readable(v.client);
      case 'r':
         return v.receiver;
      case 't':
         return std::to_string(v.now);
      default:
         return {};
   }
}

std::vector<std::string_view> split(std::string_view text, std::string_view delimiters)
{
   std::vector<std::string_view> parts;
   for (;;) {
      auto const end = text.find_first_of(delimiters);
      parts.push_back(text.substr(0, end));
      if (end == std::string_view::npos)
         return parts;
      text.remove_prefix(end + 1);
   }
}

// How many parts on the right are kept. A number beyond the number of parts keeps all of them.
std::size_t read_count(std::string_view digits)
{
   std::size_t keep = 0;
   for (char const c : digits)
      keep = std::min<std::size_t>(keep * 10 + static_cast<std::size_t>(c - '0'), 1'000'000);
   return keep;
}

std::string joined_parts(std::vector<std::string_view> const& parts, std::size_t first)
{
   std::string text;
   for (auto i = first; i != parts.size(); ++i) {
      if (i != first)
         text += '.';
      text += parts[i];
   }
   return text;
}

// `transformers` is "2r-": digits, "r", delimiters, each of them optional.
std::string transform(std::string const& value, std::string_view transformers)
{
   if (transformers.empty())
      return value;
   auto const digits = transformers.substr(0, transformers.find_first_not_of("0123456789"));
   transformers.remove_prefix(digits.size());
   bool const reverse =
      !transformers.empty() && dnslint::to_lower(transformers.substr(0, 1)) == "r";
   transformers.remove_prefix(reverse ? 1 : 0);
   auto parts = split(value, transformers.empty() ? "." : transformers);
   if (reverse)
      std::ranges::reverse(parts);
   auto const keep = digits.empty() ? parts.size() : std::min(read_count(digits), parts.size());
   return joined_parts(parts, parts.size() - keep);
}

// RFC 3986 section 2.3: all but the unreserved characters.
std::string url_escaped(std::string_view text)
{
   constexpr std::string_view hex = "0123456789ABCDEF";
   std::string escaped;
   for (char const c : text) {
      if (dnslint::is_alphanum(c) || std::string_view{"-._~"}.find(c) != std::string_view::npos) {
         escaped += c;
         continue;
      }
      auto const byte = static_cast<unsigned char>(c);
      escaped += '%';
      escaped += hex[byte >> 4U];
      escaped += hex[byte & 15U];
   }
   return escaped;
}

// `body` is what stands between the braces. Section 7.3: an upper-case letter asks for escapes.
std::string expand_macro(std::string_view body, macro_values const& values)
{
   auto const letter = dnslint::to_lower(body.substr(0, 1));
   auto text = transform(value_of(letter.front(), values), body.substr(1));
   return letter.front() == body.front() ? text : url_escaped(text);
}

}  // namespace

std::string expand(std::string_view text, macro_values const& values)
{
   std::string all;
   while (!text.empty()) {
      auto const percent = std::min(text.find('%'), text.size());
      all += text.substr(0, percent);
      text.remove_prefix(percent);
      if (text.size() < 2)
         return all;
      if (text[1] != '{') {
         all += text[1] == '%' ? "%" : text[1] == '_' ? " " : "%20";
         text.remove_prefix(2);
         continue;
      }
      auto const end = text.find('}');
      all += expand_macro(text.substr(2, end - 2), values);
      text.remove_prefix(end + 1);
   }
   return all;
}

std::string_view cut_to_name_length(std::string_view name)
{
   auto const limit = most_name_characters + (name.ends_with('.') ? 1U : 0U);
   while (name.size() > limit) {
      auto const dot = name.find('.');
      if (dot == std::string_view::npos)
         return name;
      name.remove_prefix(dot + 1);
   }
   return name;
}

}  // namespace spf
