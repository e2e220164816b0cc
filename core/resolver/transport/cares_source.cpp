// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/transport/cares_source.hpp"

#include "core/resolver/transport/cares_channel.hpp"
#include "core/resolver/transport/stream_link.hpp"

#include <utility>
#include <vector>

namespace dnslint::resolver {

namespace {

// Enough for 60,000 questions at once.
constexpr std::size_t most_channels = 30;

// A client cookie. It is random for each server and run, so that servers cannot track the client
// (RFC 9018 section 3).
std::string random_bytes(random_ids& from)
{
   std::string bytes;
   while (bytes.size() < cookie_jar::client_size) {
      auto const two = from.next();
      bytes += static_cast<char>(two >> 8U);
      bytes += static_cast<char>(two & 0xffU);
   }
   return bytes;
}

// Keeps as many UDP channels as are needed. A used-up channel is kept until its last question has
// ended.
class cares_source final : public source {
public:
   cares_source(
      asio_loop& loop,
      server_address server,
      std::shared_ptr<datagram_counters> counted,
      send_mode sending)
   : loop_{&loop}
   , server_{std::move(server)}
   , destination_{server_.to_text()}
   , counted_{std::move(counted)}
   , link_{loop, server_, sending, *counted_}
   , tcp_{make_stream_source(loop, server_)}
   {}

   void ask(request const& r, done on_done) override;

private:
   using channel_ptr = std::unique_ptr<cares_channel>;

   cares_channel& channel_with_room();
   channel_ptr new_channel();
   void ended(exchange&& e, done&& on_done);
   void tell();
   void sweep();

   asio_loop* loop_;
   server_address server_;
   std::string destination_;
   std::shared_ptr<datagram_counters> counted_;
   random_ids ids_;
   datagram_link link_;
   letter_case letters_;
   cookie_jar cookies_{random_bytes(ids_)};
   std::unique_ptr<stream_link> tcp_;
   std::vector<channel_ptr> udp_;  // asked in this order, so that most questions share a port
   std::size_t next_ = 0;          // the channel asked last
   std::vector<channel_ptr> used_up_;
   std::vector<std::pair<exchange, done>> ended_;  // to be reported outside of c-ares's callbacks
   std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

void cares_source::ask(request const& r, done on_done)
{
   if (r.via == transport::tcp)
      return tcp_->ask(r, std::move(on_done));
   tcp_->close_idle();
   exchange e;
   e.asked = r.asked;
   e.destination = destination_;
   e.via = r.via;
   e.sent = loop_->now();
   channel_with_room().ask(r, std::move(e), std::move(on_done));
}

cares_channel& cares_source::channel_with_room()
{
   for (std::size_t tried = 0; tried != udp_.size(); ++tried, ++next_) {
      next_ = next_ < udp_.size() ? next_ : 0;
      auto& channel = udp_[next_];
      if (channel->used_up())
         used_up_.push_back(std::exchange(channel, new_channel()));
      if (channel->has_room())
         return *channel;
   }
   next_ = udp_.size();
   // The limit is reached. It is better to lose the excess question here than in c-ares.
   if (udp_.size() == most_channels) {
      used_up_.push_back(std::move(udp_.front()));
      udp_.erase(udp_.begin());
      --next_;
   }
   return *udp_.emplace_back(new_channel());
}

cares_source::channel_ptr cares_source::new_channel()
{
   return std::make_unique<cares_channel>(cares_channel::shared_parts{
      loop_,
      &server_,
      &ids_,
      counted_.get(),
      &link_,
      &letters_,
      &cookies_,
      [this](exchange&& e, done&& on_done) {
         ended(std::move(e), std::move(on_done));
      }});
}

// Called from within c-ares, so everything else is done later.
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

// Each callback may destroy this object.
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

// Destroys used-up channels without open questions.
void cares_source::sweep()
{
   std::erase_if(used_up_, [](channel_ptr const& c) {
      return c->open() == 0;
   });
}

}  // namespace

std::unique_ptr<source> make_cares_source(
   asio_loop& loop,
   server_address const& server,
   std::shared_ptr<datagram_counters> counted,
   send_mode sending)
{
   if (!counted)
      counted = std::make_shared<datagram_counters>();
   return std::make_unique<cares_source>(loop, server, std::move(counted), sending);
}

}  // namespace dnslint::resolver
