// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/answer.hpp"

#include <optional>
#include <vector>

namespace dnslint::resolver {

// The aliases that a lookup has followed, from the asked name to the name that it asks now.
class alias_chain {
public:
   // Turns the answer to the last part into the answer to the whole question. It then has every
   // alias, is secure only if every part is, and is unknown if the aliases form a loop.
   void complete(answer& last, dns::question const& asked) const;

   // The next question that an incomplete answer leads to. Takes the chain out of the answer. If
   // `most_steps` allows no further question, the result is null and the answer says that its chain
   // is too long.
   std::optional<dns::question> follow(answer& incomplete, unsigned most_steps);

private:
   std::vector<dns::record> followed_;
   unsigned steps_ = 0;
   bool secure_ = true;  // whether every part so far is secure
};

// Whether the answer ends at an alias and says nothing about its target.
bool is_incomplete(answer const& a);

}  // namespace dnslint::resolver
