// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/finding.hpp"

#include <forward_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::plugin {

// The checks that the probe of one run may settle, and their findings. Owns the findings, whose
// addresses do not change.
class settlement {
public:
   explicit settlement(std::vector<std::string> checks);

   // Settles a check and returns its finding. Null if the probe may not settle this check or has
   // settled it before; the mistake is noted.
   base::finding* settle(std::string_view id, base::outcome o);
   // States why checks that remain open are unknown. Only the first call counts.
   void cover(base::cause why);
   void misuse(std::string mistake);

   bool covered() const noexcept { return cover_.has_value(); }
   std::optional<std::string> const& mistake() const noexcept { return mistake_; }
   // The cause of the open checks: the probe's mistake, else the cause given to cover(), else
   // `otherwise`.
   base::cause cause_of_open(base::cause const& otherwise) const;

   // The findings of all checks, sorted by id. After a mistake the probe is not believed, and every
   // check is unknown. Otherwise only open checks are unknown, with cause_of_open(otherwise). An
   // unknown finding without a cause and a not-applicable finding without a reason are mistakes of
   // the probe.
   std::vector<base::finding> close(base::cause const& otherwise);

private:
   std::vector<std::string> checks_;
   std::forward_list<base::finding> settled_;  // the last one first
   std::optional<base::cause> cover_;
   std::optional<std::string> mistake_;
};

}  // namespace dnslint::plugin
