// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream_trial_run.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace dnslint::resolver {
namespace {

// What has been asked, and how much of it is open.
class trial_run {
public:
   trial_run(base::event_loop& loop, trial_terms const& terms)
   : loop_{&loop}
   , terms_{&terms}
   {}

   void ask(source& from, trial_question const& q, exchange& into)
   {
      ++open_;
      ask_once(from, q, into, 1);
   }

   void finish()
   {
      loop_->run([this] {
         return open_ == 0;
      });
   }

private:
   void ask_once(source& from, trial_question const& q, exchange& into, unsigned number)
   {
      request const r{q.asked, q.via, terms_->timeout, number, &q.form};
      from.ask(r, [this, &from, &q, &into, number](exchange e) {
         bool const again = e.failure && e.failure->code == "timeout" && number < terms_->tries;
         into = std::move(e);
         if (again)
            return ask_once(from, q, into, number + 1);
         --open_;
      });
   }

   base::event_loop* loop_;
   trial_terms const* terms_;
   std::size_t open_ = 0;
};

}  // namespace

trial_results try_upstreams(
   base::event_loop& loop,
   std::span<source* const> upstreams,
   source* root_server,
   trial_terms const& terms)
{
   auto const questions = trial_questions(terms.label);
   trial_question const authoritative{{{}, dns::rrtype::soa}, {.rd = false}, transport::udp};
   std::vector<std::array<exchange, trial_steps>> made(upstreams.size());
   exchange outside;
   trial_run run{loop, terms};
   for (std::size_t u = 0; u != upstreams.size(); ++u)
      for (std::size_t i = 0; i != trial_steps; ++i)
         run.ask(*upstreams[u], questions[i], made[u][i]);
   if (root_server != nullptr)
      run.ask(*root_server, authoritative, outside);
   run.finish();
   trial_results results;
   for (auto const& of_one : made)
      results.upstreams.push_back(judge_trial(of_one));
   auto const reached = std::ranges::any_of(results.upstreams, &upstream_trial::reaches_root);
   if (root_server != nullptr)
      results.outside = judge_port_53(outside, reached);
   return results;
}

}  // namespace dnslint::resolver
