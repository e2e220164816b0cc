// SPDX-License-Identifier: Apache-2.0
#include <dnslint/plugin.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace {

using dnslint::rrtype;

struct host {
   std::string name;
   dnslint::answer addresses;
};

dnslint::co<host> look_up(dnslint::context cx, std::string name)
{
   auto const addresses = co_await cx.query(name, rrtype::a);
   co_return host{std::move(name), addresses};
}

void publish(dnslint::context const& cx, std::vector<host> const& hosts)
{
   auto const map = cx.facts().map("hosts");
   for (auto const& [name, addresses] : hosts)
      if (addresses.unknown())
         map.set(name, addresses.cause());
      else
         map.set(name, addresses.records().size());
}

void settle(dnslint::context const& cx, std::vector<host> const& hosts)
{
   for (auto const& h : hosts)
      if (h.addresses.unknown()) {
         cx.unknown("out-of-tree/reachable", h.addresses.cause()).subject(h.name);
         return;
      }
   auto const lost = std::ranges::find_if(hosts, [](host const& h) {
      return h.addresses.absent();
   });
   auto finding = cx.settle("out-of-tree/reachable", lost == hosts.end());
   if (lost != hosts.end())
      finding.message("no address: " + lost->name).subject(lost->name);
}

dnslint::task addresses(dnslint::context cx)
{
   if (cx.fact("name.kind").text() == "public-suffix")
      co_return cx.unknown(dnslint::unobservable("public-suffix"));
   auto const mx = co_await cx.query(cx.domain(), rrtype::mx);
   if (mx.unknown())
      co_return cx.unknown(mx.cause());
   std::vector<dnslint::co<host>> parts;
   for (auto const r : mx.records())
      parts.push_back(look_up(cx, std::string{r.text("exchange")}));
   auto const hosts = co_await dnslint::when_all(std::move(parts));
   publish(cx, hosts);
   settle(cx, hosts);
}

}  // namespace

DNSLINT_PLUGIN("out-of-tree", "1.0.0", dnslint::make_probe<addresses>("addresses"))
