// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/recording/recording.hpp"
#include "core/resolver/shared/direct_resolver.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <ostream>
#include <set>
#include <vector>

namespace dnslint::resolver {

// Writes a recording while a run goes on. A recording is one view of the DNS: an exchange that has
// been made is given again to whoever asks the same, so that the report rests on what the recording
// holds, whatever the order of questions. Keeps what it has written in memory, too.
class recorder {
public:
   // Borrows the stream and the loop. The stream's failure is the caller's to check.
   recorder(
      std::ostream& out,
      base::event_loop& loop,
      recording_terms terms,
      std::chrono::sys_time<std::chrono::milliseconds> started);
   recorder(recorder const&) = delete;
   recorder& operator=(recorder const&) = delete;
   ~recorder() = default;

   // The source of upstream `number`, with everything that it says recorded. It must not outlive
   // the recorder.
   std::unique_ptr<source> wrap(std::unique_ptr<source> from, std::size_t number);
   // The same of a server that is asked by itself.
   std::unique_ptr<source> wrap_server(std::unique_ptr<source> from, server_address const& server);
   // Of a question that ended without any: why.
   void note_unasked(exchange const& e);
   void note_unasked(direct_question const& q, base::cause const& why);
   // Ends the file.
   void finish();
   // Nothing is recorded any more: the file has reached most_recording_bytes.
   bool is_full() const noexcept { return full_; }

private:
   friend class recorded_source;

   exchange const* find(exchange_key const& key) const;
   // The exchange that stands: this one, or an equal try that ended before.
   exchange const& note(exchange_key const& key, exchange const& e);
   void write(std::string const& bytes);

   std::ostream* out_;
   base::event_loop* loop_;
   recording_terms terms_;
   recorded_clock clock_;
   std::map<exchange_key, exchange> made_;
   std::size_t written_ = 0;
   bool full_ = false;
};

// Of a replay: the questions that the recording lacks, as exchange_key::question().
using questions_not_recorded = std::set<exchange_key>;

// A recording in place of its upstreams: what they said, after as long as it took. What the
// recording lacks is withheld ("not-recorded"), and put into `lacking`. Borrows all.
std::vector<std::unique_ptr<source>> make_replay_sources(
   base::event_loop& loop, recording const& from, questions_not_recorded& lacking);
// The same in place of one server.
std::unique_ptr<source> make_replay_source(
   base::event_loop& loop,
   recording const& from,
   questions_not_recorded& lacking,
   server_address const& server);

}  // namespace dnslint::resolver
