// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "core/resolver/answers/source.hpp"

#include <chrono>
#include <compare>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace dnslint::resolver {

// A recording: every exchange of one run, as dnstap frames in a Frame Streams file.
// docs/recording.md says what a frame holds beside the messages.

// What a run stood in: with it and the exchanges its report can be made again.
struct recording_terms {
   std::chrono::sys_seconds now{};  // as of when it judged
   bool now_is_told = false;        // in its report
   std::string source;              // as its report names it: "192.0.2.1:53"
   std::string options;             // the others that its id stands for, as text
   unsigned tries = 1;
   std::size_t upstreams = 1;
   bool asks_servers = false;  // by themselves, whether any was asked or not
};

// Of the try of a question that an exchange belongs to. Attempt 0 is of a question that ended
// without an exchange, since nobody was to be asked.
struct exchange_key {
   dns::question asked;
   std::size_t upstream = 0;
   transport via = transport::udp;
   unsigned attempt = 1;
   std::string server{};    // that was asked by itself, as text; empty: an upstream was
   dns::query_form form{};  // of such a question

   auto operator<=>(exchange_key const&) const = default;
   // What it is a try of: the key of all of them.
   exchange_key question() const { return {asked, 0, transport::udp, 0, server, form}; }
};
std::string to_text(exchange_key const& key);  // "example.com MX at 192.0.2.1:53"
// What of the form is sent: without EDNS its fields mean nothing.
dns::query_form sent_form(dns::query_form const& form);

// Times of the loop as wall-clock times.
struct recorded_clock {
   std::chrono::sys_time<std::chrono::milliseconds> at_start{};
   base::event_loop::time_point loop_at_start{0};
};

constexpr std::size_t most_recording_bytes = std::size_t{1} << 30U;

// The parts of the file. `terms`: of the first exchange only.
std::string recording_start();
std::string recorded_frame(
   exchange_key const& key,
   exchange const& e,
   recorded_clock const& clock,
   recording_terms const* terms);
std::string recording_stop();

class recording {
public:
   // `bytes`: the whole file, of whatever kind; errors name `file` and the byte.
   static base::result<recording> read(std::string_view bytes, std::string const& file);

   recording_terms const& terms() const noexcept { return terms_; }
   std::size_t size() const noexcept { return exchanges_.size(); }
   // The exchange of this try, with whichever upstream it was; of a server, with that one. Where
   // the run made none, since it gave up before, the last one of the question. Null when it was
   // never asked.
   exchange const* find(exchange_key const& key) const;
   // That ended the question of this key, whichever try it was.
   exchange const* last_of(exchange_key const& key) const;

private:
   recording_terms terms_;
   std::map<exchange_key, exchange> exchanges_;
   std::map<exchange_key, exchange_key> last_;  // by question()
};

}  // namespace dnslint::resolver
