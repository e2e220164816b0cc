// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "survey.hpp"

#include <dnslint/facts.hpp>

namespace spf {

// As facts of the audit, and as values of the command.
void publish_survey(dnslint::keyed_writer const& values, survey const& s, std::string_view domain);
void publish_tree(dnslint::keyed_writer const& values, survey const& s);

}  // namespace spf
