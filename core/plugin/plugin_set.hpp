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
// not survive the unloading of a library whose code a thread or an object still uses.
struct plugin {
   std::string file;
   dnslint::plugin::manifest manifest;
   std::vector<rules::check> checks;
   // Points into the library; null if only the manifest was read.
   dnslint_plugin const* code = nullptr;
   std::vector<dnslint_probe const*> probe_code;        // in the order of manifest.probes
   std::vector<dnslint_command const*> command_code{};  // in the order of manifest.commands
   std::string sha256{};  // SHA-256 of the file, in hexadecimal digits
};

struct plugin_set {
   std::vector<plugin> plugins;  // sorted by id
   facts::schema facts;          // facts of all plugins and of the core
   base::diagnostics refused;    // one for each refused file, with the reason
};

enum class load_code : std::uint8_t { no, yes };

// What the caller wants done with plugin files before they are read.
struct file_hooks {
   std::function<void(std::string const& file)> loading;  // called before the code of a file runs
   std::map<std::string, std::string> left_out;           // files to refuse, with the reason
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

// Loads the code of a plugin whose manifest alone was read. Returns the errors; none if the code is
// loaded.
base::diagnostics load_code_of(plugin& p);

}  // namespace dnslint::plugin
