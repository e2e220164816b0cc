// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/plan.hpp"
#include "core/base/outcome.hpp"
#include "core/base/result.hpp"
#include "core/resolver/shared/resolver.hpp"
#include "core/resolver/transport/cares_source.hpp"
#include "core/resolver/upstream/upstream_address.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dnslint::command {

// Everything that can be said on the command line, read and checked. A command uses what it knows.
struct options {
   bool help = false;
   std::vector<std::string> arguments;

   // Questions
   std::vector<resolver::upstream_address> resolvers;
   std::string tls_ca;  // a file of certificate authorities; empty: the system's
   std::vector<std::string> zones;
   resolver::policy policy;
   bool no_cache = false;
   std::optional<resolver::send_mode> sending;  // without it by address: offload on loopback
   std::optional<unsigned> server_rate;         // the same per name server asked by itself
   bool direct_private = false;                 // may it have a private address
   std::optional<unsigned> rate;                // questions a second per upstream; 0: no limit
   std::optional<std::chrono::sys_seconds> now;
   std::uint64_t seed = 0;
   std::string psl_file;
   std::string record;
   std::string replay;

   // Serving
   std::vector<resolver::server_address> listen;
   bool allow_remote = false;

   // What runs
   audit::selection selection;
   bool no_default_rules = false;

   // Lists
   std::string list;                      // "-": standard input
   std::optional<std::size_t> in_flight;  // domains at once, in all processes together
   unsigned sharing = 1;                  // processes that share rates and limits
   bool unordered = false;
   bool dry_run = false;
   std::optional<std::size_t> workers;  // processes; without it by the list
   std::string journal;
   bool resume = false;
   std::string retry_unknown;  // a journal
   std::uint32_t shard = 1;    // of `shards`
   std::uint32_t shards = 1;
   std::string statistics;  // a file
   std::chrono::milliseconds stuck_after{10'000};
   bool no_trial = false;  // of the upstreams, before a scan

   // Output
   std::string format = "text";
   std::string output;
   std::vector<base::outcome> show;
   std::optional<base::severity> fail_on;
   bool quiet = false;
   bool verbose = false;
   bool no_color = false;

   // Integrity
   std::string locked;  // a lock file

   // Reports
   std::string from;
   std::string what_if;

   // Checks of plugins
   std::chrono::milliseconds case_time{10'000};

   // Rules
   bool strict = false;
   bool mutate = false;

   // Scaffolds
   std::string folder = ".";  // of --in
};

enum class option_group : unsigned {
   questions = 1,
   selection = 2,
   lists = 4,
   output = 8,
   serving = 512,
   format = 16,
   tests = 32,
   scaffold = 64,
   plugin_check = 128,
   journals = 1024,
   plugin_folders = 256,
   finding = 2048,
   what_if = 4096,
   locked = 8192,
   lock_output = 16384,
   rule_tests = 65'536,
   rule_lint = 131'072
};
using option_groups = unsigned;

constexpr option_groups operator|(option_group a, option_group b)
{
   return static_cast<unsigned>(a) | static_cast<unsigned>(b);
}
constexpr option_groups operator|(option_groups a, option_group b)
{
   return a | static_cast<unsigned>(b);
}

// Options are never guessed from abbreviations; numbers and words outside their range are errors
// that say what is allowed.
base::result<options> parse_options(
   std::vector<std::string> const& arguments, option_groups groups);

// The options of these groups, for --help.
std::string describe_options(option_groups groups);

}  // namespace dnslint::command
