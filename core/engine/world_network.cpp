// SPDX-License-Identifier: Apache-2.0
#include "core/engine/config_words.hpp"
#include "core/engine/world_hosts.hpp"
#include "core/engine/world_parts.hpp"
#include "core/lab/lab_server.hpp"
#include "core/resolver/transport/asio_loop.hpp"
#include "core/resolver/transport/stream_link.hpp"
#include "core/resolver/transport/tls_client.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <random>

namespace dnslint::engine {
namespace {

using sources = std::vector<std::unique_ptr<resolver::source>>;
using upstream_addresses = std::vector<resolver::upstream_address>;

constexpr unsigned largest_window = 60'000;

resolver::upstream_limits limits_for(resolver::server_address const& s, run_config const& c)
{
   auto const& q = c.questions;
   resolver::upstream_limits limits;
   auto const usual = resolver::is_loopback(s) ? 0 : question_config::usual_rate;
   auto const rate = q.rate.value_or(usual);
   if (rate != 0)
      limits.per_second = share_of(rate, c.limits);
   limits.window.most = largest_window;
   // A list begins with a question of each domain at once.
   auto const domains =
      static_cast<unsigned>(c.limits.in_flight.value_or(run_limits::usual_in_flight));
   limits.retries.burst = std::max(limits.retries.burst, 2 * domains);
   limits.window.timeout = limits.breaker.timeout = q.timeout;
   return limits;
}

base::result<std::unique_ptr<resolver::source>> source_for(
   resolver::asio_loop& loop,
   resolver::upstream_address const& u,
   std::shared_ptr<resolver::datagram_counters> counted,
   question_config const& q)
{
   using made = std::unique_ptr<resolver::source>;
   if (!u.tls_name.empty()) {
      auto client = resolver::tls_client::make(u.tls_name, q.tls_ca);
      if (!client)
         return client.errors();
      return made{resolver::make_tls_source(loop, u.at, std::move(*client))};
   }
   auto const usual =
      resolver::is_loopback(u.at) ? resolver::send_mode::offload : resolver::send_mode::spread;
   return made{
      resolver::make_cares_source(loop, u.at, std::move(counted), q.send_mode.value_or(usual))};
}

resolver::policy network_policy(run_config const& c, std::size_t upstreams)
{
   auto const& q = c.questions;
   auto policy = policy_of(q);
   std::random_device entropy;
   auto const word = [&] {
      return std::uint64_t{entropy()} << 32U | entropy();
   };
   policy.cache_key = {word(), word()};
   if (q.cache)
      policy.cache.emplace();
   policy.waits_out_outages = c.limits.waits_out_outages;
   // A replay could not tell what was compared.
   policy.compares = upstreams > 1 && q.record.empty();
   return policy;
}

base::result<upstream_addresses> upstreams_of(question_config const& q)
{
   if (q.resolvers.size() > resolver::largest_upstream_set)
      return base::error(
         fmt::format("there are {} resolvers", q.resolvers.size()),
         fmt::format("name at most {}", resolver::largest_upstream_set));
   if (!q.resolvers.empty())
      return q.resolvers;
   auto system = resolver::system_servers("/etc/resolv.conf");
   if (!system)
      return system.errors();
   upstream_addresses all;
   for (auto& s : *system)
      all.push_back({std::move(s), {}});
   return all;
}

std::string names_of(upstream_addresses const& all)
{
   std::vector<std::string> names;
   names.reserve(all.size());
   for (auto const& u : all)
      names.push_back(u.to_text());
   return fmt::format("{}", fmt::join(names, ", "));
}

// Letters that nobody has registered.
std::string random_label()
{
   std::random_device entropy;
   std::string label;
   for (int i = 0; i != 24; ++i)
      label += static_cast<char>('a' + entropy() % 26);
   return label;
}

// a.root-servers.net (IANA's root hints).
constexpr auto root_server = "198.41.0.4";

bool was_dropped(world const& w, std::size_t upstream)
{
   return (resolver::set_of(w.dropped) & resolver::only(upstream)) != 0;
}

void try_upstreams_of(
   world& w,
   resolver::asio_loop& loop,
   sources const& all,
   question_config const& q,
   trial_extent extent)
{
   std::vector<resolver::source*> upstreams;
   for (std::size_t i = 0; i != all.size(); ++i)
      if (!was_dropped(w, i))
         upstreams.push_back(all[i].get());
   std::unique_ptr<resolver::source> outside;
   if (extent == trial_extent::upstreams_and_port_53 && !q.direct_private)
      outside = resolver::make_cares_source(loop, {root_server});
   resolver::trial_terms terms;
   terms.label = random_label();
   terms.timeout = std::min(terms.timeout, q.timeout);
   terms.tries = std::min(terms.tries, q.tries);
   w.trials = resolver::try_upstreams(loop, upstreams, outside.get(), terms);
   // Of one that is asked nothing, nothing is known.
   for (std::size_t i = 0; i != all.size(); ++i)
      if (was_dropped(w, i)) {
         auto& results = w.trials->upstreams;
         results.insert(
            results.begin() + static_cast<std::ptrdiff_t>(i), resolver::upstream_trial{});
      }
}

void note_dropped(world& w, question_config const& q)
{
   for (auto const& [name, why] : q.dropped) {
      auto const found = std::ranges::find(w.upstream_names, name);
      if (found != w.upstream_names.end())
         w.dropped.push_back({static_cast<std::uint8_t>(found - w.upstream_names.begin()), why});
   }
}

bool reaches_servers(world const& w)
{
   using resolver::port_53;
   return !w.trials || w.trials->outside == port_53::unknown || w.trials->outside == port_53::open;
}

base::result<sources> open_sources(
   world& w,
   resolver::asio_loop& loop,
   upstream_addresses const& addresses,
   question_config const& q)
{
   sources made;
   for (auto const& u : addresses) {
      w.datagrams.push_back(
         u.tls_name.empty() ? std::make_shared<resolver::datagram_counters>() : nullptr);
      auto source = source_for(loop, u, w.datagrams.back(), q);
      if (!source)
         return source.errors();
      made.push_back(std::move(*source));
      w.upstream_names.push_back(u.to_text());
   }
   return made;
}

std::vector<resolver::upstream> with_limits(
   world const& w, sources from, upstream_addresses const& addresses, run_config const& c)
{
   std::vector<resolver::upstream> all;
   for (std::size_t i = 0; i != from.size(); ++i) {
      auto const& u = addresses[i];
      all.push_back({prepared(w, std::move(from[i]), i), u.to_text(), limits_for(u.at, c)});
      if (w.trials && i < w.trials->upstreams.size())
         all.back().tried = w.trials->upstreams[i];
   }
   return all;
}

}  // namespace

base::diagnostics use_network(world& w, run_config const& c, trial_extent extent)
{
   auto const& q = c.questions;
   auto const addresses = upstreams_of(q);
   if (!addresses)
      return addresses.errors();
   auto made = std::make_unique<resolver::asio_loop>();
   auto& loop = *made;
   w.loop = std::move(made);
   w.source = names_of(*addresses);
   w.now_text = time_text(w.now);
   if (auto errors = begin_recording(w, c, addresses->size()); !errors.empty())
      return errors;
   auto opened = open_sources(w, loop, *addresses, q);
   if (!opened)
      return opened.errors();
   note_dropped(w, q);
   if (extent != trial_extent::none && q.trial && !w.recorder)
      try_upstreams_of(w, loop, *opened, q, extent);
   w.resolver = std::make_unique<resolver::shared_resolver>(
      loop,
      with_limits(w, std::move(*opened), *addresses, c),
      network_policy(c, addresses->size()),
      q.seed);
   w.resolver->drop(w.dropped);
   if (auto errors = use_hosts(w, loop, q); !errors.empty())
      return errors;
   if (!reaches_servers(w))
      return {};
   ask_servers(
      w,
      [&loop](resolver::server_address const& server) {
         return resolver::make_cares_source(loop, server);
      },
      direct_limits_for(c));
   return {};
}

}  // namespace dnslint::engine
