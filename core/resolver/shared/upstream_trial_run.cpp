// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/shared/upstream_trial_run.hpp"

#include "core/base/causes.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

namespace dnslint::resolver {
namespace {

// The trial questions that were sent, and how many of them are open.
class trial_run {
public:
   static constexpr auto alone = std::numeric_limits<std::size_t>::max();

   trial_run(base::event_loop& loop, trial_terms const& terms)
   : loop_{&loop}
   , terms_{&terms}
   {}

   // `upstream` is the number of the upstream, or `alone` for the server of the root.
   void ask(std::size_t upstream, source& from, trial_question const& q, exchange& into)
   {
      ++open_;
      ask_once({upstream, &from, &q, &into}, 1);
   }

   void finish()
   {
      loop_->run([this] {
         return open_ == 0;
      });
   }

private:
   struct asking {
      std::size_t upstream;
      source* from;
      trial_question const* q;
      exchange* into;
   };

   void ask_once(asking const& a, unsigned number)
   {
      auto const is_last = number >= terms_->tries;
      auto const timeout = is_last ? terms_->timeout : terms_->timeout / 2;
      request const r{a.q->asked, a.q->via, timeout, number, &a.q->form, true};
      a.from->ask(r, [this, a, number, is_last](exchange e) {
         bool const is_silent = e.failure && *e.failure == base::causes::timeout;
         if (!e.failure && a.upstream != alone)
            answered_.insert(a.upstream);
         *a.into = std::move(e);
         if (is_silent && !is_last && may_answer(a.upstream))
            return ask_once(a, number + 1);
         --open_;
      });
   }

   // A dead upstream must not keep the others waiting.
   bool may_answer(std::size_t upstream) const
   {
      return upstream == alone || answered_.empty() || answered_.contains(upstream);
   }

   base::event_loop* loop_;
   trial_terms const* terms_;
   std::size_t open_ = 0;
   std::set<std::size_t> answered_;  // upstreams that answered a question
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
         run.ask(u, *upstreams[u], questions[i], made[u][i]);
   if (root_server != nullptr)
      run.ask(trial_run::alone, *root_server, authoritative, outside);
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
