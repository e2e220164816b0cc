// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lab/lab.hpp"

#include <cstdint>
#include <map>
#include <vector>

namespace dnslint::resolver {

// One zone of a lab: its records by owner and type, each RRset in canonical order.
struct lab_zone {
   using rrset = std::vector<dns::record>;

   rrset const* find(dns::name const& owner, dns::rrtype type) const;
   // Whether the zone has a node here; empty non-terminals are nodes (RFC 8499 section 7).
   bool has_node(dns::name const& n) const;

   std::map<dns::name, std::map<dns::rrtype, rrset>>
      nodes;  // of an owner: the names below follow it
   dns::record soa;
};

// What the name servers of one zone say to one question (RFC 1034 section 4.3.2, step 3).
struct zone_reply {
   enum class kind : std::uint8_t {
      records,
      alias,  // records are a CNAME, perhaps after its DNAME; `next` is the target
      nodata,
      nxdomain,
      delegated,  // to name servers that the lab does not have; records are their NS
      too_long,   // what a DNAME gives is no name any more (RFC 6672 section 2.2)
      elsewhere   // in no zone of the lab
   };
   kind outcome = kind::nodata;
   std::vector<dns::record> records;
   std::vector<dns::record> glue;  // addresses of the name servers delegated to
   dns::name next;
   dns::record const* soa = nullptr;  // of the zone that answered; lives as long as the lab
};

// RFC 2308 section 3: the SOA of a denial lives no longer than its MINIMUM.
dns::record denial_of(dns::record soa);

struct lab::zones {
   base::diagnostics add(dns::name const& apex, std::vector<dns::record> records);
   // As everybody sees it: the root denies what is in no zone.
   zone_reply ask(dns::question const& q) const;
   // As the name servers of these zones see it: they do not know what is in none.
   zone_reply ask_authority(dns::question const& q) const;

   std::map<dns::name, lab_zone> all;  // by apex
   lab_zone root;                      // stands in when the lab has no root zone

   zones();

private:
   struct found_zone {
      dns::name apex;
      lab_zone const* zone = nullptr;
   };

   found_zone deepest(dns::name const& at) const;
   found_zone zone_for(dns::question const& q) const;
   zone_reply ask_zone(found_zone const& at, dns::question const& q) const;
   bool exists(lab_zone const& zone, dns::name const& n) const;
   zone_reply descend(lab_zone const& zone, dns::name const& apex, dns::question const& q) const;
   zone_reply at_wildcard(
      lab_zone const& zone, dns::name const& encloser, dns::question const& q) const;
};

}  // namespace dnslint::resolver
