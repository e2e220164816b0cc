// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json_writer.hpp"
#include "core/base/outcome.hpp"

#include <cstdint>
#include <string>
#include <string_view>

// What every SARIF log of ours has in common (SARIF 2.1.0, OASIS).
namespace dnslint::report::sarif {

// Up to the array of rules: the caller appends them, middle(), its results and end().
std::string begin(std::string_view version);
std::string_view middle();
std::string_view end();
// The same of a run that says whether it came to its end (section 3.20.14).
std::string end_of_run(bool is_whole);

// Section 3.4.3: an URI reference for a path.
std::string uri_of(std::string_view path);

// Sections 3.11.5 and 3.11.6: a message string for what has neither placeholders nor links.
std::string message_string(std::string_view text);

// Section 3.58.6 and 3.27.10.
std::string_view level_of(base::severity s);

// "physicalLocation": a place in a file. Without a line it is the whole of it, without a column the
// line.
void append_physical_location(
   base::json_writer& json, std::string_view path, std::uint64_t line, std::uint64_t column);

}  // namespace dnslint::report::sarif
