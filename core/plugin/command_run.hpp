// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/plugin/manifest.hpp"
#include "core/plugin/probe_run.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace dnslint::plugin {

// How a command is called, and what it has said so far. Arguments and input are any bytes.
struct command_call {
   std::vector<std::string> arguments;
   std::map<std::string, std::string, std::less<>> options;  // those that were given
   std::string input;
   std::string text;
   unsigned status = 0;
   probe_definition run_as;  // powers and deadline; filled in by command_run
};

constexpr std::size_t most_command_input = std::size_t{1} << 20U;
constexpr std::size_t most_command_text = std::size_t{16} << 20U;

struct command_result {
   facts::map values;
   std::string text;     // untrusted
   unsigned status = 0;  // 0, 1 or 2
   std::optional<base::cause> defect;
};

// Runs one command of a plugin whose code is loaded and calls `done` once, from the loop. Ends as a
// probe's run does.
class command_run {
public:
   using done = std::function<void(command_result)>;

   // `which` counts in the order of p.manifest.commands. Of `where`, the domain and the facts stay
   // empty.
   static void start(
      plugin const& p, std::size_t which, command_call call, run_environment where, done on_done);
};

}  // namespace dnslint::plugin
