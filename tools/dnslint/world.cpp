// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/world.hpp"

#include "core/base/virtual_loop.hpp"
#include "core/resolver/asio_loop.hpp"
#include "core/resolver/cares_source.hpp"
#include "core/resolver/stream_link.hpp"
#include "core/resolver/tls_client.hpp"
#include "tools/dnslint/option_values.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <random>

namespace dnslint::command {
namespace {

using sources = std::vector<std::unique_ptr<resolver::source>>;

std::chrono::sys_seconds system_time()
{
   return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

base::diagnostics use_zones(world& w, options const& o)
{
   auto zones = resolver::lab::load_all(o.zones);
   if (!zones)
      return zones.errors();
   w.zones = std::make_unique<resolver::lab>(std::move(*zones));
   w.loop = std::make_unique<base::virtual_loop>();
   sources from;
   from.push_back(resolver::make_lab_source(*w.loop, *w.zones, o.seed));
   w.resolver =
      std::make_unique<resolver::shared_resolver>(*w.loop, std::move(from), o.policy, o.seed);
   w.source = "zone";
   w.now_text = o.now ? time_text(*o.now) : "";
   return {};
}

// Polite unless the user says more: a resolver of ours on loopback may be asked as fast as it
// answers.
constexpr unsigned default_rate = 100;
constexpr unsigned most_in_flight = 60'000;

bool is_loopback(resolver::server_address const& s)
{
   return s.address.starts_with("127.") || s.address == "::1";
}

resolver::upstream_limits limits_for(resolver::server_address const& s, options const& o)
{
   resolver::upstream_limits limits;
   auto const rate = o.rate.value_or(is_loopback(s) ? 0 : default_rate);
   if (rate != 0)
      limits.per_second = rate;
   limits.window.most = most_in_flight;
   limits.window.timeout = limits.breaker.timeout = o.policy.timeout;
   return limits;
}

base::result<std::unique_ptr<resolver::source>> source_for(
   resolver::asio_loop& loop,
   resolver::upstream_address const& u,
   std::shared_ptr<resolver::datagram_counters> counted,
   options const& o)
{
   using made = std::unique_ptr<resolver::source>;
   if (!u.tls_name.empty()) {
      auto client = resolver::tls_client::make(u.tls_name, o.tls_ca);
      if (!client)
         return client.errors();
      return made{resolver::make_tls_source(loop, u.at, std::move(*client))};
   }
   auto const usual =
      is_loopback(u.at) ? resolver::send_mode::offload : resolver::send_mode::spread;
   return made{
      resolver::make_cares_source(loop, u.at, std::move(counted), o.sending.value_or(usual))};
}

resolver::policy network_policy(options const& o)
{
   auto policy = o.policy;
   std::random_device entropy;
   auto const word = [&] {
      return std::uint64_t{entropy()} << 32U | entropy();
   };
   policy.cache_key = {word(), word()};
   if (!o.no_cache)
      policy.cache.emplace();
   return policy;
}

base::result<std::vector<resolver::upstream_address>> upstreams_of(options const& o)
{
   if (!o.resolvers.empty())
      return o.resolvers;
   auto system = resolver::system_servers("/etc/resolv.conf");
   if (!system)
      return system.errors();
   std::vector<resolver::upstream_address> all;
   for (auto& s : *system)
      all.push_back({std::move(s), {}});
   return all;
}

base::diagnostics use_network(world& w, options const& o)
{
   auto const addresses = upstreams_of(o);
   if (!addresses)
      return addresses.errors();
   auto loop = std::make_unique<resolver::asio_loop>();
   std::vector<resolver::upstream> from;
   std::vector<std::string> names;
   for (auto const& u : *addresses) {
      w.datagrams.push_back(
         u.tls_name.empty() ? std::make_shared<resolver::datagram_counters>() : nullptr);
      auto source = source_for(*loop, u, w.datagrams.back(), o);
      if (!source)
         return source.errors();
      names.push_back(u.to_text());
      from.push_back({std::move(*source), names.back(), limits_for(u.at, o)});
   }
   w.resolver = std::make_unique<resolver::shared_resolver>(
      *loop, std::move(from), network_policy(o), o.seed);
   w.loop = std::move(loop);
   w.source = fmt::format("{}", fmt::join(names, ", "));
   w.now_text = time_text(w.now);
   return {};
}

}  // namespace

base::result<world> make_world(options const& o)
{
   auto suffixes = o.psl_file.empty() ? base::result{audit::public_suffix_list::builtin()}
                                      : audit::public_suffix_list::load(o.psl_file);
   if (!suffixes)
      return suffixes.errors();
   world w{
      nullptr, nullptr, nullptr, {}, std::move(*suffixes), o.now.value_or(system_time()), {}, {}};
   auto errors = o.zones.empty() ? use_network(w, o) : use_zones(w, o);
   if (!errors.empty())
      return errors;
   return w;
}

}  // namespace dnslint::command
