// SPDX-License-Identifier: Apache-2.0
#include "report_uri.hpp"

#include "ascii.hpp"

#include <algorithm>

namespace tls_rpt {
namespace {

// RFC 3986 section 2. Commas and semicolons cannot get here: they end a URI of rua.
bool may_stand_in_uri(char c)
{
   return is_alphanum(c) || is_one_of(c, "-._~:/?#[]@$&'()*+=%");
}

// RFC 3986 section 2.1.
bool has_broken_escape(std::string_view uri)
{
   for (auto at = uri.find('%'); at != npos; at = uri.find('%', at + 1)) {
      auto const hex = uri.substr(at + 1, 2);
      if (hex.size() != 2 || hex.find_first_not_of("0123456789abcdefABCDEF") != npos)
         return true;
   }
   return false;
}

// RFC 3986 section 3.1.
bool is_scheme(std::string_view text)
{
   auto const allowed = [](char c) {
      return is_alphanum(c) || is_one_of(c, "+-.");
   };
   return !text.empty() && is_alpha(text.front()) && std::ranges::all_of(text, allowed);
}

bool is_host_name(std::string_view name)
{
   auto const allowed = [](char c) {
      return is_alphanum(c) || is_one_of(c, "-._");
   };
   return !name.empty() && name.front() != '.' && name.find("..") == npos &&
          std::ranges::all_of(name, allowed);
}

bool names_a_mailbox(std::string_view rest)
{
   auto const address = rest.substr(0, rest.find('?'));
   auto const at = address.rfind('@');
   return at != npos && at != 0 && is_host_name(address.substr(at + 1));
}

bool names_a_host(std::string_view rest)
{
   constexpr std::string_view slashes = "//";
   if (!rest.starts_with(slashes))
      return false;
   auto const authority =
      rest.substr(slashes.size(), rest.find_first_of("/?#", slashes.size()) - 2);
   auto const host = authority.substr(authority.rfind('@') + 1);
   return host.starts_with('[') || is_host_name(host.substr(0, host.find(':')));
}

std::string error_of(std::string_view text, std::string_view scheme)
{
   if (text.empty())
      return "there is no URI";
   if (scheme.empty())
      return text.find('@') != npos ? "an address is no URI: write mailto: before it"
                                    : "a URI begins with a scheme, mailto: or https:";
   if (!std::ranges::all_of(text, may_stand_in_uri))
      return "a URI has a character that must be written as %xx";
   if (has_broken_escape(text))
      return "a % in a URI must be followed by two hexadecimal digits";
   auto const rest = text.substr(scheme.size() + 1);
   if (rest.empty())
      return "a URI must have more than a scheme";
   if (scheme == "mailto" && !names_a_mailbox(rest))
      return "a mailto URI needs an address, as in mailto:tls-reports@example.com";
   if (scheme == "https" && !names_a_host(rest))
      return "an https URI needs a host, as in https://reports.example.com/tls";
   return {};
}

}  // namespace

report_uri read_report_uri(std::string_view text)
{
   report_uri read;
   auto const colon = text.find(':');
   if (colon != npos && is_scheme(text.substr(0, colon)))
      read.scheme = lower(text.substr(0, colon));
   read.error = error_of(text, read.scheme);
   read.uri = read.scheme + std::string{text.substr(read.scheme.size())};
   return read;
}

}  // namespace tls_rpt
