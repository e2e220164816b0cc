// SPDX-License-Identifier: Apache-2.0
#include "url.hpp"

#include "ascii.hpp"

#include <algorithm>

namespace caa {
namespace {

// RFC 3986 section 2.
bool may_stand_in_uri(char c)
{
   return is_alphanum(c) || is_one_of(c, "-._~:/?#[]@!$&'()*+,;=%");
}

// RFC 3986 section 3.1.
bool is_scheme(std::string_view text)
{
   auto const allowed = [](char c) {
      return is_alphanum(c) || is_one_of(c, "+-.");
   };
   return !text.empty() && is_alpha(text.front()) && std::ranges::all_of(text, allowed);
}

// RFC 3986 section 2.1; the offset of the first '%' that begins no escape.
std::size_t broken_escape(std::string_view uri)
{
   for (auto at = uri.find('%'); at != npos; at = uri.find('%', at + 1)) {
      auto const hex = uri.substr(at + 1, 2);
      if (hex.size() != 2 || hex.find_first_not_of("0123456789abcdefABCDEF") != npos)
         return at;
   }
   return npos;
}

// Each address of a mailto URL has both its parts (RFC 6068 section 2).
bool names_mailboxes(std::string_view rest)
{
   auto const addresses = rest.substr(0, rest.find('?'));
   for (std::size_t begin = 0; begin <= addresses.size();) {
      auto const end = std::min(addresses.find(',', begin), addresses.size());
      auto const address = addresses.substr(begin, end - begin);
      auto const at = address.rfind('@');
      if (at == npos || at == 0 || at + 1 == address.size())
         return false;
      begin = end + 1;
   }
   return true;
}

bool names_a_host(std::string_view rest)
{
   constexpr std::string_view slashes = "//";
   return rest.starts_with(slashes) && rest.size() > slashes.size() &&
          (is_alphanum(rest[2]) || rest[2] == '[');
}

}  // namespace

std::optional<value_error> error_of_uri(std::string_view text)
{
   auto const colon = text.find(':');
   if (colon == npos || !is_scheme(text.substr(0, colon)))
      return value_error{1, quoted(text) + " does not begin with a scheme, as a URI does"};
   auto const* const odd = std::ranges::find_if_not(text, may_stand_in_uri);
   if (odd != text.end())
      return value_error{
         static_cast<std::size_t>(odd - text.begin()) + 1,
         "a URI has a character that must be written as %xx"};
   if (auto const at = broken_escape(text); at != npos)
      return value_error{at + 1, "a % in a URI must be followed by two hexadecimal digits"};
   if (colon + 1 == text.size())
      return value_error{colon + 1, "a URI must have more than a scheme"};
   return std::nullopt;
}

std::optional<value_error> error_of_report_url(std::string_view text)
{
   if (auto error = error_of_uri(text))
      return error;
   auto const colon = text.find(':');
   auto const scheme = lower(text.substr(0, colon));
   auto const rest = text.substr(colon + 1);
   if (scheme == "mailto")
      return names_mailboxes(rest)
                ? std::nullopt
                : std::optional{value_error{colon + 2, "a mailto URL needs an address"}};
   if (scheme == "http" || scheme == "https")
      return names_a_host(rest)
                ? std::nullopt
                : std::optional{value_error{colon + 2, "the URL has no host behind \"//\""}};
   return value_error{1, "the scheme is " + quoted(scheme) + ", not mailto, http or https"};
}

}  // namespace caa
