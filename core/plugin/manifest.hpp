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
   std::vector<std::string> needs;   // facts of other probes, "mx.accepts_mail"
   std::vector<std::string> powers;  // "dnslint.dns/1"
   std::chrono::milliseconds deadline{30'000};
   std::vector<std::string> publishes;  // names of this plugin's facts, sorted
   base::location where;
};

// What a plugin says about itself without being run: its checks.yaml. docs/writing-a-check.md has
// the keys.
struct manifest {
   explicit manifest(base::yaml::document doc)
   : document{std::move(doc)}
   {}

   std::string id;       // "tls-rpt"
   std::string version;  // "1.0.0"
   std::string title;
   std::uint16_t abi_major = 0;  // of the section's header; 0.0 for a manifest that is no section
   std::uint16_t abi_minor = 0;
   std::vector<std::string> requires_plugins;  // whose facts its expressions use
   facts::declarations facts;
   std::vector<rules::variable> options;
   std::vector<probe_definition> probes;
   std::vector<command_definition> commands;
   base::yaml::document document;  // its checks are read when all plugins' facts are known
};

// Lower-case letters, digits and `separator`, a letter first, at most 64.
bool is_word(std::string_view text, char separator);

// The entry `deadline` of a probe or a command; null when it is not there or wrong, which is told.
std::optional<std::chrono::milliseconds> read_deadline(
   base::yaml::node const& body, base::yaml::map_reader& reader);

// "tls_rpt": how facts and expressions name the plugin "tls-rpt".
std::string fact_name(std::string_view plugin_id);

// From the text of a checks.yaml. `file` names it in errors.
base::result<manifest> read_manifest(std::string const& file, std::string text);
// From the bytes of the section: magic, ABI version, text. A newer ABI is refused.
base::result<manifest> read_manifest_section(std::string const& file, std::string_view section);

// The manifest's checks, compiled against the facts of all plugins (this one's included). Each has
// either an `assert` or a `probe` of this plugin; a plugin with one probe need not name it.
base::result<std::vector<rules::check>> read_checks(
   manifest const& m, facts::schema const& all_facts);

}  // namespace dnslint::plugin
