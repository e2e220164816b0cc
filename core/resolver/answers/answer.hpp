// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/source.hpp"

#include <memory>
#include <vector>

namespace dnslint::resolver {

// Absent means proved absent. The texts are "records", "absent", "unknown".
enum class status : std::uint8_t { records, absent, unknown };
std::string_view to_text(status s);

// What an answer says in full, read from its last exchange.
struct answer_sections {
   dns::name canonical_name;            // where the CNAME chain ends; the asked name without one
   std::vector<dns::record> records;    // the RRset asked for, at canonical_name; canonical order
   std::vector<dns::record> chain;      // the CNAMEs followed, in order
   std::vector<dns::record> authority;  // canonical order
   std::vector<dns::record> additional;
};

// The answer to one question: what the audit believes, with the exchanges that it rests on.
// Immutable and shared by everyone who asked; nothing in it is ever copied for them. Most answers
// are asked for their state only, so the records are read from the wire when they are first wanted.
class answer {
public:
   dns::question asked;
   status state = status::unknown;
   base::cause why;  // of unknown
   dns::rcode code = dns::rcode::noerror;
   bool secure = false;              // the resolver set AD
   std::uint8_t zone_size = 0;       // of proved absence: bytes of the SOA's owner in wire form
   std::vector<exchange> exchanges;  // in order, retries included; the last one answered

   bool nxdomain() const noexcept
   {
      return state == status::absent && code == dns::rcode::nxdomain;
   }
   dns::name const& canonical_name() const { return sections().canonical_name; }
   std::vector<dns::record> const& records() const { return sections().records; }
   std::vector<dns::record> const& chain() const { return sections().chain; }
   std::vector<dns::record> const& authority() const { return sections().authority; }
   std::vector<dns::record> const& additional() const { return sections().additional; }
   std::string_view destination() const noexcept;  // who answered last; empty: nobody
   transport via() const noexcept;

   // Known to have no chain, without reading.
   bool is_direct() const noexcept { return !sections_; }
   // Not const: before anybody shares it.
   answer_sections& sections();
   answer_sections const& sections() const;

private:
   // Null until wanted, of an answer that dns::glance_at() understood.
   mutable std::unique_ptr<answer_sections> sections_;
};
using answer_ptr = std::shared_ptr<answer const>;

answer_ptr make_unknown(dns::question asked, base::cause why);

// Whether two servers deny the same without an SOA that would prove it: that two say so will do.
bool agree_on_absence(answer const& a, answer const& b);

// Judges one exchange, and keeps it. Absent only when NOERROR or NXDOMAIN comes with a covering
// SOA; an authority section with only NS is lame; extended errors 15 to 18 are filtered, 3 and 19
// stale (RFC 8914); what cannot be decoded, does not answer the question asked, or is truncated is
// unknown. So is a denial that its own SOA record contradicts: NXDOMAIN for the owner of the SOA,
// or no SOA there. A chain that ends without its target's answer has code "incomplete-chain" and
// canonical_name set, so that the resolver can ask for the rest.
answer interpret(exchange e);

}  // namespace dnslint::resolver
