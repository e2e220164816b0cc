// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/yaml_document.hpp"
#include "core/facts/value.hpp"
#include "core/plugin/command_definition.hpp"
#include "core/rules/variable.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::base::yaml {
class map_reader;
}

namespace dnslint::rules {
struct check;
}

namespace dnslint::plugin {

// A probe as checks.yaml declares it.
struct probe_definition {
   std::string id;
   std::vector<std::string> needs;   // facts of other probes: "mx.accepts_mail"
   std::vector<std::string> powers;  // "dnslint.dns/1"
   std::chrono::milliseconds deadline{30'000};
   std::vector<std::string> publishes;  // names of this plugin's facts, sorted
   base::location where;
};

// The description of a plugin that is read without running it: its checks.yaml.
// docs/writing-a-check.md describes the keys.
struct manifest {
   explicit manifest(base::yaml::document doc)
   : document{std::move(doc)}
   {}

   std::string id;       // "tls-rpt"
   std::string version;  // "1.0.0"
   std::string title;
   // From the header of the section; 0.0 if the manifest was read from a file.
   std::uint16_t abi_major = 0;
   std::uint16_t abi_minor = 0;
   std::vector<std::string> requires_plugins;  // plugins whose facts its expressions use
   facts::declarations facts;
   std::vector<rules::variable> options;
   std::vector<probe_definition> probes;
   std::vector<command_definition> commands;
   // Kept, since the checks are read after the facts of all plugins are known.
   base::yaml::document document;
};

// Whether the text has 1 to 64 lower-case letters, digits and `separator`, and begins with a
// letter.
bool is_word(std::string_view text, char separator);

// The entry `deadline` of a probe or a command. Null if it is missing, or if it is wrong, which is
// added to the errors.
std::optional<std::chrono::milliseconds> read_deadline(
   base::yaml::node const& body, base::yaml::map_reader& reader);

// The name of a plugin in facts and expressions: "tls_rpt" for "tls-rpt".
std::string fact_name(std::string_view plugin_id);

// Reads the text of a checks.yaml. Errors name `file`.
base::result<manifest> read_manifest(std::string const& file, std::string text);
// Reads the bytes of the section: magic, ABI version, text. A newer ABI is refused.
base::result<manifest> read_manifest_section(std::string const& file, std::string_view section);

// The checks of the manifest, compiled against the facts of all plugins, including this plugin.
// Each check has either an `assert` or a `probe` of this plugin. A plugin with a single probe need
// not name it.
base::result<std::vector<rules::check>> read_checks(
   manifest const& m, facts::schema const& all_facts);

}  // namespace dnslint::plugin
