// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/outcome.hpp"
#include "core/report/record.hpp"
#include "core/resolver/shared/upstream_trial_run.hpp"
#include "core/resolver/upstream/upstream_drop.hpp"
#include "core/scan/domain_list.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dnslint::scan {

// What supervisor and worker say to each other over their socket pair, as frames: size, CRC-32 and
// bytes. The supervisor believes nothing: plugin code may have written to the socket, too.

// A probe that is not to run on a domain.
struct left_out_probe {
   std::uint32_t probe = 0;  // its place in the plan
   std::string code;         // of the cause: "plugin-crashed"
   std::string detail;       // "SIGSEGV in acme"

   bool operator==(left_out_probe const&) const = default;
};

// A domain on its way to a worker.
struct assignment {
   std::uint64_t number = 0;  // counts the domains of the run
   domain_input about;
   std::vector<left_out_probe> left_out;
   bool alone =
      false;  // nothing else is audited by the worker: one of its probes is under suspicion
};
struct assignments {
   std::vector<assignment> all;
};
struct no_more {};  // finish what you have, and end

// What a worker is told first.
struct setup {
   std::string config;  // the run's configuration as JSON, which this layer does not read
   bool wants_log = false;
   std::uint32_t plugins = 0;  // of the run's id; 0 for one that only tries the loading
   std::uint32_t rules = 0;
   std::map<std::string, std::string> left_out;    // plugin files, and why they are not loaded
   std::optional<resolver::trial_results> trials;  // of the upstreams; null: none was made
};

// The worker has loaded everything, but for what it refused: files, and why.
struct ready {
   std::map<std::string, std::string> refused;
};
struct finished_domain {
   std::uint64_t number = 0;
   report::record result;
};
struct log_line {
   std::string domain;
   std::string text;
};
// Counters by name since the worker's start; "dns.sent", "cpu.us", "probe.spf.us".
struct statistics {
   static constexpr auto cache_hits = "dns.cache_hits";  // that progress shows
   static constexpr auto silent = "dns.silent_ms";       // for how long, in an outage now

   std::map<std::string, std::uint64_t> counters;
   std::vector<std::string> remarks;  // on upstreams, for people; at the end
};
// The worker has used too much to go on: give it nothing more.
struct retiring {};
// Upstreams that are believed nothing any more: a worker has found that out, or is told so.
struct dropped_upstreams {
   resolver::upstream_drops all;
};

using message = std::variant<
   assignments,
   no_more,
   setup,
   ready,
   finished_domain,
   log_line,
   statistics,
   retiring,
   dropped_upstreams>;

// Appends the frame.
void write_frame(std::string& out, message const& m);

// Cuts frames from a stream of bytes. A frame that is too large, whose checksum is wrong or that
// does not read as a message breaks the stream for good.
class frame_stream {
public:
   void received(std::string_view bytes) { buffer_ += bytes; }
   std::optional<message> next();
   bool is_broken() const noexcept { return broken_; }

private:
   std::string buffer_;
   std::size_t at_ = 0;
   bool broken_ = false;
};

constexpr std::size_t most_frame = std::size_t{300} << 20U;

}  // namespace dnslint::scan
