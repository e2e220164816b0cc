// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/yaml_document.hpp"
#include "core/facts/value.hpp"
#include "core/rules/check.hpp"
#include "core/rules/variable.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dnslint::rules {

// What `requires: engine` is compared with: the version of the rule language, its functions
// included.
constexpr int engine_major = 1;
constexpr int engine_minor = 0;

// The tests that stand beside a rule: docs/writing-a-rule.md. Kept as read; the test runner owns
// their meaning.
struct rule_test {
   std::string rule;
   std::string domain = "example.test";
   std::string zone;  // master-file text, names relative to domain
   std::vector<std::pair<std::string, std::string>> faults;
   facts::tree facts;
   std::vector<std::pair<std::string, std::string>> settings;  // of the pack's variables
   std::optional<std::chrono::sys_seconds> now;
   bool probes = false;  // the plugins run, too, and the facts are theirs
   base::outcome expected = base::outcome::pass;
   std::string cause;    // its code, when the test says it
   std::string message;  // a part of it, or of the reason; when the test says it
   base::location where;
   // The whole test, for its parts that are a lab's (zones, servers).
   std::optional<base::yaml::document> in;
   base::yaml::node const* written = nullptr;

   base::yaml::node const* entry(std::string_view key) const;
};

// A file of rules. What it names as required may be absent: see load_pack().
struct pack {
   std::string name;
   std::string version;
   std::string file;
   std::string sha256;  // of the file
   std::vector<std::string> required_plugins;
   base::location plugins_where;  // of their list
   std::vector<variable> variables;
   std::vector<check> rules;
   std::vector<rule_test> tests;
};

// `available` has the facts of every loaded plugin. A required plugin that is not among `loaded` is
// no error: its facts stay unknown (withheld: plugin not loaded).
base::result<pack> load_pack(std::string const& path, facts::schema const& available);
base::result<pack> read_pack(base::yaml::document const& doc, facts::schema const& available);

// Every .yaml and .yml below a folder, sorted by path, but what is in a folder named profiles; the
// file itself when it is one.
base::result<std::vector<std::string>> pack_files(std::string const& path);

}  // namespace dnslint::rules
