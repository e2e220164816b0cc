// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/lab.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace dnslint::resolver {

// Decides what a server of a lab does with the bytes that it gets: recursive where RD is set,
// authoritative where it is not, with the lab's faults. Knows no socket and no clock; the same
// requests in the same order give the same replies. Borrows the lab.
class lab_responder {
public:
   lab_responder(lab const& zones, std::uint64_t seed)
   : zones_{&zones}
   , seed_{seed}
   {}

   // What is to be sent, `delay` after the request came; nothing when `wire` is empty.
   struct reply {
      std::string wire;
      base::event_loop::duration delay{0};
   };
   // `request` is one message, hostile as it may be. RFC 1035 section 4, RFC 6891.
   reply respond(std::string_view request, transport via);

private:
   bool is_lost(fault const& f, dns::question const& q);
   // Fills in the answer to the message's question; false: there is to be none.
   bool answer(dns::message& m, fault const* f, transport via);

   lab const* zones_;
   std::uint64_t seed_;
   std::map<dns::question, std::uint64_t> asked_;  // how often each was that may be dropped
};

}  // namespace dnslint::resolver
