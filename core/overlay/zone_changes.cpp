// SPDX-License-Identifier: Apache-2.0
#include "core/overlay/zone_changes.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace dnslint::overlay {
namespace {

// The same data, whatever the TTL; TXT records with the same text in other strings count as the
// same, since a text that is printed and read again may be cut elsewhere.
bool is_same(dns::record const& a, dns::record const& b)
{
   if (a.rdata == b.rdata)
      return true;
   return a.type == dns::rrtype::txt && dns::field(a, "text") == dns::field(b, "text");
}

bool holds(std::vector<dns::record> const& all, dns::record const& one)
{
   return std::ranges::any_of(all, [&one](dns::record const& r) {
      return is_same(r, one);
   });
}

}  // namespace

bool is_wildcard(dns::name const& owner)
{
   return !owner.is_root() && owner.label(0) == "*";
}

void zone_changes::add(dns::record r)
{
   changed_[{r.owner, r.type}].added.push_back(std::move(r));
}

void zone_changes::remove(dns::record r)
{
   changed_[{r.owner, r.type}].removed.push_back(std::move(r));
}

void zone_changes::replace(dns::record r)
{
   auto& change = changed_[{r.owner, r.type}];
   change.replaces = true;
   change.added.push_back(std::move(r));
}

void zone_changes::remove_all(dns::name const& owner, dns::rrtype type)
{
   changed_[{owner, type}].replaces = true;
}

void zone_changes::merge(zone_changes other)
{
   for (auto& [at, change] : other.changed_) {
      auto& own = changed_[at];
      own.replaces = own.replaces || change.replaces;
      std::ranges::move(change.removed, std::back_inserter(own.removed));
      std::ranges::move(change.added, std::back_inserter(own.added));
   }
}

rrset_change const* zone_changes::find(dns::name const& owner, dns::rrtype type) const
{
   auto const found = changed_.find({owner, type});
   return found == changed_.end() ? nullptr : &found->second;
}

bool zone_changes::concerns(dns::name const& owner) const
{
   auto const first = changed_.lower_bound({owner, dns::rrtype{}});
   return first != changed_.end() && first->first.first == owner;
}

// In canonical order the names below a name follow it.
bool zone_changes::makes_exist(dns::name const& owner) const
{
   for (auto at = changed_.lower_bound({owner, dns::rrtype{}});
        at != changed_.end() && at->first.first.is_subdomain_of(owner);
        ++at)
      if (!at->second.added.empty())
         return true;
   return false;
}

std::optional<dns::name> zone_changes::wildcard_over(dns::name const& below) const
{
   for (auto above = below; !above.is_root();) {
      above = above.parent();
      if (makes_exist(above)) {
         auto wildcard = above.child("*");
         return wildcard && makes_exist(*wildcard) ? wildcard : std::nullopt;
      }
   }
   return std::nullopt;
}

bool zone_changes::moves(dns::name const& owner) const
{
   constexpr std::array types{dns::rrtype::ns, dns::rrtype::ds, dns::rrtype::dnskey};
   for (auto at = owner;; at = at.parent()) {
      if (std::ranges::any_of(types, [&](dns::rrtype type) {
             return find(at, type) != nullptr;
          }))
         return true;
      if (at.is_root())
         return false;
   }
}

std::vector<dns::record> applied(rrset_change const& change, std::vector<dns::record> published)
{
   std::vector<dns::record> made;
   if (!change.replaces)
      std::ranges::copy_if(published, std::back_inserter(made), [&](dns::record const& r) {
         return !holds(change.removed, r);
      });
   for (auto const& r : change.added)
      if (!holds(made, r))
         made.push_back(r);
   std::ranges::sort(made);
   return made;
}

}  // namespace dnslint::overlay
