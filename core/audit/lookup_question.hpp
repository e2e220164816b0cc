// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/answer.hpp"
#include "core/resolver/shared/direct_resolver.hpp"

#include <map>
#include <string>
#include <vector>

namespace dnslint::audit {

struct lookup_question {
   dns::question asked;
   // To be asked in turn until one answers; none: the resolver is asked.
   std::vector<resolver::server_address> servers = {};
};

// The answers of one check's lookups, by key: "mx", and "tlsa/2" for the third subject.
using lookup_answers = std::map<std::string, resolver::answer_ptr, std::less<>>;
using lookup_questions = std::map<std::string, lookup_question, std::less<>>;

// Never inline; exactly once, unless the memo is destroyed before. Without `direct` what is for
// servers is unknown (withheld: power-not-granted). Borrows both.
void ask_lookup(
   resolver::domain_memo& memo,
   resolver::direct_resolver* direct,
   lookup_question const& q,
   resolver::on_answer on_done);

}  // namespace dnslint::audit
