// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dmarc_record.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace dmarc {

// What one question of the tree walk brought.
struct walk_step {
   std::string domain;
   bool known = true;                  // false: the answer is unknown
   std::vector<dmarc_record> records;  // DMARC policy records only

   // Several records are discarded (RFC 9989 section 4.10 step 2).
   dmarc_record const* record() const { return records.size() == 1 ? records.data() : nullptr; }
};

// What a tree walk says about the domain where it started. Steps are named by their index.
struct discovery {
   std::size_t steps = 0;                   // that count: the walk ends with the last of them
   std::optional<std::size_t> source;       // whose record applies; null when none does
   std::optional<std::size_t> policy_open;  // set: this step's failure leaves `source` open
   std::string organizational_domain;
   std::optional<std::size_t> organization_open;  // the same for organizational_domain
};

// RFC 9989 sections 4.10, 4.10.1 and 4.10.2. `walk` may go on beyond the step where the walk ends;
// not empty.
discovery discover(std::span<walk_step const> walk);

}  // namespace dmarc
