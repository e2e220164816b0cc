// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/shared/relayed_source.hpp"

#include "core/resolver/shared/direct_resolver.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace dnslint::resolver {
namespace {

// The last exchange that asked this; it has the answer. An answer without exchanges was not asked.
exchange exchange_behind(answer const& a, dns::question const& asked, base::event_loop& loop)
{
   auto const last = std::find_if(a.exchanges.rbegin(), a.exchanges.rend(), [&](exchange const& e) {
      return e.asked == asked;
   });
   if (last != a.exchanges.rend())
      return *last;
   exchange none;
   none.asked = asked;
   none.sent = none.received = loop.now();
   none.failure = a.why;
   return none;
}

class relay final : public source {
public:
   relay(shared_resolver& through, std::vector<answer_ptr> const& known)
   : through_{&through}
   {
      for (auto const& a : known)
         for (auto const& e : a->exchanges)
            known_[e.asked] = a;
   }

   void ask(request const& r, done on_done) override
   {
      auto const found = known_.find(r.asked);
      if (found == known_.end())
         return through_->ask(
            r.asked,
            [this, asked = r.asked, on_done, alive = std::weak_ptr{alive_}](auto const& a) {
               if (!alive.expired())
                  on_done(exchange_behind(*a, asked, through_->loop()));
            });
      through_->loop().post([this,
                             a = found->second,
                             asked = r.asked,
                             on_done = std::move(on_done),
                             alive = std::weak_ptr{alive_}] {
         if (!alive.expired())
            on_done(exchange_behind(*a, asked, through_->loop()));
      });
   }

private:
   shared_resolver* through_;
   std::map<dns::question, answer_ptr> known_;
   std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

class direct_relay final : public source {
public:
   direct_relay(direct_resolver& through, base::event_loop& loop, server_address at)
   : through_{&through}
   , loop_{&loop}
   , at_{std::move(at)}
   {}

   void ask(request const& r, done on_done) override
   {
      direct_question q{at_, r.asked};
      q.via = r.via;
      q.truncated_will_do = true;
      if (r.form != nullptr)
         q.form = *r.form;
      through_->ask(
         q,
         [this, asked = r.asked, on_done = std::move(on_done), alive = std::weak_ptr{alive_}](
            answer_ptr const& a) {
            if (!alive.expired())
               on_done(exchange_behind(*a, asked, *loop_));
         });
   }

private:
   direct_resolver* through_;
   base::event_loop* loop_;
   server_address at_;
   std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace

std::unique_ptr<source> make_relayed_source(
   shared_resolver& through, std::vector<answer_ptr> const& known)
{
   return std::make_unique<relay>(through, known);
}

std::unique_ptr<source> make_relayed_source(
   direct_resolver& through, base::event_loop& loop, server_address at)
{
   return std::make_unique<direct_relay>(through, loop, std::move(at));
}

}  // namespace dnslint::resolver
