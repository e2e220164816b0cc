// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/source.hpp"

#include <memory>
#include <vector>

namespace dnslint::resolver {

// Absent means proved absent. The texts are "records", "absent", "unknown".
enum class status : std::uint8_t { records, absent, unknown };
std::string_view to_text(status s);

// The answer to one question: what the audit believes, with what it rests on. Immutable and shared
// by everyone who asked; nothing in it is ever copied for them.
struct answer {
   dns::question asked;
   status state = status::unknown;
   base::cause why;  // of unknown
   dns::rcode code = dns::rcode::noerror;
   bool secure = false;                 // the resolver set AD
   dns::name canonical_name;            // where the CNAME chain ends; the asked name without one
   std::vector<dns::record> records;    // the RRset asked for, at canonical_name; canonical order
   std::vector<dns::record> chain;      // the CNAMEs followed, in order
   std::vector<dns::record> authority;  // canonical order
   std::vector<dns::record> additional;
   std::string destination;  // who answered last
   transport via = transport::udp;

   bool nxdomain() const noexcept
   {
      return state == status::absent && code == dns::rcode::nxdomain;
   }
};
using answer_ptr = std::shared_ptr<answer const>;

answer_ptr make_unknown(dns::question asked, base::cause why);

// Judges one exchange. Absent only when NOERROR or NXDOMAIN comes with a covering SOA; an authority
// section with only NS is lame; extended errors 15 to 18 are filtered, 3 and 19 stale (RFC 8914);
// what cannot be decoded, does not answer the question asked, or is truncated is unknown. A chain
// that ends without its target's answer has code "incomplete-chain" and canonical_name set, so that
// the resolver can ask for the rest.
answer interpret(exchange const& e);

}  // namespace dnslint::resolver
