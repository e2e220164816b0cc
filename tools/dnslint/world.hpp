// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/public_suffix.hpp"
#include "core/base/event_loop.hpp"
#include "core/lab/lab.hpp"
#include "core/resolver/recording/recording_source.hpp"
#include "core/resolver/shared/direct_resolver.hpp"
#include "core/resolver/shared/resolver.hpp"
#include "core/resolver/shared/upstream_trial_run.hpp"
#include "core/resolver/transport/cares_source.hpp"
#include "tools/dnslint/options.hpp"
#include "tools/dnslint/output_file.hpp"

#include <memory>
#include <string>
#include <vector>

namespace dnslint::command {

// What is tried before a run begins.
enum class trial_extent : std::uint8_t {
   none,
   upstreams,
   upstreams_and_port_53  // for probes that ask name servers by themselves
};

// What a run stands in: the loop, the resolver with its sources, the clock, the suffix list. Owns
// them; destroyed from the resolver down.
struct world {
   std::unique_ptr<resolver::lab> zones;                       // of --zone
   std::unique_ptr<resolver::recording> replayed;              // of --replay
   std::unique_ptr<resolver::questions_not_recorded> lacking;  // by it
   std::unique_ptr<base::event_loop> loop;
   std::unique_ptr<output_file> record_file;  // of --record
   std::unique_ptr<resolver::recorder> recorder;
   std::unique_ptr<resolver::shared_resolver> resolver;
   std::unique_ptr<resolver::direct_resolver> direct;  // null: not granted
   std::vector<std::shared_ptr<resolver::datagram_counters>>
      datagrams;  // of each upstream; null over TLS
   audit::public_suffix_list suffixes;
   std::chrono::sys_seconds now{};
   std::string source;        // for the report: "zone", "192.0.2.1:53"
   std::string options_text;  // that decide what is found; those of a recording over --replay
   std::string now_text;  // for the report: empty when nothing fixes the time of a run over zones
   std::vector<std::string> tried;                   // the upstreams, as they are named
   std::optional<resolver::trial_results> trials{};  // of them; null: none was made
};

// Over --zone and --replay the loop's clock is virtual, so that a timeout takes no time and equal
// input gives equal output; else Asio, c-ares and the system's clock. Over --replay the run judges
// as of when it was recorded, unless --now says otherwise. Over the network `first` is tried,
// unless it is known what that gives, the run is recorded or the options leave it out.
base::result<world> make_world(
   options const& o,
   trial_extent first = trial_extent::none,
   std::optional<resolver::trial_results> known = std::nullopt);

// Ends the recording, if one is made; what to tell about it, or about what a replay lacked.
base::diagnostics finish_recording(world& w);

}  // namespace dnslint::command
