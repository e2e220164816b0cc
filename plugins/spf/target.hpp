// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace spf {

// Whether a name with these macro letters differs between messages. Those with d and o do not: the
// letters stand for the domain itself.
bool depends_on_sender(std::string_view macros);

// The name that a domain-spec stands for in all messages, without final dot; empty if that can be
// no domain name. The term stands in the record of `domain`; evaluation began at `sender_domain`.
std::string target_name(
   std::string_view domain_spec, std::string const& domain, std::string const& sender_domain);

}  // namespace spf
