// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/finding.hpp"
#include "core/audit/list_columns.hpp"
#include "core/base/result.hpp"
#include "core/report/record.hpp"

#include <memory>
#include <string_view>

namespace dnslint::report {

// A finished domain from its JSON object, or from a line of a JSONL report; what it does not know
// it ignores, and what is absent stays empty. Numbers are as they were rounded for the report. Its
// facts are left out: their JSON does not say which text was bytes. Of a check that passed there is
// its id alone, unless the record was made to tell more. Errors say what is wrong with
// the text, which may be anybody's.
base::result<audit::domain_record> read_domain(std::string_view json);

// The domain of a record of ours, which can be read.
audit::domain_record read_record(record const& r);

// What the list said of that domain (facts.list); null when it said nothing, or the text is none.
std::shared_ptr<audit::list_columns const> read_list_columns(std::string_view json);

}  // namespace dnslint::report
