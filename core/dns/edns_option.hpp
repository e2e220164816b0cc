// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dns/message.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// What the options of EDNS say (IANA "DNS EDNS0 Option Codes (OPT)").
namespace dnslint::dns {

struct option_field {
   std::string_view key;
   std::variant<std::uint64_t, std::string> value;

   bool operator==(option_field const&) const = default;
};

// "EDE", and "OPTION65001" for a code that has no name here.
std::string option_name(std::uint16_t code);

// Of NSID, client subnet, cookie, keepalive, padding and extended errors; none for other options
// and for data that does not have the option's form. Texts are as hostile as bytes are.
std::vector<option_field> option_fields(edns_option const& option);

}  // namespace dnslint::dns
