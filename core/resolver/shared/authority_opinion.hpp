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

// Whether an opinion of the zone's servers could decide: the answer denies without proof, and the
// name is no alias.
bool wants_authority(answer const& denied);

// What to believe of a denial without an SOA record after a server of the zone has answered `said`.
// If the server denies the same, with or without proof, it is the absence. Otherwise it is unknown,
// with a cause. The result holds the exchanges of both answers.
answer_ptr settle_denial(answer const& denied, answer const& said);

// Asks the servers of a zone directly, one after the other until a server answers. The shared
// resolver is asked for their addresses. Borrows both resolvers.
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

   // Calls `on_done` exactly once and never inline, unless this object is destroyed before. The
   // observer `seen` gets the exchanges of the shared resolver. The answer holds the exchanges with
   // the zone's servers.
   void ask(answer_ptr denied, on_answer on_done);

   // Who has said where the servers are.
   upstream_set upstreams() const noexcept { return upstreams_; }

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
   std::map<dns::question, answer_ptr> known_;  // answers of the shared resolver
   upstream_set upstreams_ = 0;                 // of these answers
   std::list<base::task<>> open_;
   std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace dnslint::resolver
