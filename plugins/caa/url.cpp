// SPDX-License-Identifier: Apache-2.0
#include "url.hpp"

#include <dnslint/mail_uri.hpp>

namespace caa {

std::optional<dnslint::parse_error> error_of_uri(std::string_view text)
{
   auto const read = dnslint::read_mail_uri(text);
   if (read.scheme.empty())
      return dnslint::parse_error{
         1, dnslint::quoted(text) + " does not begin with a scheme, as a URI does"};
   return read.error;
}

std::optional<dnslint::parse_error> error_of_report_url(std::string_view text)
{
   auto const read = dnslint::read_mail_uri(text);
   if (read.error || read.is("mailto") || read.is("http") || read.is("https"))
      return read.error;
   return dnslint::parse_error{
      1, "the scheme is " + dnslint::quoted(read.scheme) + ", not mailto, http or https"};
}

}  // namespace caa
