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

// The checks of one run: those that its probe may settle, and what it said of each. Owns the
// findings; their addresses do not change.
class settlement {
public:
   explicit settlement(std::vector<std::string> checks);

   // Null, with a mistake noted, for a check that is not among them or is settled already.
   base::finding* settle(std::string_view id, base::outcome o);
   void cover(
      base::cause why);  // what is open at the end is unknown for this reason; the first counts
   void misuse(std::string what);

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
