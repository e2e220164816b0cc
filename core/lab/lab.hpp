// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/yaml_document.hpp"
#include "core/dns/message.hpp"
#include "core/lab/lab_fault.hpp"
#include "core/lab/lab_host.hpp"
#include "core/resolver/answers/source.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dnslint::resolver {

// Zones in memory, and what goes wrong when they are asked. A lab file is YAML:
//
//   zones:
//     example.test: |            # the zone's apex; the text is a master file relative to it
//       @ MX 10 mx
//       mx A 192.0.2.1
//   faults:
//     "broken.example.test": servfail          # every type at this name
//     "slow.example.test TXT": delay 300ms     # one type
//   hosts:
//     "https://www.example.test/": { status: 404 }   # what a host says over HTTPS
//   servers:
//     192.0.2.2:                  # what this one says when it is asked by itself
//       zones: { example.test: "@ MX 10 other" }
//
// docs/lab.md describes it whole, docs/lab.schema.json for editors.
//
// A zone without SOA gets one ("@ 3600 SOA ns.invalid. hostmaster.invalid. 1 7200 3600 1209600
// 300"), and one without NS an "@ NS ns.invalid.", so that a test states only what it is about.
// Unknown keys are refused as in rule packs.
class lab {
public:
   // A lab file (.yaml, .yml) or a master file, behind whose path "@" and its zone may stand:
   // "db.example@example.com".
   static base::result<lab> load(std::string const& path);
   // All of them in one.
   static base::result<lab> load_all(std::vector<std::string> const& paths);
   static base::result<lab> from_yaml(base::yaml::document const& doc);
   // A master file; without `apex` its SOA's owner is the apex.
   static base::result<lab> from_zone_text(std::string_view text, std::string const& file);
   static base::result<lab> from_zone_text(
      std::string_view text, std::string const& file, dns::name const& apex);

   // The values of `zones:`, `faults:` and so on of a larger document; each may be null.
   struct sections {
      base::yaml::node const* zones = nullptr;
      base::yaml::node const* faults = nullptr;
      base::yaml::node const* hosts = nullptr;
      base::yaml::node const* servers = nullptr;
   };
   base::diagnostics read(base::yaml::document const& doc, sections const& from);
   // What a server of this address has: a lab of its own, or else this one.
   lab const& at_server(std::string const& address) const;
   base::diagnostics add_zone(dns::name const& apex, std::vector<dns::record> records);
   void add_fault(dns::name const& at, std::optional<dns::rrtype> type, fault f);
   // Joins what is in `other`; an apex or a URL that both have is an error, and so is a place for
   // which they have different faults.
   base::diagnostics merge(lab other);

   fault const* find_fault(dns::question const& q) const noexcept;
   lab_hosts const& hosts() const noexcept { return hosts_; }

   // What a recursive resolver would say that can reach these zones only: CNAMEs are followed
   // across zones, delegations to zones in the lab too, wildcards (RFC 4592) and DNAME work,
   // absence has its SOA. A name in no zone of the lab is NXDOMAIN with the root's SOA. Faults are
   // not applied.
   dns::message resolve(dns::question const& q, std::uint16_t id) const;
   // What the name servers of these zones would say (RFC 1034 section 4.3.2, not recursive): AA for
   // names in them, a referral with glue at a delegation to a zone that the lab does not have,
   // REFUSED for other names. A CNAME is followed as far as the lab's zones go. Faults are not
   // applied.
   dns::message authoritative(dns::question const& q, std::uint16_t id) const;

   lab();
   lab(lab&&) noexcept;
   lab& operator=(lab&&) noexcept;
   ~lab();

private:
   struct zones;
   std::unique_ptr<zones> zones_;
   std::map<std::pair<dns::name, std::uint16_t>, fault> faults_;  // type 0: every type
   lab_hosts hosts_;
   std::map<std::string, lab, std::less<>> servers_;  // by address
};

// The lab as a source, in process: what its server says to a query of ours, as far as a client
// would believe it. Timers are the loop's, so that with a virtual_loop a timeout takes no time.
// What is dropped depends on `seed`, the question and the number of the attempt. Borrows both.
std::unique_ptr<source> make_lab_source(
   base::event_loop& loop, lab const& zones, std::uint64_t seed = 0);

}  // namespace dnslint::resolver
