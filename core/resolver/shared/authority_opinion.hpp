// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/task.hpp"
#include "core/resolver/shared/direct_resolver.hpp"
#include "core/resolver/shared/resolver.hpp"

#include <list>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace dnslint::resolver {

// Whether the servers of the zone could settle it: an absence that nothing proves, of a name that
// is no alias.
bool wants_authority(answer const& denied);

// What is to be believed of a denial without SOA when a server of the zone has said this: the
// absence, if it denies the same, with a proof or without; else that it is unknown, and why.
// Holds the exchanges of both.
answer_ptr settle_denial(answer const& denied, answer const& said);

// Asks the servers of a zone by themselves, one after the other until one is not silent: where they
// are is asked of the shared resolver. Borrows both.
class authority_opinion {
public:
   authority_opinion(
      shared_resolver& shared,
      direct_resolver& direct,
      question_context const& context,
      observer seen);
   authority_opinion(authority_opinion const&) = delete;
   authority_opinion& operator=(authority_opinion const&) = delete;
   ~authority_opinion() = default;

   // Exactly once, never inline, unless this is destroyed before. `seen` is told of what was asked
   // on the way; the exchanges with the server stand in the answer.
   void ask(answer_ptr denied, on_answer on_done);

private:
   base::task<> find_out(answer_ptr denied, on_answer on_done);
   base::task<std::vector<std::string>> hosts_of(dns::name name);
   base::task<std::vector<std::string>> addresses_of(dns::name host);
   base::task<answer_ptr> ask_shared(dns::question q);
   base::task<answer_ptr> ask_servers(dns::question q);

   shared_resolver* shared_;
   direct_resolver* direct_;
   question_context context_;
   observer seen_;
   std::map<dns::question, answer_ptr> known_;  // of the shared resolver
   std::list<base::task<>> open_;
   std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace dnslint::resolver
