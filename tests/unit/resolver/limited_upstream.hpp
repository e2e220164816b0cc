// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/virtual_loop.hpp"
#include "core/resolver/shared/resolver.hpp"
#include "tests/unit/resolver/messages.hpp"

#include <algorithm>
#include <array>
#include <gmock/gmock.h>

namespace dnslint::resolver::tests {

using namespace std::chrono_literals;

using duration = base::event_loop::duration;

// What an upstream was asked, and how it behaves.
struct behaviour {
   duration round_trip{10};
   bool dead = false;
   bool knows_the_root = false;  // answers for it while dead for all else
   unsigned lost_of_ten = 0;
   bool unproved = false;  // says that there is nothing, without SOA
   dns::rcode code = dns::rcode::noerror;
   std::uint32_t ttl = 300;
   std::size_t most_per_second = 1'000'000;  // what is more is refused

   std::vector<duration> asked_at;
   std::vector<dns::question> asked;
   unsigned open = 0;
   unsigned most_open = 0;
};

class behaving_source final : public source {
public:
   behaving_source(base::event_loop& loop, behaviour& how)
   : loop_{&loop}
   , how_{&how}
   {}
   void ask(request const& r, done on_done) override
   {
      how_->asked_at.push_back(loop_->now());
      how_->asked.push_back(r.asked);
      how_->most_open = std::max(how_->most_open, ++how_->open);
      exchange e;
      e.asked = r.asked;
      e.destination = "here";
      e.sent = loop_->now();
      auto const is_lost = how_->dead ? !(how_->knows_the_root && r.asked.asked.is_root())
                                      : how_->asked.size() * 7 % 10 < how_->lost_of_ten;
      if (is_lost)
         e.failure = base::transient("timeout");
      else
         e.wire = encode(
            is_asked_too_fast() ? with_code(response(r.asked), dns::rcode::refused)
                                : reply_to(r.asked));
      loop_->run_after(
         is_lost ? r.timeout : how_->round_trip,
         [this, e, on_done, still = std::weak_ptr{alive_}]() mutable {
            if (still.expired())
               return;
            --how_->open;
            e.received = loop_->now();
            on_done(std::move(e));
         });
   }

private:
   bool is_asked_too_fast() const
   {
      auto const lately = std::ranges::count_if(how_->asked_at, [&](duration at) {
         return at > loop_->now() - 1s;
      });
      return static_cast<std::size_t>(lately) > how_->most_per_second;
   }

   dns::message reply_to(dns::question const& q) const
   {
      auto m = with_code(response(q), how_->code);
      if (!how_->unproved && how_->code == dns::rcode::noerror && q.type == dns::rrtype::a)
         m.answer.push_back(dns::make_record(q.asked, q.type, how_->ttl, "abcd").value());
      return m;
   }

   base::event_loop* loop_;
   behaviour* how_;
   std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

inline dns::question numbered(int i)
{
   return ask("n" + std::to_string(i) + ".test", "A");
}

inline status answer_state(answer_ptr const& a)
{
   return a->state;
}

struct limited_upstream_test : testing::Test {
   void make(upstream_limits const& limits = {}, std::size_t count = 1, bool cached = false)
   {
      std::vector<upstream> all;
      for (std::size_t i = 0; i != count; ++i)
         all.push_back(
            {std::make_unique<behaving_source>(loop, servers.at(i)),
             "server " + std::to_string(i),
             limits,
             tried.empty() ? std::nullopt : std::optional{tried.at(i)}});
      if (cached)
         how.cache.emplace();
      how.back_off = 1ms;
      resolver = std::make_unique<shared_resolver>(loop, std::move(all), how, 1);
   }
   void ask_many(int count)
   {
      for (int i = 0; i != count; ++i)
         resolver->ask(
            numbered(i),
            [this](answer_ptr a) {
               answers.push_back(std::move(a));
            },
            {static_cast<std::uint64_t>(i) + 1});
   }
   void run()
   {
      loop.run([] {
         return false;
      });
   }
   std::size_t unknown(std::string_view code) const
   {
      return static_cast<std::size_t>(std::ranges::count_if(answers, [&](answer_ptr const& a) {
         return a->state == status::unknown && a->why.code == code;
      }));
   }

   base::virtual_loop loop;
   std::array<behaviour, 2> servers;
   std::vector<upstream_trial> tried;
   policy how;
   std::unique_ptr<shared_resolver> resolver;
   std::vector<answer_ptr> answers;
};

}  // namespace dnslint::resolver::tests
