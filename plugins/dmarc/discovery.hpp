// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dmarc_record.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace dmarc {

// One step of the tree walk, with the answer for its "_dmarc" name.
struct walk_step {
   std::string domain;
   bool known = true;                  // whether the answer is known
   std::vector<dmarc_record> records;  // DMARC policy records only

   // Several records are discarded (RFC 9989 section 4.10 step 2).
   dmarc_record const* record() const { return records.size() == 1 ? records.data() : nullptr; }
};

// The result of a tree walk for the domain where it started. Steps are named by their index.
struct discovery {
   std::size_t steps = 0;                   // how many steps the walk has
   std::optional<std::size_t> source;       // the step whose record applies, if any
   std::optional<std::size_t> policy_open;  // the unknown step that leaves `source` open
   std::string organizational_domain;
   std::optional<std::size_t> organization_open;  // and the one for organizational_domain
};

// RFC 9989 sections 4.10, 4.10.1 and 4.10.2. `walk` is not empty, and may have more steps than the
// walk, which ends at the first record with psd=y or psd=n.
discovery discover(std::span<walk_step const> walk);

}  // namespace dmarc
