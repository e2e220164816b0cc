// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cel/outlook.hpp"
#include "core/profile/profile.hpp"
#include "core/scan/results.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dnslint::engine {

enum class gate_state : std::uint8_t { holds, fails, undecided };

// What became of a gate of the profile.
struct gate_result {
   std::string id;
   std::string text;       // why it is there; may be empty
   std::string condition;  // as it is written
   std::string values;     // "coverage is 0.91, failures.critical is 3"
   gate_state state = gate_state::undecided;
};

// What bounds the counts of a run that goes on.
struct gate_bounds {
   std::optional<std::size_t> domains;  // at most so many in all; none: nobody knows
   std::size_t checks = 0;              // of a domain, at most
};

// What the numbers of gates may yet come to. Of a run that is whole each is one number.
cel::ranges gate_ranges(
   scan::totals const& t,
   std::vector<std::string> const& names,
   gate_bounds const& bounds,
   bool is_whole);

// Judges the gates of a profile while a run goes on, and at its end. Borrows the profile.
class gate_watch {
public:
   gate_watch(profile::profile const& p, gate_bounds bounds);

   // An error for each gate that asks for what no earlier report is there to tell.
   base::diagnostics check(bool has_baseline) const;
   // Whether a gate can no longer hold. Once it is so it stays so.
   bool is_lost(scan::totals const& t);
   // If the run was cut, a gate is undecided where what is left could decide it.
   std::vector<gate_result> judge(scan::totals const& t, bool is_whole) const;

private:
   std::vector<profile::gate> gates_;
   std::vector<std::string> names_;
   gate_bounds bounds_;
   bool is_lost_ = false;
   std::size_t looked_at_ = 0;  // domains, at the last look
};

}  // namespace dnslint::engine
