// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace soa {

// The mailbox that an RNAME stands for. One of the two is empty.
struct mailbox {
   std::string address;  // "hostmaster@example.com"
   std::string problem;  // why the RNAME stands for no mailbox, for people
};

// RFC 1035 section 8: the first label is the local part, dots in it escaped; the others are the
// mailbox's domain. `rname` and `zone` are names in presentation form, lower case.
mailbox read_mailbox(std::string_view rname, std::string_view zone);

}  // namespace soa
