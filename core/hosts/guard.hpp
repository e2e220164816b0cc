// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "core/hosts/host_address.hpp"

#include <string_view>
#include <vector>

namespace dnslint::hosts {

// A range of addresses: "192.0.2.0/24", "2001:db8::/32", "192.0.2.1".
struct address_range {
   host_address first;
   unsigned bits = 0;

   static base::result<address_range> from_text(std::string_view text);
   bool holds(host_address const& address) const;
   bool operator==(address_range const&) const = default;
};

// Whether dnslint may talk to an address. URLs and zones are written by strangers, who must not
// reach inside the network of the machine that audits them. So only global addresses are spoken to
// (RFC 6890), and those of ranges that the user opens (--allow-network).
//
// An IPv6 address that stands for an IPv4 one is refused whatever the user opens: where it leads
// is decided by a gateway or the kernel.
class address_guard {
public:
   address_guard() = default;
   explicit address_guard(std::vector<address_range> open)
   : open_{std::move(open)}
   {}
   // Opens the blocks that are reserved for documentation, which the zones of labs are made of.
   static address_guard for_labs(std::vector<address_range> open = {});

   // Why the address must not be talked to, such as "loopback (RFC 1122)". Empty if it may be.
   std::string_view refusal(host_address const& address) const;

private:
   std::vector<address_range> open_;
};

}  // namespace dnslint::hosts
