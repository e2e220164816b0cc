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

// The checks that the probe of one run may settle, and the findings that it made of them. Owns the
// findings; their addresses do not change.
class settlement {
public:
   explicit settlement(std::vector<std::string> checks);

   // Null for a check that is not among them or is settled already; the mistake is noted.
   base::finding* settle(std::string_view id, base::outcome o);
   // Every check that is still open at the end is unknown for this reason. The first call counts.
   void cover(base::cause why);
   void misuse(std::string mistake);

   bool covered() const noexcept { return cover_.has_value(); }
   std::optional<std::string> const& mistake() const noexcept { return mistake_; }
   // Why what is still open is unknown: the probe's mistake, else what it said, else `otherwise`.
   base::cause cause_of_open(base::cause const& otherwise) const;

   // All of them, sorted by id. After a mistake nothing that the probe said is believed: every
   // check is unknown. Else the open ones are unknown with cause_of_open(otherwise). An unknown
   // without a cause and a not-applicable without a reason are internal mistakes of the probe.
   std::vector<base::finding> close(base::cause const& otherwise);

private:
   std::vector<std::string> checks_;
   std::forward_list<base::finding> settled_;  // the last one first
   std::optional<base::cause> cover_;
   std::optional<std::string> mistake_;
};

}  // namespace dnslint::plugin
