// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "record_tree.hpp"

#include <optional>
#include <string>

namespace spf {

// What happens to hosts that no term matches: by the `all` of the record, or of the one that
// `redirect` leads to.
struct record_ending {
   std::optional<std::string> result;   // "-all", "+all", ...; "permerror"; null: neutral
   bool has_other_mechanisms = false;   // beside that `all`, in any record on the way
   std::optional<dnslint::cause> open;  // why it is not known
};

record_ending find_ending(record_tree const& tree, std::string const& root);

}  // namespace spf
