// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/finding.hpp"
#include "core/facts/value.hpp"
#include "core/score/score.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::audit {

using base::evidence;
using base::finding;
using base::finding_item;

enum class domain_status : std::uint8_t { audited, nonexistent, aborted };

constexpr std::string_view to_text(domain_status s)
{
   switch (s) {
      case domain_status::audited:
         return "audited";
      case domain_status::nonexistent:
         return "nonexistent";
      case domain_status::aborted:
         return "aborted";
   }
   return "aborted";
}

// What the score becomes once the records that the advice offers are published, as an audit says
// that was made as if they were.
struct rehearsed_scores {
   std::optional<double> score;
   std::optional<double> score_low;
   std::optional<double> score_high;
   std::optional<std::string> grade;
   bool operator==(rehearsed_scores const&) const = default;
};

// Everything that one domain's audit says, before it is written anywhere. Findings are sorted by
// id.
struct domain_record {
   std::string domain;    // A-label form without a trailing dot
   std::string input;     // as the user gave it
   std::size_t line = 0;  // of the list; 0 when it came from the command line
   domain_status status = domain_status::audited;
   std::vector<finding> findings;
   facts::tree facts;
   score::scores scored;
   std::optional<double> score_standard;
   // Null where no record is offered, or none was tried.
   std::optional<rehearsed_scores> rehearsed = std::nullopt;
   // The checks whose record is not offered, since it did not stand its rehearsal.
   std::vector<std::string> withdrawn = {};
};

}  // namespace dnslint::audit
