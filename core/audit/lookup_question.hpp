// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/answer.hpp"
#include "core/resolver/shared/direct_resolver.hpp"

#include <compare>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace dnslint::audit {

struct lookup_question {
   dns::question asked;
   // To be asked in turn until one answers. Empty: the resolver is asked.
   std::vector<resolver::server_address> servers = {};
};

// Which question of a check's lookups is meant.
struct lookup_key {
   std::string lookup;  // as the check calls it
   // The number of the subject, of a lookup that is asked for each subject.
   std::optional<std::size_t> subject = std::nullopt;
   // A question that is asked first, to find the name servers that the lookup asks.
   std::optional<dns::question> server_search = std::nullopt;

   bool operator==(lookup_key const&) const = default;
   auto operator<=>(lookup_key const&) const = default;
};

// The answers and the questions of one check's lookups.
using lookup_answers = std::map<lookup_key, resolver::answer_ptr>;
using lookup_questions = std::map<lookup_key, lookup_question>;

// Calls `on_done` exactly once and never inline, unless the memo is destroyed before. Without
// `direct`, a question for servers is unknown (withheld: power-not-granted). Borrows memo and
// `direct`.
void ask_lookup(
   resolver::domain_memo& memo,
   resolver::direct_resolver* direct,
   lookup_question const& q,
   resolver::on_answer on_done);

}  // namespace dnslint::audit
