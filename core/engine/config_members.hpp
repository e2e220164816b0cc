// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/run_config.hpp"

namespace dnslint::engine {

// The members of each part of a run configuration under the names that they have in JSON, for its
// writer and its reader. `Visitor` gets name, member and, of numbers, their bounds.
template <class Config, class Visitor>
void visit_questions(Config& c, Visitor&& visit)
{
   using bounds = question_config;
   visit("resolvers", c.resolvers);
   visit("tls_ca", c.tls_ca);
   visit("ca_file", c.ca_file);
   visit("open_networks", c.open_networks);
   visit("zones", c.zones);
   visit("overlays", c.overlays);
   visit("timeout_ms", c.timeout, bounds::least_timeout);
   visit("tries", c.tries, bounds::tries_range);
   visit("cache", c.cache);
   visit("send_mode", c.send_mode);
   visit("rate", c.rate, bounds::rate_range);
   visit("server_rate", c.server_rate, bounds::rate_range);
   visit("direct_private", c.direct_private);
   visit("trial", c.trial);
   visit("dropped", c.dropped);
   visit("now", c.now);
   visit("seed", c.seed);
   visit("psl_file", c.psl_file);
   visit("record", c.record);
   visit("replay", c.replay);
}

template <class Config, class Visitor>
void visit_limits(Config& c, Visitor&& visit)
{
   using bounds = run_limits;
   visit("in_flight", c.in_flight, bounds::in_flight_range);
   visit("workers", c.workers, bounds::workers_range);
   visit("sharing", c.sharing, number_range{1, bounds::workers_range.most});
   visit("stuck_after_ms", c.stuck_after, bounds::least_stuck_after);
   visit("waits_out_outages", c.waits_out_outages);
   visit("outage_limit_ms", c.outage_limit, bounds::least_outage_limit);
}

template <class Config, class Visitor>
void visit_selection(Config& c, Visitor&& visit)
{
   visit("plugins", c.plugin_folders);
   visit("rules", c.rule_paths);
   visit("shipped_rules", c.shipped_packs);
   visit("profile", c.profile);
   visit("project", c.project);
   visit("checks", c.checks);
   visit("skip", c.skip);
   visit("settings", c.settings);
}

template <class Config, class Visitor>
void visit_list(Config& c, Visitor&& visit)
{
   visit("file", c.file);
   visit("column", c.column);
   visit("digest", c.digest);
   visit("shard", c.shard, list_identity::shards_range);
   visit("shards", c.shards, list_identity::shards_range);
}

template <class Config, class Visitor>
void visit_records(Config& c, Visitor&& visit)
{
   visit("all_facts", c.all_facts);
   visit("passes", c.passes);
   visit("rehearsed", c.rehearsed);
}

// Parts are visited with the function that visits their own members.
template <class Config, class Visitor, class Part>
void visit_config(Config& c, Visitor&& visit, Part&& part)
{
   part("questions", [&](auto&& each) {
      visit_questions(c.questions, each);
   });
   part("limits", [&](auto&& each) {
      visit_limits(c.limits, each);
   });
   part("selection", [&](auto&& each) {
      visit_selection(c.selection, each);
   });
   visit("lock", c.lock);
   part("list", [&](auto&& each) {
      visit_list(c.list, each);
   });
   part("records", [&](auto&& each) {
      visit_records(c.records, each);
   });
}

}  // namespace dnslint::engine
