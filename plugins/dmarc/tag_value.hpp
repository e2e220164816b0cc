// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dmarc {

// RFC 9989 section 4.7, in the order of their strength.
enum class disposition { none, quarantine, reject };
std::string_view to_text(disposition d);
// Upper and lower case are the same: the grammar's strings are those of RFC 5234.
std::optional<disposition> disposition_from_text(std::string_view text);
// The policy that receivers apply while the record has t=y: one level below.
disposition one_level_below(disposition d);

enum class tag_kind { known, removed, unknown };
// `name` is in lower case. By the registry of RFC 9989 section 9.3; pct, rf and ri are removed
// (appendix C.5.2).
tag_kind kind_of_tag(std::string_view name);

// The error of the value of a known tag other than rua and ruf. Empty if the value is right.
std::string value_error(std::string_view name, std::string_view value);

}  // namespace dmarc
