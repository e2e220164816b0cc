// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/outcome.hpp"
#include "core/base/yaml_document.hpp"
#include "core/cel/expression.hpp"
#include "core/profile/standard_name.hpp"
#include "core/score/score.hpp"

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::profile {

// A value and where it was written.
template <class T>
struct placed {
   T value{};
   base::location where;
};

struct control_setting {
   std::optional<placed<std::string>> category;
   std::optional<placed<double>> weight;
   std::optional<placed<std::vector<std::string>>> any_of;
};

// Its type is known only to the plugin or pack that declares it, so it is kept as it was written.
struct variable_setting {
   base::yaml::document file;
   std::shared_ptr<base::yaml::node const> written;
};

// What a profile says about a cap of the score; what it leaves out is inherited.
struct cap_setting {
   std::optional<placed<std::string>> most;  // empty: the cap is taken away
   std::optional<placed<std::vector<std::string>>> failed;
   std::optional<placed<std::vector<std::string>>> unless;
   std::optional<placed<std::vector<std::string>>> passed;
   std::optional<placed<std::string>> text;
   base::location where;
};

// What a profile says about a gate of the whole run; what it leaves out is inherited.
struct gate_setting {
   std::optional<variable_setting> require;  // an expression; "none": the gate is taken away
   std::optional<placed<std::string>> text;
   base::location where;
};

// A condition over the whole run, which must hold at its end.
struct gate {
   std::string id;
   std::string text;  // for people; may be empty
   cel::expression require;
};

// What a profile changes about the checks that match.
struct check_override {
   std::string checks;  // glob
   std::optional<base::severity> severity;
   std::optional<std::string> control;  // empty: not scored
   base::location where;
};

// A failure that is known and accepted.
struct suppression {
   std::string checks;   // glob
   std::string domains;  // glob over A-labels
   std::string reason;
   std::string owner;
   std::string expires;             // the last day on which it works, "2027-01-31"
   std::chrono::sys_seconds end{};  // from here on it does not
   base::location where;
};

// A file that the profile was read from.
struct source {
   std::string name;
   std::string file;
   std::string sha256;
};

// docs/profiles.md. As one file says it, or with all that it extends.
struct profile {
   std::string name;
   std::string title;
   std::optional<placed<std::string>> extends;
   std::vector<placed<std::string>>
      packs;  // names of packs that ship, paths of others; may be none
   std::map<std::string, variable_setting, std::less<>> variables;  // by "spf.widest_ipv4"
   std::map<std::string, control_setting, std::less<>> controls;
   std::map<std::string, placed<double>, std::less<>> categories;
   std::vector<placed<score::grade_bound>> grades;  // highest first
   std::map<std::string, cap_setting, std::less<>> caps;
   std::map<std::string, gate_setting, std::less<>> gates;
   std::vector<check_override> overrides;      // later ones win
   std::vector<placed<std::string>> disabled;  // globs
   std::vector<suppression> suppressions;
   std::vector<source> sources;  // what it extends first
};

// One file by itself.
base::result<profile> read_profile(base::yaml::document const& doc);
// What `extended` says where `own` says nothing. With grades of its own, `own` inherits only caps
// to grades that it has.
profile extend(profile extended, profile own);

// With all that it extends. `wanted` is the name of a profile that ships, or the path of a file:
// what has a "/" or a "." in it. A circle is an error, and so is a control without a category, a
// cap that lacks something, and one to a grade that does not exist.
base::result<profile> load_profile(std::string const& wanted);
bool is_path(std::string_view text);

score::weights weights_of(profile const& p);

// The gates of a profile with all that it extends, compiled. Errors stand in their files.
base::result<std::vector<gate>> gates_of(profile const& p);
// The names that a gate may use: "domains", "failures.high", "grades.A", ...
std::vector<std::string> gate_names(profile const& p);
// Whether that number is a share, from 0 to 1, and no count.
bool is_share(std::string_view gate_name);

// Those that come with dnslint, sorted by name. They are in the program, so no file can change
// them.
struct shipped_profile {
   std::string_view name;
   std::string_view file;
   std::string_view text;
};
std::span<shipped_profile const> shipped_profiles();
bool is_shipped(std::string_view file);
profile const& standard();

// YAML of what is in force, with the file and line of each value behind it. Safe to print.
std::string to_text(profile const& p);

// JSON Schema, draft 07, of a profile's file.
std::string json_schema();

}  // namespace dnslint::profile
