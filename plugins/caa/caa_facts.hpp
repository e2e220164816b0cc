// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "caa_set.hpp"

#include <dnslint/context.hpp>

#include <string>
#include <vector>

namespace caa {

// A property and how the host writes its value.
struct shown_property {
   judged_property judged;
   std::string value;
};

// The relevant record set; `all` is empty and `relevant_name` null when there is none.
void publish_set(
   dnslint::facts_writer const& facts,
   std::optional<std::string> const& relevant_name,
   std::vector<shown_property> const& all);

}  // namespace caa
