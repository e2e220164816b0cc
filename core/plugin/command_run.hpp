// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/plugin/manifest.hpp"
#include "core/plugin/probe_run.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace dnslint::plugin {

// The call of a command, and its output so far. Arguments and input may hold any bytes.
struct command_call {
   std::vector<std::string> arguments;
   std::map<std::string, std::string, std::less<>> options;  // the options that were given
   std::string input;
   std::string text;
   unsigned status = 0;
   probe_definition run_as;  // powers and deadline; command_run fills it in
};

constexpr std::size_t most_command_input = std::size_t{1} << 20U;
constexpr std::size_t most_command_text = std::size_t{16} << 20U;

struct command_result {
   facts::map values;
   std::string text;     // untrusted output
   unsigned status = 0;  // 0, 1 or 2
   std::optional<base::cause> defect;
};

// Runs one command of a plugin whose code is loaded. Calls `done` once, from the loop. A command
// that does not end is abandoned as a probe is.
class command_run {
public:
   using done = std::function<void(command_result)>;

   // `which` is an index into p.manifest.commands. The domain and the facts of `where` are empty.
   static void start(
      plugin const& p, std::size_t which, command_call call, run_environment where, done on_done);
};

}  // namespace dnslint::plugin
