// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/cares_source.hpp"

#include "core/resolver/cares_channel.hpp"

#include <utility>
#include <vector>

namespace dnslint::resolver {

namespace {

constexpr base::event_loop::duration tick_interval{500};

// Keeps one channel per transport in use, and those that are used up until their last question is
// settled.
class cares_source final : public source {
public:
   cares_source(asio_loop& loop, server_address server, std::shared_ptr<datagram_counters> counted)
   : loop_{&loop}
   , server_{std::move(server)}
   , destination_{server_.to_text()}
   , counted_{std::move(counted)}
   {}
   ~cares_source() override { loop_->cancel(tick_); }

   void ask(request const& r, done on_done) override;

private:
   using channel_ptr = std::unique_ptr<cares_channel>;

   cares_channel& channel_for(transport via);
   void settled(exchange e, reply r, done on_done);
   void start_tick();
   void tick();
   void sweep();
   bool any_open() const;

   asio_loop* loop_;
   server_address server_;
   std::string destination_;
   std::shared_ptr<datagram_counters> counted_;
   random_ids ids_;
   channel_ptr udp_;
   channel_ptr tcp_;
   std::vector<channel_ptr> used_up_;
   base::event_loop::timer_id tick_ = 0;
   bool sweeping_ = false;
   std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

void cares_source::ask(request const& r, done on_done)
{
   exchange e;
   e.asked = r.asked;
   e.destination = destination_;
   e.via = r.via;
   e.sent = loop_->now();
   auto& channel = channel_for(r.via);
   channel.ask(
      r.asked,
      r.timeout,
      [this, e = std::move(e), on_done = std::move(on_done)](reply got) mutable {
         settled(std::move(e), std::move(got), std::move(on_done));
      });
   start_tick();
}

cares_channel& cares_source::channel_for(transport via)
{
   auto& current = via == transport::udp ? udp_ : tcp_;
   if (current && current->used_up())
      used_up_.push_back(std::exchange(current, nullptr));
   if (!current)
      current = std::make_unique<cares_channel>(*loop_, server_, via, ids_, *counted_);
   return *current;
}

// Called from within c-ares: everything else happens later.
void cares_source::settled(exchange e, reply r, done on_done)
{
   e.received = loop_->now();
   e.wire = std::move(r.wire);
   e.failure = std::move(r.failure);
   auto const alive = std::weak_ptr{alive_};
   loop_->post([alive, e = std::move(e), on_done = std::move(on_done)]() mutable {
      if (!alive.expired())
         on_done(std::move(e));
   });
   if (std::exchange(sweeping_, true))
      return;
   loop_->post([this, alive] {
      if (!alive.expired())
         sweep();
   });
}

// Channels that have nothing left to do. A TCP connection that idles may be closed by the server at
// any time, and would fail the next question, so each burst of questions has its own.
void cares_source::sweep()
{
   sweeping_ = false;
   std::erase_if(used_up_, [](channel_ptr const& c) {
      return c->open() == 0;
   });
   if (tcp_ && tcp_->open() == 0)
      tcp_.reset();
   if (!any_open()) {
      loop_->cancel(tick_);
      tick_ = 0;
   }
}

bool cares_source::any_open() const
{
   return !used_up_.empty() || (udp_ && udp_->open() > 0) || (tcp_ && tcp_->open() > 0);
}

void cares_source::start_tick()
{
   if (tick_ == 0)
      tick_ = loop_->run_after(tick_interval, [this] {
         tick();
      });
}

void cares_source::tick()
{
   tick_ = 0;
   for (auto const& channel : used_up_)
      channel->tick();
   if (udp_)
      udp_->tick();
   if (tcp_)
      tcp_->tick();
   if (any_open())
      start_tick();
}

}  // namespace

std::unique_ptr<source> make_cares_source(
   asio_loop& loop, server_address const& server, std::shared_ptr<datagram_counters> counted)
{
   if (!counted)
      counted = std::make_shared<datagram_counters>();
   return std::make_unique<cares_source>(loop, server, std::move(counted));
}

}  // namespace dnslint::resolver
