// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/world.hpp"

#include "core/base/virtual_loop.hpp"
#include "core/resolver/asio_loop.hpp"
#include "core/resolver/cares_source.hpp"
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

resolver::upstream upstream_for(
   resolver::asio_loop& loop,
   resolver::server_address const& s,
   std::shared_ptr<resolver::datagram_counters> counted,
   options const& o)
{
   auto const usual = is_loopback(s) ? resolver::send_mode::offload : resolver::send_mode::spread;
   return {
      resolver::make_cares_source(loop, s, std::move(counted), o.sending.value_or(usual)),
      s.to_text(),
      limits_for(s, o)};
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

base::diagnostics use_network(world& w, options const& o)
{
   auto servers = o.resolvers;
   if (servers.empty()) {
      auto system = resolver::system_servers("/etc/resolv.conf");
      if (!system)
         return system.errors();
      servers = std::move(*system);
   }
   auto loop = std::make_unique<resolver::asio_loop>();
   std::vector<resolver::upstream> from;
   std::vector<std::string> names;
   for (auto const& s : servers) {
      w.datagrams.push_back(std::make_shared<resolver::datagram_counters>());
      from.push_back(upstream_for(*loop, s, w.datagrams.back(), o));
      names.push_back(s.to_text());
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
