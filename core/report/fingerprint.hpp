// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/finding.hpp"

#include <string>
#include <string_view>

namespace dnslint::report {

// What identifies a finding from one report to the next: the first 32 hexadecimal digits of the
// SHA-256 of its id, domain and subject, with line feeds between them.
std::string fingerprint(std::string_view domain, audit::finding const& f);

}  // namespace dnslint::report
