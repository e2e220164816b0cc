// SPDX-License-Identifier: Apache-2.0
#include "core/base/virtual_loop.hpp"
#include "core/base/yaml_file.hpp"
#include "core/engine/config_words.hpp"
#include "core/engine/world_hosts.hpp"
#include "core/engine/world_parts.hpp"

namespace dnslint::engine {
namespace {

// Nothing is asked, so nobody is to be spared. What was not asked then says why.
void replay_servers(world& w, resolver::policy const& policy)
{
   resolver::direct_limits limits;
   limits.each = {};
   limits.asking = policy;
   limits.only_global = false;
   w.direct = std::make_unique<resolver::direct_resolver>(
      *w.loop,
      overlaid(
         w,
         [&loop = *w.loop, &from = *w.replayed, &lacking = *w.lacking](
            resolver::server_address const& s) {
            return resolver::make_replay_source(loop, from, lacking, s);
         }),
      limits);
}

}  // namespace

// With as many tries as were recorded, the same ones are asked for.
base::diagnostics use_recording(world& w, run_config const& c)
{
   auto const& q = c.questions;
   auto const bytes = base::yaml::read_file(q.replay, resolver::most_recording_bytes);
   if (!bytes)
      return bytes.errors();
   auto read = resolver::recording::read(*bytes, q.replay);
   if (!read)
      return read.errors();
   w.replayed = std::make_unique<resolver::recording>(std::move(*read));
   w.lacking = std::make_unique<resolver::questions_not_recorded>();
   w.loop = std::make_unique<base::virtual_loop>();
   auto const& terms = w.replayed->terms();
   auto policy = policy_of(q);
   policy.tries = policy.silence_tells = terms.tries;
   policy.tcp_after_silence = true;
   auto sources = resolver::make_replay_sources(*w.loop, *w.replayed, *w.lacking);
   for (std::size_t i = 0; i != sources.size(); ++i)
      sources[i] = prepared(w, std::move(sources[i]), i);
   w.resolver =
      std::make_unique<resolver::shared_resolver>(*w.loop, std::move(sources), policy, q.seed);
   if (terms.asks_servers)
      replay_servers(w, policy);
   w.source = terms.source;
   w.options_text = terms.options;
   w.now = q.now.value_or(terms.now);
   w.now_text = q.now || terms.now_is_told ? time_text(w.now) : "";
   return use_recorded_hosts(w, q.replay);
}

base::diagnostics use_zones(world& w, run_config const& c)
{
   auto const& q = c.questions;
   auto zones = resolver::lab::load_all(q.zones);
   if (!zones)
      return zones.errors();
   w.zones = std::make_unique<resolver::lab>(std::move(*zones));
   w.loop = std::make_unique<base::virtual_loop>();
   w.source = "zone";
   w.now_text = q.now ? time_text(*q.now) : "";
   if (auto errors = begin_recording(w, c, 1); !errors.empty())
      return errors;
   std::vector<std::unique_ptr<resolver::source>> sources;
   sources.push_back(prepared(w, resolver::make_lab_source(*w.loop, *w.zones, q.seed), 0));
   w.resolver = std::make_unique<resolver::shared_resolver>(
      *w.loop, std::move(sources), policy_of(q), q.seed);
   // Every server has every zone, but those of which the lab says otherwise.
   auto limits = direct_limits_for(c);
   limits.each = {};
   limits.only_global = false;
   ask_servers(
      w,
      [&loop = *w.loop, &zones = *w.zones, seed = q.seed](resolver::server_address const& s) {
         return resolver::make_lab_source(loop, zones.at_server(s.address), seed);
      },
      limits);
   return use_lab_hosts(w, q);
}

}  // namespace dnslint::engine
