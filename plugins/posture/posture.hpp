// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace posture {

enum class mail : std::uint8_t {
   no_mail_declared,
   no_mail_undeclared,
   receive_only,
   send_only,
   full
};
std::string_view to_text(mail m);  // "no_mail_declared"

// The records of a domain that tell its posture.
struct observation {
   bool null_mx = false;
   bool accepts_mail = false;  // RFC 5321 section 5.1: by MX, or without any by an address
   std::int64_t spf_records = 0;
   bool spf_denies_all = false;  // nothing but -all (RFC 7208 section 10.1.2), maybe by a redirect
};

mail posture_of(observation const& seen);

}  // namespace posture
