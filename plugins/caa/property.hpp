// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace caa {

// Why a value cannot be used, and the byte of it where that begins, from 1.
struct value_error {
   std::size_t column = 0;
   std::string text;
   bool operator==(value_error const&) const = default;
};

// What a property tag means, as far as its value is read.
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

// ASCII letters and digits, and not empty.
bool is_well_formed_tag(std::string_view tag);

}  // namespace caa
