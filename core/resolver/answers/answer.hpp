// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/source.hpp"
#include "core/resolver/answers/upstream_set.hpp"

#include <memory>
#include <vector>

namespace dnslint::resolver {

// `absent` means that the absence is proved. The texts are "records", "absent" and "unknown".
enum class status : std::uint8_t { records, absent, unknown };
std::string_view to_text(status s);

// The decoded sections of an answer, read from its last exchange.
struct answer_sections {
   dns::name canonical_name;          // the end of the CNAME chain; without a chain the asked name
   std::vector<dns::record> records;  // the asked RRset at canonical_name, in canonical order
   std::vector<dns::record> chain;    // the CNAMEs followed, in order
   std::vector<dns::record> authority;  // in canonical order
   std::vector<dns::record> additional;
};

// The answer to one question: what the audit believes, and the exchanges that show it. An answer is
// immutable, and everybody who asked shares it without a copy. Most callers read only the state, so
// the records are decoded from the wire when they are first read.
class answer {
public:
   dns::question asked;
   status state = status::unknown;
   base::cause why;  // why the state is unknown
   dns::rcode code = dns::rcode::noerror;
   bool secure = false;  // whether the resolver set AD
   // The length of the SOA record's owner in wire form, if the absence is proved; else 0.
   std::uint8_t zone_size = 0;
   std::vector<exchange> exchanges;  // in order, with retries; the last one has the answer
   upstream_set upstreams = 0;       // upstreams that have answered it while they were believed

   bool nxdomain() const noexcept
   {
      return state == status::absent && code == dns::rcode::nxdomain;
   }
   dns::name const& canonical_name() const { return sections().canonical_name; }
   std::vector<dns::record> const& records() const { return sections().records; }
   std::vector<dns::record> const& chain() const { return sections().chain; }
   std::vector<dns::record> const& authority() const { return sections().authority; }
   std::vector<dns::record> const& additional() const { return sections().additional; }
   // The server of the last exchange; empty if there is no exchange.
   std::string_view destination() const noexcept;
   transport via() const noexcept;

   // Whether the sections are not decoded yet. Such an answer has no CNAME chain.
   bool is_direct() const noexcept { return !sections_; }
   // The variant that is not const is for the time before the answer is shared.
   answer_sections& sections();
   answer_sections const& sections() const;

private:
   // Null until the sections are first read, if dns::glance_at() understood the message.
   mutable std::unique_ptr<answer_sections> sections_;
};
using answer_ptr = std::shared_ptr<answer const>;

answer_ptr make_unknown(dns::question asked, base::cause why);

// Whether two servers deny the same thing without an SOA record that would prove it. Two such
// denials together count as proof.
bool agree_on_absence(answer const& a, answer const& b);

// Judges one exchange and keeps it in the answer. The state is absent only when NOERROR or NXDOMAIN
// comes with an SOA record that covers the name. It is unknown when the message cannot be decoded,
// answers another question, or is truncated. It is also unknown when the authority section has only
// NS records (lame), when an extended error says filtered (15 to 18) or stale (3 and 19, RFC 8914),
// and when the SOA record contradicts the denial: NXDOMAIN for the owner of the SOA record, or no
// SOA record there. If a CNAME chain ends without an answer for its target, the cause is
// "incomplete-chain" and canonical_name is set, so that the resolver can ask for the rest.
answer interpret(exchange e);

}  // namespace dnslint::resolver
