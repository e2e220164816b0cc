// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/difference.hpp"
#include "core/report/zone_edit.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::report {

// What an audit under edits says of them.
enum class rehearsal : std::uint8_t {
   stands,       // every check that an edit is for passes, and nothing is worse
   falls,        // a check still fails, or something is worse
   inconclusive  // only what was not answered, or not asked, speaks against them
};

std::string_view to_text(rehearsal r);

rehearsal judge_rehearsal(
   std::string const& domain,
   domain_state const& before,
   std::vector<zone_edit> const& edits,
   domain_state const& after);

// Whether an overlay can have the edit: a published wildcard cannot be taken away, since answers do
// not show which names it stands for.
bool can_be_rehearsed(zone_edit const& e);

// Takes the records of these edits from the findings that offer them, says so in words, and lists
// their checks.
void withdraw_edits(audit::domain_record& from, std::vector<zone_edit> const& edits);

}  // namespace dnslint::report
