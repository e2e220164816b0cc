// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cel/bindings.hpp"
#include "core/cel/static_type.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::cel {

// The members of lookups and records: their types for the binder, their values for the evaluator.
std::optional<static_type> lookup_member_type(std::string_view name, dns::rrtype asked);
std::vector<std::string> lookup_member_names();
std::optional<static_type> record_member_type(std::string_view name, dns::rrtype type);
std::vector<std::string> record_member_names(dns::rrtype type);

// What is not a member is an error.
value lookup_member(lookup_result const& answer, std::string_view name);
value record_member(dns::record const& record, std::string_view name);

}  // namespace dnslint::cel
