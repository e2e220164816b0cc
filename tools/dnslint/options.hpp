// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/outcome.hpp"
#include "core/base/result.hpp"
#include "core/engine/output_config.hpp"
#include "core/engine/run_config.hpp"

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

   engine::run_config run;  // without the plugins and packs that are installed
   engine::output_config output;
   bool no_default_rules = false;
   bool no_config = false;    // the project's file is not read
   bool has_profile = false;  // the command line names one
   std::vector<std::string> given_resolvers;
   bool no_default_plugins = false;  // no option says it; some commands bring plugins of their own
   bool dry_run = false;
   bool no_rehearsal = false;  // of what the advice offers, where few domains are audited
   std::optional<base::severity> fail_on;
   bool only_new_fail = false;  // of failures, those count that the baseline lacks
   bool quiet = false;
   bool no_color = false;

   // Serving
   std::vector<resolver::server_address> listen;
   bool allow_remote = false;

   // Reports
   std::string from;
   std::string what_if;

   // Checks of plugins
   static constexpr std::chrono::milliseconds least_case_time{1};
   std::chrono::milliseconds case_time{10'000};

   // Rules
   bool strict = false;
   bool mutate = false;
   std::vector<std::string> old_rules;  // packs or plugins that are compared with `new_rules`
   std::vector<std::string> new_rules;

   // Scaffolds
   std::string folder = ".";
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
   rule_lint = 131'072,
   comparison = 262'144,
   names = 524'288,
   zone_edits = 1'048'576,
   rule_sets = 2'097'152,
   new_rule = 4'194'304
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
