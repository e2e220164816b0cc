// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "address.hpp"
#include "lookup.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace spf {

// RFC 7208 section 2.6.
enum class result : std::uint8_t { none, neutral, pass, fail, softfail, temperror, permerror };
std::string_view to_text(result r);

// One message, as check_host() is asked about it (section 4.1).
struct identity {
   address client;  // without_mapping()
   std::string domain;
   std::string local_part;     // section 4.3: "postmaster" where the sender has none
   std::string sender_domain;  // of the sender
   std::string helo;
   std::string receiver;  // the host that checks, for %{r}
   std::int64_t now = 0;
};

// The identity of a sender ("a@example.com", may be empty) and a HELO name (may be empty). Without
// a sender it is postmaster at the HELO name (section 2.4), or at `domain`.
identity make_identity(
   address const& client, std::string domain, std::string_view sender, std::string helo);

// One step of an evaluation: a term, or a whole record if `term` is empty.
struct trace_step {
   std::size_t depth = 0;  // 0: the record of the domain itself
   std::string domain;
   std::string term;
   std::string outcome;  // "match", "no match", "pass", "the limit of 10 lookups is exceeded"
};

struct asked_question {
   std::string name;
   record_type type = record_type::txt;
   lookup_status status = lookup_status::failed;
};

struct evaluation {
   result value = result::none;
   std::optional<std::string> explanation;  // of fail; null where the domain gives none
   std::string term;                        // the term that decided; empty if none did
   std::string reason;                      // why it is none, temperror or permerror
   std::size_t lookups = 0;                 // terms that count towards the limit of 10
   std::size_t voids = 0;                   // lookups that count towards the limit of 2
   std::vector<asked_question> questions;   // in order
   std::vector<trace_step> trace;
};

// check_host() of RFC 7208 section 4. The arguments outlive the coroutine.
dnslint::co<evaluation> check_host(asker& dns, identity const& about);

}  // namespace spf
