// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/world.hpp"

#include "core/base/virtual_loop.hpp"
#include "core/base/yaml.hpp"
#include "core/lab/lab_server.hpp"
#include "core/resolver/transport/asio_loop.hpp"
#include "core/resolver/transport/cares_source.hpp"
#include "core/resolver/transport/stream_link.hpp"
#include "core/resolver/transport/tls_client.hpp"
#include "tools/dnslint/option_values.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
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

// What the report says of the sources, and a recording of the run.
base::diagnostics begin_recording(world& w, options const& o, std::size_t upstreams)
{
   if (o.record.empty())
      return {};
   w.record_file = std::make_unique<output_file>(o.record);
   if (!w.record_file->stream())
      return {base::error_in(
         o.record, fmt::format("the recording cannot be written: {}", std::strerror(errno)))};
   w.recorder = std::make_unique<resolver::recorder>(
      w.record_file->stream(),
      *w.loop,
      resolver::recording_terms{
         w.now, !w.now_text.empty(), w.source, w.options_text, o.policy.tries, upstreams, true},
      w.now);
   return {};
}

std::unique_ptr<resolver::source> recorded(
   world const& w, std::unique_ptr<resolver::source> from, std::size_t upstream)
{
   return w.recorder ? w.recorder->wrap(std::move(from), upstream) : std::move(from);
}

// Nothing is asked, so nobody is to be spared. What was not asked then says why.
void replay_servers(world& w, resolver::policy const& how)
{
   resolver::direct_limits limits;
   limits.each = {};
   limits.how = how;
   limits.only_global = false;
   w.direct = std::make_unique<resolver::direct_resolver>(
      *w.loop,
      [&loop = *w.loop, &from = *w.replayed, &lacking = *w.lacking](
         resolver::server_address const& s) {
         return resolver::make_replay_source(loop, from, lacking, s);
      },
      limits);
}

// With as many tries as were recorded, the same ones are asked for.
base::diagnostics use_recording(world& w, options const& o)
{
   auto const bytes = base::yaml::read_file(o.replay, resolver::most_recording_bytes);
   if (!bytes)
      return bytes.errors();
   auto read = resolver::recording::read(*bytes, o.replay);
   if (!read)
      return read.errors();
   w.replayed = std::make_unique<resolver::recording>(std::move(*read));
   w.lacking = std::make_unique<resolver::questions_not_recorded>();
   w.loop = std::make_unique<base::virtual_loop>();
   auto const& terms = w.replayed->terms();
   auto policy = o.policy;
   policy.tries = policy.silence_tells = terms.tries;
   policy.tcp_after_silence = true;
   w.resolver = std::make_unique<resolver::shared_resolver>(
      *w.loop, resolver::make_replay_sources(*w.loop, *w.replayed, *w.lacking), policy, o.seed);
   if (terms.asks_servers)
      replay_servers(w, policy);
   w.source = terms.source;
   w.options_text = terms.options;
   w.now = o.now.value_or(terms.now);
   w.now_text = o.now || terms.now_is_told ? time_text(w.now) : "";
   return {};
}

// Processes that audit one list together ask no more than one would alone.
std::optional<unsigned> share_of(std::optional<unsigned> per_second, options const& o)
{
   return per_second ? std::optional{std::max(1U, *per_second / o.sharing)} : std::nullopt;
}

resolver::direct_limits direct_limits_for(options const& o)
{
   resolver::direct_limits limits;
   limits.how = o.policy;
   limits.each->window.timeout = limits.each->breaker.timeout = o.policy.timeout;
   limits.only_global = !o.direct_private;
   if (o.server_rate)
      limits.each->per_second = *o.server_rate == 0 ? std::nullopt : o.server_rate;
   limits.each->per_second = share_of(limits.each->per_second, o);
   return limits;
}

void ask_servers(
   world& w, resolver::direct_resolver::connect const& to, resolver::direct_limits const& limits)
{
   auto* const by = w.recorder.get();
   if (by == nullptr) {
      w.direct = std::make_unique<resolver::direct_resolver>(*w.loop, to, limits);
      return;
   }
   w.direct = std::make_unique<resolver::direct_resolver>(
      *w.loop,
      [by, to](resolver::server_address const& s) {
         return by->wrap_server(to(s), s);
      },
      limits,
      [by](resolver::direct_question const& q, base::cause const& why) {
         by->note_unasked(q, why);
      });
}

base::diagnostics use_zones(world& w, options const& o)
{
   auto zones = resolver::lab::load_all(o.zones);
   if (!zones)
      return zones.errors();
   w.zones = std::make_unique<resolver::lab>(std::move(*zones));
   w.loop = std::make_unique<base::virtual_loop>();
   w.source = "zone";
   w.now_text = o.now ? time_text(*o.now) : "";
   if (auto errors = begin_recording(w, o, 1); !errors.empty())
      return errors;
   sources from;
   from.push_back(recorded(w, resolver::make_lab_source(*w.loop, *w.zones, o.seed), 0));
   w.resolver =
      std::make_unique<resolver::shared_resolver>(*w.loop, std::move(from), o.policy, o.seed);
   // Every server has every zone, but those of which the lab says otherwise.
   auto limits = direct_limits_for(o);
   limits.each = {};
   limits.only_global = false;
   ask_servers(
      w,
      [&loop = *w.loop, &zones = *w.zones, seed = o.seed](resolver::server_address const& s) {
         return resolver::make_lab_source(loop, zones.at_server(s.address), seed);
      },
      limits);
   return {};
}

// Polite unless the user says more: a resolver of ours on loopback may be asked as fast as it
// answers.
constexpr unsigned default_rate = 100;
constexpr unsigned most_in_flight = 60'000;

