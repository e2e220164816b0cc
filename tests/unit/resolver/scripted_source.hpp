// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/unit/resolver/messages.hpp"

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dnslint::resolver::tests {

// What a scripted upstream is asked and what it is to say; outlives the source made from it.
class script {
public:
   // The replies to one question, in order; the last one is repeated.
   void on(dns::question const& q, dns::message const& m) { replies_[q].push_back(received(q, m)); }
   void fail(dns::question const& q, std::string code)
   {
      exchange e;
      e.asked = q;
      e.failure = base::transient(std::move(code));
      replies_[q].push_back(std::move(e));
   }

   void forget(dns::question const& q) { replies_.erase(q); }

   // "example.test MX udp at 200", one for each exchange.
   std::vector<std::string> log;

   exchange take(request const& r, base::event_loop::time_point now, std::string const& destination)
   {
      log.push_back(
         destination + ": " + to_text(r.asked) + (r.via == transport::tcp ? " tcp" : " udp") +
         " at " + std::to_string(now.count()));
      auto& left = replies_[r.asked];
      exchange e;
      if (left.empty())
         e.failure = base::transient("not-scripted");
      else
         e = left.front();
      if (left.size() > 1)
         left.pop_front();
      e.asked = r.asked;
      e.via = r.via;
      e.destination = destination;
      e.sent = now;
      return e;
   }

private:
   std::map<dns::question, std::deque<exchange>> replies_;
};

// An upstream that follows a script, ten milliseconds a reply.
class scripted_source final : public source {
public:
   scripted_source(base::event_loop& loop, script& lines, std::string destination)
   : loop_{&loop}
   , lines_{&lines}
   , destination_{std::move(destination)}
   {}

   void ask(request const& r, done on_done) override
   {
      auto e = lines_->take(r, loop_->now(), destination_);
      loop_->run_after(
         base::event_loop::duration{10},
         [e = std::move(e), on_done = std::move(on_done), alive = std::weak_ptr{alive_}] {
            if (!alive.expired())
               on_done(e);
         });
   }

private:
   base::event_loop* loop_;
   script* lines_;
   std::string destination_;
   std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

inline std::vector<std::unique_ptr<source>> upstreams(
   base::event_loop& loop, script& lines, unsigned count)
{
   std::vector<std::unique_ptr<source>> made;
   for (auto i = 1U; i <= count; ++i)
      made.push_back(std::make_unique<scripted_source>(loop, lines, "s" + std::to_string(i)));
   return made;
}

}  // namespace dnslint::resolver::tests
