// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json_writer.hpp"
#include "core/report/report.hpp"

namespace dnslint::report {

// The members of a domain's object, as docs/report.md names them.
void append_domain(base::json_writer& json, audit::domain_record const& d, catalogue const& checks);

}  // namespace dnslint::report
