// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/recording/recording.hpp"
#include "core/resolver/shared/direct_resolver.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::resolver {

// Writes a recording during a run. A recording is one view of the DNS: if an equal try is made
// again, the recorder returns the exchange that it has recorded. So the report depends on nothing
// but the recording, whatever the order of questions. The recorder also keeps the written exchanges
// in memory.
class recorder {
public:
   // Borrows the stream and the loop. The caller must check whether the stream has failed.
   recorder(
      std::ostream& out,
      base::event_loop& loop,
      recording_terms terms,
      std::chrono::sys_time<std::chrono::milliseconds> started);
   recorder(recorder const&) = delete;
   recorder& operator=(recorder const&) = delete;
   ~recorder() = default;

   // Wraps the source of upstream `number` so that its exchanges are recorded. The result must not
   // outlive the recorder.
   std::unique_ptr<source> wrap(std::unique_ptr<source> from, std::size_t number);
   // The same for a server that is asked directly.
   std::unique_ptr<source> wrap_server(std::unique_ptr<source> from, server_address const& server);
   // Records why a question ended without an exchange.
   void note_unasked(exchange const& e);
   void note_unasked(direct_question const& q, base::cause const& why);
   // Records what was asked of a host, as bytes of the caller. What is too large for a frame is not
   // recorded.
   void note_host(std::string_view content);
   // Ends the file.
   void finish();
   // Whether the file has reached most_recording_bytes, so that nothing more is recorded.
   bool is_full() const noexcept { return full_; }

private:
   friend class recorded_source;

   exchange const* find(exchange_key const& key) const;
   // The exchange that counts: this one, or that of an equal try that ended before.
   exchange const& note(exchange_key const& key, exchange const& e);
   void write(std::string const& bytes);

   std::ostream* out_;
   base::event_loop* loop_;
   recording_terms terms_;
   recorded_clock clock_;
   std::map<exchange_key, exchange> made_;
   std::string held_back_;  // frames of hosts that came before the first frame, which has the terms
   std::size_t written_ = 0;
   bool full_ = false;
};

// The questions of a replay that the recording lacks, as exchange_key::question().
using questions_not_recorded = std::set<exchange_key>;

// Sources that replay a recording in place of its upstreams: each exchange takes as long as it took
// then. Questions that the recording lacks fail with "not-recorded" (withheld) and are put into
// `lacking`. Borrows all arguments.
std::vector<std::unique_ptr<source>> make_replay_sources(
   base::event_loop& loop, recording const& from, questions_not_recorded& lacking);
// The same in place of one server that is asked directly.
std::unique_ptr<source> make_replay_source(
   base::event_loop& loop,
   recording const& from,
   questions_not_recorded& lacking,
   server_address const& server);

}  // namespace dnslint::resolver
