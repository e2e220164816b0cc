// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace caa {

// The meaning of a property tag, as far as its value is read.
enum class property_kind {
   issuer,       // issue, issuewild, issuemail, issuevmc: who may issue which certificates
   report_url,   // iodef
   email,        // contactemail
   phone,        // contactphone
   unregistered  // or reserved: no certification authority understands it
};

// One CAA record (RFC 8659 section 4.1). Owns its bytes, which are any.
struct property {
   int flags = 0;
   std::string tag;  // as written
   std::string value;

   bool is_critical() const { return (flags & 128) != 0; }
};

// The RDATA of a CAA record; null when it is cut short.
std::optional<property> read_property(std::string_view rdata);

// Tags are matched whatever their case (RFC 8659 section 4.1).
property_kind kind_of(std::string_view tag);

// Whether the tag consists of ASCII letters and digits, and is not empty.
bool is_well_formed_tag(std::string_view tag);

// The registered tag that an unregistered one was probably meant to be: "isue" resembles "issue".
// Empty if it resembles none.
std::string_view resembled_tag(std::string_view tag);

}  // namespace caa
