// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/world.hpp"

// The parts of making a world that its three kinds share. Each kind fills a world whose suffix
// list, time and options_text are there already.
namespace dnslint::engine {

base::diagnostics use_network(world& w, run_config const& c, trial_extent extent);
base::diagnostics use_zones(world& w, run_config const& c);
base::diagnostics use_recording(world& w, run_config const& c);

// Opens the recording, if one is to be made.
base::diagnostics begin_recording(world& w, run_config const& c, std::size_t upstreams);
// The source of an upstream, recorded if that is wanted, under the overlay if there is one: a
// recording has what is published.
std::unique_ptr<resolver::source> prepared(
   world const& w, std::unique_ptr<resolver::source> from, std::size_t upstream);
// Connects to name servers under the overlay, if there is one.
resolver::direct_resolver::connect overlaid(
   world const& w, resolver::direct_resolver::connect const& connect);

// Grants questions to name servers, recorded if that is wanted.
void ask_servers(
   world& w,
   resolver::direct_resolver::connect const& connect,
   resolver::direct_limits const& limits);

resolver::policy policy_of(question_config const& q);
resolver::direct_limits direct_limits_for(run_config const& c);

// Processes that audit one list together ask no more than one would alone.
std::optional<unsigned> share_of(std::optional<unsigned> per_second, run_limits const& limits);

}  // namespace dnslint::engine
