// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "discovery.hpp"

#include <dnslint/value.hpp>

#include <optional>

namespace dmarc {

// Whether a name exists as DMARC sees it (RFC 9989 section 3.2.11): not when A, AAAA and MX are all
// denied. `unknown` is set when that could not be found out.
struct existence {
   bool exists = true;
   std::optional<dnslint::cause> unknown;
};

// Whether the effective policy depends on it: an inherited record asks for different things.
bool depends_on_existence(dmarc_record const& record, bool inherited);

// RFC 9989 section 4.10.1: p for the record's own domain; sp, or np for names that do not exist,
// for those that inherit it. Null where the record asks for nothing; `name` is known.
std::optional<disposition> effective_policy(
   dmarc_record const& record, bool inherited, existence const& name);

}  // namespace dmarc