resolver::upstream_limits limits_for(resolver::server_address const& s, options const& o)
{
   resolver::upstream_limits limits;
   auto const rate = o.rate.value_or(resolver::is_loopback(s) ? 0 : default_rate);
   if (rate != 0)
      limits.per_second = share_of(rate, o);
   limits.window.most = most_in_flight;
   // A list begins with a question of each domain at once.
   auto const domains = static_cast<unsigned>(o.in_flight.value_or(100));
   limits.retries.burst = std::max(limits.retries.burst, 2 * domains);
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
      resolver::is_loopback(u.at) ? resolver::send_mode::offload : resolver::send_mode::spread;
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

// The options that decide what is found, but for those that the report names by themselves.
std::string deciding(options const& o)
{
   auto text = fmt::format(
      "timeout={} tries={} checks={} skip={} zones={}",
      o.policy.timeout.count(),
      o.policy.tries,
      fmt::join(o.selection.checks, ","),
      fmt::join(o.selection.skip, ","),
      fmt::join(o.zones, ","));
   for (auto const& [name, value] : o.selection.settings)
      text += fmt::format(" {}={}", name, value);
   if (o.now)
      text += " now=" + time_text(*o.now);
   if (o.direct_private)
      text += " direct-private";
   return text;
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

std::string names_of(std::vector<resolver::upstream_address> const& all)
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

void try_out(
   world& w, resolver::asio_loop& loop, sources const& all, options const& o, trial_extent extent)
{
   std::vector<resolver::source*> upstreams;
   upstreams.reserve(all.size());
   for (auto const& s : all)
      upstreams.push_back(s.get());
   std::unique_ptr<resolver::source> outside;
   if (extent == trial_extent::upstreams_and_port_53 && !o.direct_private)
      outside = resolver::make_cares_source(loop, {root_server});
   resolver::trial_terms terms;
   terms.label = random_label();
   terms.timeout = std::min(terms.timeout, o.policy.timeout);
   terms.tries = std::min(terms.tries, o.policy.tries);
   w.trials = resolver::try_upstreams(loop, upstreams, outside.get(), terms);
}

bool reaches_servers(world const& w)
{
   using resolver::port_53;
   return !w.trials || w.trials->outside == port_53::unknown || w.trials->outside == port_53::open;
}

base::diagnostics use_network(world& w, options const& o, trial_extent extent)
{
   auto const addresses = upstreams_of(o);
   if (!addresses)
      return addresses.errors();
   auto made = std::make_unique<resolver::asio_loop>();
   auto& loop = *made;
   w.loop = std::move(made);
   w.source = names_of(*addresses);
   w.now_text = time_text(w.now);
   if (auto errors = begin_recording(w, o, addresses->size()); !errors.empty())
      return errors;
   sources made_sources;
   for (auto const& u : *addresses) {
      w.datagrams.push_back(
         u.tls_name.empty() ? std::make_shared<resolver::datagram_counters>() : nullptr);
      auto source = source_for(loop, u, w.datagrams.back(), o);
      if (!source)
         return source.errors();
      made_sources.push_back(std::move(*source));
      w.tried.push_back(u.to_text());
   }
   if (extent != trial_extent::none && !o.no_trial && !w.recorder)
      try_out(w, loop, made_sources, o, extent);
   std::vector<resolver::upstream> from;
   for (std::size_t i = 0; i != made_sources.size(); ++i) {
      auto const& u = (*addresses)[i];
      from.push_back(
         {recorded(w, std::move(made_sources[i]), i), u.to_text(), limits_for(u.at, o)});
      if (w.trials && i < w.trials->upstreams.size())
         from.back().tried = w.trials->upstreams[i];
   }
   w.resolver =
      std::make_unique<resolver::shared_resolver>(loop, std::move(from), network_policy(o), o.seed);
   if (!reaches_servers(w))
      return {};
   ask_servers(
      w,
      [&loop](resolver::server_address const& server) {
         return resolver::make_cares_source(loop, server);
      },
      direct_limits_for(o));
   return {};
}

}  // namespace

base::result<world> make_world(
   options const& o, trial_extent first, std::optional<resolver::trial_results> known)
{
   auto suffixes = o.psl_file.empty() ? base::result{audit::public_suffix_list::builtin()}
                                      : audit::public_suffix_list::load(o.psl_file);
   if (!suffixes)
      return suffixes.errors();
   world w{
      nullptr,
      nullptr,
      nullptr,
      nullptr,
      nullptr,
      nullptr,
      nullptr,
      nullptr,
      {},
      std::move(*suffixes),
      o.now.value_or(system_time()),
      {},
      {},
      {},
      {}};
   w.options_text = deciding(o);
   w.trials = std::move(known);
   auto errors = !o.replay.empty() ? use_recording(w, o)
                 : o.zones.empty() ? use_network(w, o, first)
                                   : use_zones(w, o);
   if (!errors.empty())
      return errors;
   return w;
}

base::diagnostics finish_recording(world& w)
{
   base::diagnostics told;
   if (w.recorder) {
      w.recorder->finish();
      if (w.recorder->is_full())
         told.push_back(base::warning(
            "the recording has reached its largest size, and lacks what was asked later",
            "record shorter lists"));
      if (auto const unwritten = w.record_file->finish())
         told.push_back(*unwritten);
   }
   if (w.lacking && !w.lacking->empty())
      told.push_back(base::warning(fmt::format(
         "{} questions are not in the recording, the first is {}",
         w.lacking->size(),
         to_text(*w.lacking->begin()))));
   return told;
}

}  // namespace dnslint::command
