// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/public_suffix.hpp"
#include "core/base/event_loop.hpp"
#include "core/engine/output_file.hpp"
#include "core/engine/run_config.hpp"
#include "core/hosts/recorded_https.hpp"
#include "core/lab/lab.hpp"
#include "core/overlay/zone_changes.hpp"
#include "core/resolver/recording/recording_source.hpp"
#include "core/resolver/shared/direct_resolver.hpp"
#include "core/resolver/shared/resolver.hpp"
#include "core/resolver/shared/upstream_trial_run.hpp"
#include "core/resolver/transport/cares_source.hpp"

#include <memory>
#include <string>
#include <vector>

namespace dnslint::engine {

// What is tried before a run begins.
enum class trial_extent : std::uint8_t {
   none,
   upstreams,
   upstreams_and_port_53  // for probes that ask name servers by themselves
};

// What audits happen in: the loop, the resolver with its sources, the clock, the suffix list. Owns
// them; destroyed from the resolver down.
struct world {
   explicit world(audit::public_suffix_list list)
   : suffixes{std::move(list)}
   {}

   std::unique_ptr<resolver::lab> zones{};                       // of the configured files
   std::unique_ptr<overlay::zone_changes> changes{};             // null: there is no overlay
   std::unique_ptr<resolver::recording> replayed{};              // the recording that answers
   std::unique_ptr<resolver::questions_not_recorded> lacking{};  // what it was asked in vain
   std::unique_ptr<hosts::https_recording> replayed_hosts{};     // what it has of hosts
   std::unique_ptr<hosts::urls_not_recorded> lacking_urls{};     // what they were asked in vain
   std::unique_ptr<base::event_loop> loop{};
   std::unique_ptr<output_file> record_file{};
   std::unique_ptr<resolver::recorder> recorder{};
   std::unique_ptr<resolver::shared_resolver> resolver{};
   std::unique_ptr<resolver::direct_resolver> direct{};  // null: not granted
   std::unique_ptr<hosts::https_source> https{};         // null: there are no hosts to ask
   // Of each upstream; null over TLS.
   std::vector<std::shared_ptr<resolver::datagram_counters>> datagrams{};
   audit::public_suffix_list suffixes;
   std::chrono::sys_seconds now{};
   std::string source{};        // for the report: "zone", "192.0.2.1:53"
   std::string options_text{};  // settings that decide what is found; of a recording its own
   // Whether audits are rehearsed. A recording has the answers for that only if its run did it.
   bool rehearses = false;
   std::string now_text{};  // for the report: empty when nothing fixes the time of a run over zones
   std::vector<std::string> upstream_names{};
   resolver::upstream_drops dropped{};  // by an earlier run: those upstreams are asked nothing
   std::optional<resolver::trial_results> trials{};  // of the upstreams; null: none was made
};

// Over zones and recordings the loop's clock is virtual, so that a timeout takes no time and equal
// input gives equal output; else Asio, c-ares and the system's clock. A recording is judged as of
// when it was made, unless the configuration has a time. Over the network the upstreams are tried
// first, unless it is known what that gives, the run is recorded or the configuration leaves the
// trial out.
base::result<world> make_world(
   run_config const& c,
   trial_extent first = trial_extent::none,
   std::optional<resolver::trial_results> known = std::nullopt);

// Ends the recording, if one is made; what to tell about it, or about what a replay lacked.
base::diagnostics finish_recording(world& w);

}  // namespace dnslint::engine
