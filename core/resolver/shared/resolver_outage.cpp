// SPDX-License-Identifier: Apache-2.0
// How the shared resolver notices an outage and waits for its end.
#include "core/resolver/shared/resolver_state.hpp"

#include <utility>

namespace dnslint::resolver {

namespace {

constexpr base::event_loop::duration between_looks_for_an_end{500};

dns::question const root_servers{{}, dns::rrtype::ns};

}  // namespace

// Sends a trial: a question that every living resolver answers.
void shared_resolver::state::try_out(std::size_t which)
{
   ++stats.exchanges;
   upstreams_.at(which).from->ask(
      request{
         .asked = root_servers, .via = transport::udp, .timeout = asking.timeout, .is_trial = true},
      [this, which](exchange const& e) {
         upstreams_.at(which).policies->trial_ended(!e.failure, loop_->now());
         if (!e.failure)
            heard();
      });
}

// Attempts that went unanswered in an outage do not count as lost on the path.
void shared_resolver::state::hold(lookup& l, std::coroutine_handle<> h)
{
   l.silent.clear();
   held_.push_back({&l, h});
   outage.suspect(loop_->now());
   if (!std::exchange(looks_for_an_end_, true))
      look_for_an_end();
}

void shared_resolver::state::look_for_an_end()
{
   if (!outage.is_suspected() && held_.empty() && when_over_.empty()) {
      looks_for_an_end_ = false;
      return;
   }
   if (outage.wants_round(loop_->now()))
      send_round();
   loop_->run_after(between_looks_for_an_end, [this, still = std::weak_ptr{alive_}] {
      if (!still.expired())
         look_for_an_end();
   });
}

void shared_resolver::state::send_round()
{
   ++round_;
   open_in_round_ = 0;
   for (std::size_t i = 0; i != upstreams_.size(); ++i) {
      if (upstreams_.at(i).policies->is_dropped())
         continue;
      ++open_in_round_;
      ++stats.exchanges;
      upstreams_.at(i).from->ask(
         request{
            .asked = root_servers,
            .via = transport::udp,
            .timeout = asking.timeout,
            .is_trial = true},
         [this, i, round = round_](exchange const& e) {
            if (!e.failure) {
               upstreams_.at(i).policies->trial_ended(true, loop_->now());
               heard();
            }
            if (round == round_ && --open_in_round_ == 0)
               outage.round_brought_nothing(loop_->now());
         });
   }
}

void shared_resolver::state::heard()
{
   if (outage.heard(loop_->now()))
      loop_->post([this, still = std::weak_ptr{alive_}] {
         if (!still.expired())
            release();
      });
}

// Each callback may run into the next outage.
void shared_resolver::state::release()
{
   for (auto const& l : std::exchange(held_, {}))
      wake(*l.about, l.resumed);
   for (auto const& then : std::exchange(when_over_, {}))
      loop_->post(then);
}

void shared_resolver::state::when_over(std::function<void()> then)
{
   if (!outage.is_down())
      return loop_->post(std::move(then));
   when_over_.push_back(std::move(then));
}

}  // namespace dnslint::resolver
