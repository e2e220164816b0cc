// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dns/message.hpp"

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace dnslint::overlay {

// The owner begins with the label "*" (RFC 4592).
bool is_wildcard(dns::name const& owner);

// What becomes of one RRset.
struct rrset_change {
   bool replaces = false;             // `added` takes the place of whatever is published
   std::vector<dns::record> removed;  // left alone where it is not published
   std::vector<dns::record> added;    // once, even where it is published
};

// Changes of RRsets that are thought over what is published. A wildcard name stands for the names
// below it that do not exist otherwise (RFC 4592).
class zone_changes {
public:
   void add(dns::record r);
   void remove(dns::record r);
   // The RRset of this record becomes those that it is called with.
   void replace(dns::record r);
   void remove_all(dns::name const& owner, dns::rrtype type);

   // Joins the changes of `other`.
   void merge(zone_changes other);

   bool empty() const noexcept { return changed_.empty(); }
   // Null where the RRset stays as it is.
   rrset_change const* find(dns::name const& owner, dns::rrtype type) const;
   // A change has this owner, whatever its type.
   bool concerns(dns::name const& owner) const;
   // Records are added at the name or below it, so that it exists (RFC 4592 section 2.2.2).
   bool makes_exist(dns::name const& owner) const;
   // The wildcard with added records that is nearest to a name below it; null when there is none.
   std::optional<dns::name> wildcard_over(dns::name const& below) const;
   // NS, DS or DNSKEY records of the name or of one above it change, so that other servers or other
   // keys may answer for it.
   bool moves(dns::name const& owner) const;

private:
   using place = std::pair<dns::name, dns::rrtype>;
   std::map<place, rrset_change> changed_;
};

// The published RRset as it is after the change, in canonical order.
std::vector<dns::record> applied(rrset_change const& change, std::vector<dns::record> published);

}  // namespace dnslint::overlay
