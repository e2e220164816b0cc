// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lab/lab.hpp"

#include <cstdint>
#include <map>
#include <optional>
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

   // How a reply leaves. `reset` and `half_closed` are of a TCP connection that gets no answer: it
   // is aborted, or its sending half closed.
   enum class sending : std::uint8_t { once, twice, from_another_port, reset, half_closed };

   // What is to be sent, `delay` after the request came, over TCP with `pause` before each byte.
   // Nothing when `wire` is empty.
   struct reply {
      std::string wire;
      base::event_loop::duration delay{0};
      sending departure = sending::once;
      base::event_loop::duration pause{0};
   };
   // `request` is one message, hostile as it may be. RFC 1035 section 4, RFC 6891. `count`: how
   // often its question has been asked, this time included; without it the responder counts.
   reply respond(
      std::string_view request, transport via, std::optional<std::uint64_t> count = std::nullopt);

private:
   std::uint64_t count_asking(dns::question const& q);
   // Fills in what a server with this fault says; false: nothing.
   bool compose(dns::message& m, fault const& f, transport via, std::uint64_t count);
   // When and how it leaves, still without its bytes.
   reply departure(
      fault const& f, dns::question const& q, transport via, std::uint64_t count) const;
   // Fills in what the lab's zones have on the question.
   void answer_from_zones(dns::message& m) const;

   lab const* zones_;
   std::uint64_t seed_;
   std::map<dns::question, std::uint64_t> asked_;  // how often each was whose fault counts
};

}  // namespace dnslint::resolver
