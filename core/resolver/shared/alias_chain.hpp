// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/answer.hpp"

#include <optional>
#include <vector>

namespace dnslint::resolver {

// The aliases that a lookup has followed, from the name that was asked to the one that it asks now.
class alias_chain {
public:
   // Makes the answer to the last part that of the whole: with every alias, secure only when every
   // part is, unknown when the aliases lead back to where they began.
   void complete(answer& last, dns::question const& asked) const;

   // The question that an incomplete answer leads to, when `most` allows one more; else null, and
   // the answer says that its chain is too long. Takes the chain out of the answer.
   std::optional<dns::question> follow(answer& incomplete, unsigned most_steps);

private:
   std::vector<dns::record> followed_;
   unsigned steps_ = 0;
   bool secure_ = true;  // so far
};

// Whether the answer ends at an alias whose target nothing was said of.
bool is_incomplete(answer const& a);

}  // namespace dnslint::resolver
