// SPDX-License-Identifier: Apache-2.0
#include "core/hosts/host_lookup.hpp"

#include <memory>
#include <utility>

namespace dnslint::hosts {

namespace {

// What both answers are put together in.
struct host_lookup {
   found_addresses found;
   unsigned open = 2;
   std::function<void(found_addresses)> on_done;

   void add(resolver::answer const& a)
   {
      if (a.state == resolver::status::unknown && !found.unknown)
         found.unknown = a.why;
      if (a.state == resolver::status::records)
         for (auto const& r : a.records())
            if (auto const address = host_address::from_bytes(r.rdata))
               found.all.push_back(*address);
      if (--open == 0)
         on_done(std::move(found));
   }
};

}  // namespace

address_lookup make_address_lookup(ask_dns ask)
{
   return [ask = std::move(ask)](
             std::string const& host, std::function<void(found_addresses)> on_done) {
      auto const name = dns::name::from_text(host);
      if (!name)
         return on_done({});
      auto const lookup = std::make_shared<host_lookup>();
      lookup->on_done = std::move(on_done);
      for (auto const type : {dns::rrtype::a, dns::rrtype::aaaa})
         ask({*name, type}, [lookup](resolver::answer_ptr const& a) {
            lookup->add(*a);
         });
   };
}

}  // namespace dnslint::hosts
