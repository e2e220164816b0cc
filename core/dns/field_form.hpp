// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dns/record.hpp"
#include "core/dns/record_type.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The forms that one field of canonical RDATA takes, by its kind.
namespace dnslint::dns {

field_value to_value(field_kind kind, std::string_view bytes);
// As in master files; null where they have no way to write it.
std::optional<std::string> to_presentation(field_kind kind, std::string_view bytes);
std::vector<std::string> split_strings(std::string_view bytes);

}  // namespace dnslint::dns
