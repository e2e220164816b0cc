// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/yaml_source.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace dnslint::base::yaml {

// A mistake in the form of a file, and what to write instead.
struct slip {
   std::size_t position = 0;  // in bytes
   std::string message;
   std::string hint;
};

// Looks for the first mistake in a text that the parser refused at byte `mark`. The parser may have
// read far beyond the mistake: a quote that is not closed ends at the next quote, lines below.
// Returns null if nothing is recognised.
std::optional<slip> find_slip(source_lines const& source, std::size_t mark);

}  // namespace dnslint::base::yaml
