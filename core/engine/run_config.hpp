// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/selection.hpp"
#include "core/base/result.hpp"
#include "core/resolver/upstream/policy.hpp"
#include "core/resolver/upstream/upstream_address.hpp"
#include "core/resolver/upstream/upstream_drop.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dnslint::resolver {
enum class send_mode : std::uint8_t;
}

namespace dnslint::engine {

// The numbers that a setting may have.
struct number_range {
   std::int64_t least = 0;
   std::int64_t most = 0;

   bool holds(std::int64_t number) const noexcept { return number >= least && number <= most; }
};

// Whom a run asks, how patiently, and as of when it judges.
struct question_config {
   static constexpr number_range tries_range{1, 10};
   static constexpr number_range rate_range{0, 1'000'000};
   static constexpr std::chrono::milliseconds least_timeout{1};
   // Questions a second to a resolver that is not on loopback, where `rate` is not set. A resolver
   // on loopback is the user's own, and may be asked as fast as it answers.
   static constexpr unsigned usual_rate = 100;

   std::vector<resolver::upstream_address> resolvers;  // empty: the system's
   std::string tls_ca;                                 // a file; empty: the system's authorities
   std::string ca_file;  // authorities that HTTPS hosts are judged by; empty: the system's
   std::vector<std::string> open_networks;  // that are not global, and may be asked over HTTPS
   std::vector<std::string> zones;          // files; when there are any, only they answer
   std::vector<std::string> overlays;  // files; changes that are thought over what is published
   std::chrono::milliseconds timeout = resolver::policy{}.timeout;
   unsigned tries = resolver::policy{}.tries;
   bool cache = true;                             // shares answers between domains
   std::optional<resolver::send_mode> send_mode;  // without it by address: offload on loopback
   std::optional<unsigned> rate;                  // questions a second per upstream; 0: no limit
   std::optional<unsigned> server_rate;           // the same per name server asked by itself
   bool direct_private = false;                   // name servers may have private addresses
   bool trial = true;                             // of the upstreams, at the start
   // Resolvers that are asked nothing, since the journal that is resumed says why they are not
   // believed.
   std::vector<std::pair<std::string, resolver::drop_reason>> dropped;
   std::optional<std::chrono::sys_seconds> now;  // without it the clock's
   std::uint64_t seed = 0;
   std::string psl_file;  // empty: libpsl's list
   std::string record;    // a file to write every exchange to
   std::string replay;    // a file that answers in place of a network

   bool operator==(question_config const&) const = default;
};

// How much is done at once.
struct run_limits {
   static constexpr number_range in_flight_range{1, 10'000};
   static constexpr number_range workers_range{0, 64};
   static constexpr std::chrono::milliseconds least_stuck_after{100};
   static constexpr std::chrono::milliseconds least_outage_limit{1};
   static constexpr std::size_t usual_in_flight = 100;  // of each process
   static constexpr std::size_t handful = 16;           // of names, which need no workers

   std::optional<std::size_t> in_flight;  // domains at once, in all processes together
   std::optional<std::size_t>
      workers;            // processes, 0: none beside this one; without it by the list
   unsigned sharing = 1;  // processes that share rates and limits with this one
   std::chrono::milliseconds stuck_after{10'000};
   bool waits_out_outages = false;                   // in which no resolver answers anything
   std::chrono::milliseconds outage_limit{600'000};  // of an outage, after which the run ends

   bool operator==(run_limits const&) const = default;
};

// Which list is audited, and which part of it.
struct list_identity {
   static constexpr number_range shards_range{1, 1'000'000};

   std::string file;          // as it was named, "-" for standard input; empty: there is none
   std::uint64_t digest = 0;  // of everything that names domains; 0 where it is not known before
   std::uint32_t shard = 1;   // of `shards`
   std::uint32_t shards = 1;
   std::string column{};  // that has the domains, by name or number; empty: the list says so

   bool operator==(list_identity const&) const = default;
};

// What the records of a run have beside its failed and unknown checks.
struct record_config {
   bool all_facts = false;  // and not only those that plugins name for reports
   bool passes = false;     // messages, subjects and evidence of the checks that passed
   bool rehearsed = false;  // what the offered records lead to; those that do harm are withdrawn

   bool operator==(record_config const&) const = default;
};

// Everything that decides what a run does, but for where its results go. Every default stands here
// or in the types of the members.
struct run_config {
   question_config questions;
   run_limits limits;
   audit::selection selection;
   std::string lock;  // a lock file that plugins, packs and profiles must match; empty: none
   list_identity list;
   record_config records;

   bool operator==(run_config const&) const = default;
};

// Whether answers come from a network, and not from zones or a recording.
inline bool asks_network(run_config const& c)
{
   return c.questions.zones.empty() && c.questions.replay.empty();
}

constexpr std::string_view run_config_schema = "dnslint-run-config/1";

// One JSON object (README.md). Texts that are not UTF-8, as names of files may be, are
// {"$type": "bytes", "value": BASE64}.
std::string to_json(run_config const& c);

// What to_json() wrote. A member that is not there has its default. An unknown or repeated member,
// a value of another type and a number out of range are errors that name the member,
// "limits.workers".
base::result<run_config> run_config_from_json(std::string_view text);

}  // namespace dnslint::engine
