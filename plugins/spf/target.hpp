// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace spf {

// Whether a name with these macro letters differs from message to message: d and o are the domain's
// own.
bool depends_on_sender(std::string_view macros);

// Where the domain-spec of a term leads whoever sends, without final dot: `domain` is whose record
// has the term, `sender_domain` where evaluation began. Empty where it can be no domain name.
std::string target_name(
   std::string_view domain_spec, std::string const& domain, std::string const& sender_domain);

}  // namespace spf
