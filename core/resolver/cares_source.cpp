// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/cares_source.hpp"

#include "core/resolver/cares_channel.hpp"

#include <utility>
#include <vector>

namespace dnslint::resolver {

namespace {

// 60,000 questions at once.
constexpr std::size_t most_channels = 30;

// Keeps the UDP channels that are needed and one for TCP, and those that are used up until their
// last question is settled.
class cares_source final : public source {
public:
   cares_source(
      asio_loop& loop,
      server_address server,
      std::shared_ptr<datagram_counters> counted,
      send_mode how)
   : loop_{&loop}
   , server_{std::move(server)}
   , destination_{server_.to_text()}
   , counted_{std::move(counted)}
   , link_{loop, server_, how, *counted_}
   {}

   void ask(request const& r, done on_done) override;

private:
   using channel_ptr = std::unique_ptr<cares_channel>;

   cares_channel& channel_for(transport via);
   cares_channel& udp_channel();
   channel_ptr new_channel(transport via);
   void ended(exchange&& e, done&& on_done);
   void tell();
   void sweep();

   asio_loop* loop_;
   server_address server_;
   std::string destination_;
   std::shared_ptr<datagram_counters> counted_;
   random_ids ids_;
   datagram_link link_;
   std::vector<channel_ptr> udp_;  // asked in this order, so that most questions share a port
   std::size_t next_ = 0;          // the channel asked last
   channel_ptr tcp_;
   std::vector<channel_ptr> used_up_;
   std::vector<std::pair<exchange, done>> ended_;  // to be told outside of c-ares
   std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

void cares_source::ask(request const& r, done on_done)
{
   exchange e;
   e.asked = r.asked;
   e.destination = destination_;
   e.via = r.via;
   e.sent = loop_->now();
   channel_for(r.via).ask(std::move(e), r.timeout, std::move(on_done));
}

cares_channel& cares_source::channel_for(transport via)
{
   if (via == transport::udp)
      return udp_channel();
   if (tcp_ && tcp_->used_up())
      used_up_.push_back(std::exchange(tcp_, nullptr));
   if (!tcp_)
      tcp_ = new_channel(via);
   return *tcp_;
}

cares_channel& cares_source::udp_channel()
{
   for (std::size_t tried = 0; tried != udp_.size(); ++tried, ++next_) {
      next_ = next_ < udp_.size() ? next_ : 0;
      auto& channel = udp_[next_];
      if (channel->used_up())
         used_up_.push_back(std::exchange(channel, new_channel(transport::udp)));
      if (channel->has_room())
         return *channel;
   }
   next_ = udp_.size();
   // More than there may be: a question too many is better lost here than in c-ares.
   if (udp_.size() == most_channels) {
      used_up_.push_back(std::move(udp_.front()));
      udp_.erase(udp_.begin());
      --next_;
   }
   return *udp_.emplace_back(new_channel(transport::udp));
}

cares_source::channel_ptr cares_source::new_channel(transport via)
{
   return std::make_unique<cares_channel>(
      cares_channel::surroundings{
         loop_,
         &server_,
         &ids_,
         counted_.get(),
         &link_,
         [this](exchange&& e, done&& on_done) {
            ended(std::move(e), std::move(on_done));
         }},
      via);
}

// Called from within c-ares: everything else happens later.
void cares_source::ended(exchange&& e, done&& on_done)
{
   e.received = loop_->now();
   if (ended_.empty())
      loop_->post([this, alive = std::weak_ptr{alive_}] {
         if (!alive.expired())
            tell();
      });
   ended_.emplace_back(std::move(e), std::move(on_done));
}

// Whoever is told may destroy this.
void cares_source::tell()
{
   auto const alive = std::weak_ptr{alive_};
   for (auto& [e, on_done] : std::exchange(ended_, {})) {
      on_done(std::move(e));
      if (alive.expired())
         return;
   }
   sweep();
}

// Channels that have nothing left to do. A TCP connection that idles may be closed by the server at
// any time, and would fail the next question, so each burst of questions has its own.
void cares_source::sweep()
{
   std::erase_if(used_up_, [](channel_ptr const& c) {
      return c->open() == 0;
   });
   if (tcp_ && tcp_->open() == 0)
      tcp_.reset();
}

}  // namespace

std::unique_ptr<source> make_cares_source(
   asio_loop& loop,
   server_address const& server,
   std::shared_ptr<datagram_counters> counted,
   send_mode how)
{
   if (!counted)
      counted = std::make_shared<datagram_counters>();
   return std::make_unique<cares_source>(loop, server, std::move(counted), how);
}

}  // namespace dnslint::resolver
