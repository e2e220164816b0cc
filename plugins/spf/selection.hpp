// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace spf {

// RFC 7208 section 4.5: an SPF record begins with "v=spf1", in any case, and then ends or has a
// space.
bool is_spf_record(std::string_view txt);

// Not an SPF record to any receiver, but evidently meant to be one: a version with something stuck
// to it, in quotes, behind blanks, or in other spellings. The records of Sender ID ("spf2.0/pra",
// RFC 4406) are something else.
bool looks_like_spf(std::string_view txt);

}  // namespace spf
