// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/yaml_document.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace dnslint::plugin {

// An option of a command, such as "--ip ADDRESS", beside the options of all commands that ask
// questions.
struct command_option {
   std::string name;   // "mail-from"
   std::string value;  // the name of its value in help texts: "ADDRESS"
   std::string description;
};

// A sub-command as checks.yaml declares it.
struct command_definition {
   std::string name;     // one or two words: "spf", "parse spf"
   std::string usage;    // the text behind the name: "DOMAIN [--ip ADDRESS]"
   std::string summary;  // one line
   std::string docs;     // the text of its --help; may be empty
   std::vector<command_option> options;
   std::vector<std::string> powers;  // "dnslint.dns/1"
   std::chrono::milliseconds deadline{60'000};
   bool reads_input = false;
   base::location where;
};

// Reads the entries of the manifest's `commands`. Problems are added to `errors`.
std::vector<command_definition> read_commands(
   base::yaml::document const& doc, base::yaml::node const& map, base::diagnostics& errors);

}  // namespace dnslint::plugin
