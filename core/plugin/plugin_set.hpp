// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/plugin/manifest.hpp"
#include "core/rules/check.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

struct dnslint_command;
struct dnslint_plugin;
struct dnslint_probe;

namespace dnslint::plugin {

// A plugin that is ready to run. Its code stays loaded until the process ends, since a process does
// not survive that a library is unloaded while a thread or an object still uses its code.
struct plugin {
   std::string file;
   dnslint::plugin::manifest manifest;
   std::vector<rules::check> checks;
   dnslint_plugin const* code = nullptr;  // in the library; null when only manifests are read
   std::vector<dnslint_probe const*> probe_code;        // in the order of manifest.probes
   std::vector<dnslint_command const*> command_code{};  // in the order of manifest.commands
   std::string sha256{};                                // of the file's bytes
};

struct plugin_set {
   std::vector<plugin> plugins;  // sorted by id
   facts::schema facts;          // of all of them, and the core's own
   base::diagnostics refused;    // each with file and reason
};

enum class load_code : std::uint8_t { no, yes };

// What a caller knows of plugin files before they are read.
struct file_hooks {
   std::function<void(std::string const& file)> loading;  // called before the file's code runs
   std::map<std::string, std::string> left_out;           // files that are refused, and why
};

// Loads the plugins (*.so) of `folders`, in the order of their paths. An entry of `folders` may
// also be the path of one file. Everything that can be checked without running a plugin's code is
// checked before any of it runs. A plugin that is refused is named in `refused`, and the others are
// loaded without it. `core_facts` are added to the facts of the plugins.
plugin_set load_plugins(
   std::vector<std::string> const& folders,
   facts::schema const& core_facts,
   load_code with_code,
   file_hooks const& hooks = {});

// Loads the code of a plugin of which only the manifest was read. Returns what is wrong; nothing
// when the code is loaded.
base::diagnostics load_code_of(plugin& p);

}  // namespace dnslint::plugin
