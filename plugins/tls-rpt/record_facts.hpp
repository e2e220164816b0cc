// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tls_rpt_record.hpp"

#include <dnslint/facts.hpp>

namespace tls_rpt {

// Publishes the fields of a record, but for its errors, under the names of the facts.
void publish_fields(dnslint::keyed_writer const& into, tls_rpt_record const& record);

}  // namespace tls_rpt
