// SPDX-License-Identifier: Apache-2.0
#ifndef DNSLINT_MAIL_URI_HPP
#define DNSLINT_MAIL_URI_HPP

#include <dnslint/parse_error.hpp>
#include <dnslint/tag_list.hpp>
#include <dnslint/text.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// URIs (RFC 3986) that records name as the place for reports: rua and ruf of DMARC and TLS-RPT,
// iodef of CAA. Columns count within the URI.
namespace dnslint {

struct mail_uri {
   std::string text;                  // as written, but the scheme in lower case
   std::string scheme;                // in lower case; empty if the text begins with none
   std::vector<std::string> domains;  // of the addresses of mailto, or the host of http and https
   std::optional<parse_error> error;

   bool is(std::string_view wanted) const { return scheme == wanted; }
};

namespace detail {

// RFC 3986 section 2.
constexpr bool may_stand_in_uri(char c)
{
   return is_alphanum(c) || is_one_of(c, "-._~:/?#[]@!$&'()*+,;=%");
}

// RFC 3986 section 3.1.
constexpr bool is_scheme(std::string_view text)
{
   return !text.empty() && is_alpha(text.front()) && std::ranges::all_of(text, [](char c) {
      return is_alphanum(c) || is_one_of(c, "+-.");
   });
}

constexpr bool is_uri_host(std::string_view name)
{
   return !name.empty() && name.front() != '.' && name.find("..") == name.npos &&
          std::ranges::all_of(name, [](char c) {
             return is_alphanum(c) || is_one_of(c, "-._");
          });
}

// RFC 3986 section 2.1: the offset of the first '%' that begins no escape.
constexpr std::size_t broken_escape(std::string_view uri)
{
   for (auto at = uri.find('%'); at != uri.npos; at = uri.find('%', at + 1)) {
      auto const digits = uri.substr(at + 1, 2);
      if (digits.size() != 2 || !std::ranges::all_of(digits, is_hex_digit))
         return at;
   }
   return uri.npos;
}

inline std::string domain_of(std::string_view host)
{
   auto name = to_lower(host);
   if (name.size() > 1 && name.ends_with('.'))
      name.pop_back();
   return name;
}

class mail_uri_reader {
public:
   mail_uri_reader(std::string_view text, std::string_view to_escape)
   : text_{text}
   , to_escape_{to_escape}
   {}

   mail_uri read()
   {
      auto const colon = text_.find(':');
      if (colon != text_.npos && is_scheme(text_.substr(0, colon)))
         uri_.scheme = to_lower(text_.substr(0, colon));
      uri_.text = uri_.scheme + std::string{text_.substr(uri_.scheme.size())};
      if (check_characters())
         read_rest(uri_.scheme.size() + 1);
      return std::move(uri_);
   }

private:
   bool check_characters()
   {
      if (text_.empty())
         return fail(0, "there is no URI");
      if (uri_.scheme.empty())
         return fail(
            0,
            text_.find('@') != text_.npos ? "an address is no URI: write mailto: before it"
                                          : "a URI begins with a scheme, such as mailto:");
      auto const odd = std::ranges::find_if_not(text_, [&](char c) {
         return may_stand_in_uri(c) && !is_one_of(c, to_escape_);
      });
      if (odd != text_.end())
         return fail(
            static_cast<std::size_t>(odd - text_.begin()),
            quoted({&*odd, 1}) + " must be written as %xx in a URI");
      if (auto const at = broken_escape(text_); at != text_.npos)
         return fail(at, "a % in a URI must be followed by two hexadecimal digits");
      if (text_.size() == uri_.scheme.size() + 1)
         return fail(text_.size(), "a URI must have more than a scheme");
      return true;
   }

   void read_rest(std::size_t begin)
   {
      auto const rest = text_.substr(begin);
      if (uri_.is("mailto"))
         read_addresses(rest.substr(0, rest.find('?')), begin);
      else if (uri_.is("http") || uri_.is("https"))
         read_host(rest, begin);
   }

   // Each address has a local part and a domain (RFC 6068 section 2).
   void read_addresses(std::string_view addresses, std::size_t begin)
   {
      for (auto const& entry : split_list(addresses, ',')) {
         auto const at = entry.text.rfind('@');
         if (at == entry.text.npos || at == 0 || !is_uri_host(entry.text.substr(at + 1))) {
            fail(
               begin + entry.offset,
               "a mailto URI needs an address, as in mailto:reports@example.com");
            return;
         }
         uri_.domains.push_back(domain_of(entry.text.substr(at + 1)));
      }
   }

   void read_host(std::string_view rest, std::size_t begin)
   {
      auto const authority =
         rest.starts_with("//") ? rest.substr(2, rest.find_first_of("/?#", 2) - 2) : "";
      auto const host = authority.substr(authority.rfind('@') + 1);
      bool const literal = host.starts_with('[') && host.find(']') != host.npos;
      auto const name =
         literal ? host.substr(0, host.find(']') + 1) : host.substr(0, host.find(':'));
      if (literal || is_uri_host(name))
         uri_.domains.push_back(domain_of(name));
      else
         fail(
            begin,
            "an " + uri_.scheme + " URI needs a host, as in " + uri_.scheme +
               "://reports.example.com/");
   }

   bool fail(std::size_t offset, std::string text)
   {
      uri_.error = parse_error{column_of(text_, offset), std::move(text)};
      uri_.domains.clear();
      return false;
   }

   std::string_view text_;
   std::string_view to_escape_;
   mail_uri uri_;
};

}  // namespace detail

// Reads one URI. `to_escape`: characters that URIs may have, but not where this one stands, since
// they separate something there: ",!" for DMARC (RFC 9989 section 4.8), ",!;" for TLS-RPT (RFC 8460
// section 3). Which schemes are of use is for the caller to judge.
inline mail_uri read_mail_uri(std::string_view text, std::string_view to_escape = {})
{
   return detail::mail_uri_reader{text, to_escape}.read();
}

}  // namespace dnslint

#endif
