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
#include <vector>

namespace dnslint::resolver {

// A recording: every exchange of one run, as dnstap frames in a Frame Streams file.
// docs/recording.md says what a frame holds beside the messages.

// The terms of a run. Together with the exchanges they are enough to make its report again.
struct recording_terms {
   std::chrono::sys_seconds now{};  // the time as of which the run judged
   bool now_is_told = false;        // whether the report states this time
   std::string source;              // the source as the report names it: "192.0.2.1:53"
   std::string options;             // the other options that the run's id stands for, as text
   unsigned tries = 1;
   std::size_t upstreams = 1;
   bool asks_servers = false;  // whether name servers may be asked directly
};

// The key of one try of a question. Attempt 0 stands for a question that ended without an exchange,
// because no server could be asked.
struct exchange_key {
   dns::question asked;
   std::size_t upstream = 0;
   transport via = transport::udp;
   unsigned attempt = 1;
   // The server that was asked directly, as text. Empty if an upstream was asked.
   std::string server{};
   dns::query_form form{};  // the form of a direct question

   auto operator<=>(exchange_key const&) const = default;
   // The key of the question, which all its tries share.
   exchange_key question() const { return {asked, 0, transport::udp, 0, server, form}; }
};
std::string to_text(exchange_key const& key);  // "example.com MX at 192.0.2.1:53"
// The form without the fields that are not sent: without EDNS its fields have no meaning.
dns::query_form sent_form(dns::query_form const& form);

// Converts times of the loop to wall-clock times.
struct recorded_clock {
   std::chrono::sys_time<std::chrono::milliseconds> at_start{};
   base::event_loop::time_point loop_at_start{0};
};

constexpr std::size_t most_recording_bytes = std::size_t{1} << 30U;

// The parts of the file. `terms` is not null for the first exchange, and null for all others.
std::string recording_start();
std::string recorded_frame(
   exchange_key const& key,
   exchange const& e,
   recorded_clock const& clock,
   recording_terms const* terms);
std::string recorded_host_frame(std::string_view content);
std::string recording_stop();

class recording {
public:
   // `bytes` is the content of a whole file, which may be anything. Errors name `file` and the
   // byte.
   static base::result<recording> read(std::string_view bytes, std::string const& file);

   recording_terms const& terms() const noexcept { return terms_; }
   std::size_t size() const noexcept { return exchanges_.size(); }
   // The exchange of this try. The upstream of the key does not count, but the server does. If the
   // run gave up before this try, it is the last exchange of the question. Null if the question was
   // never asked.
   exchange const* find(exchange_key const& key) const;
   // The exchange that ended the question of this key, whatever the try.
   exchange const* last_of(exchange_key const& key) const;
   // What was asked of hosts, each as recorder::note_host() was given it.
   std::vector<std::string> const& hosts() const noexcept { return hosts_; }

private:
   recording_terms terms_;
   std::map<exchange_key, exchange> exchanges_;
   std::map<exchange_key, exchange_key> last_;  // by question()
   std::vector<std::string> hosts_;
};

}  // namespace dnslint::resolver
