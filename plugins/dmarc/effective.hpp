// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "discovery.hpp"

#include <dnslint/value.hpp>

#include <optional>

namespace dmarc {

// Whether a name exists (RFC 9989 section 3.2, RFC 8020 section 2): a name does not exist when the
// answer for it is NXDOMAIN. A name without addresses and exchanges exists if it has any other
// record, or a name below it. `unknown` is set when that could not be found out.
struct existence {
   bool exists = true;
   std::optional<dnslint::cause> unknown;
};

// Whether the effective policy depends on the existence of the name: an inherited record has
// different policies for names that exist and names that do not.
bool depends_on_existence(dmarc_record const& record, bool inherited);

// RFC 9989 section 4.10.1: the record's own domain gets p. A name that inherits the record gets sp
// if it exists, and np if it does not. Null where the record states no valid policy. `name` is
// known.
std::optional<disposition> effective_policy(
   dmarc_record const& record, bool inherited, existence const& name);

}  // namespace dmarc
