// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/transport/asio_loop.hpp"
#include "core/resolver/transport/cares_source.hpp"
#include "core/resolver/transport/cookie_jar.hpp"
#include "core/resolver/transport/datagram_link.hpp"
#include "core/resolver/transport/id_table.hpp"
#include "core/resolver/transport/letter_case.hpp"
#include "core/resolver/transport/random_ids.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <sys/types.h>
#include <sys/uio.h>
#include <vector>

struct ares_channeldata;

namespace dnslint::resolver {

// One channel of c-ares to one server over UDP. It has at most 2,048 questions at once and a
// bounded number over its life. c-ares sees a made-up socket number, since the link sends and
// receives. A cares_source owns the channel and destroys it outside of c-ares's callbacks. The
// channel borrows everything that it is given. It may report exchanges inline.
class cares_channel final : datagram_receiver {
public:
   // The parts that all channels of a source share.
   struct shared_parts {
      asio_loop* loop;
      server_address const* server;
      random_ids* ids;
      datagram_counters* counted;
      datagram_link* link;
      letter_case* letters;
      cookie_jar* cookies;
      std::function<void(exchange&&, source::done&&)> tell;
   };

   explicit cares_channel(shared_parts const& parts);
   cares_channel(cares_channel const&) = delete;
   cares_channel& operator=(cares_channel const&) = delete;
   ~cares_channel() override;  // exchanges that are still open are never reported

   // Completes `e`, the exchange of `r`.
   void ask(request const& r, exchange e, source::done on_done);

   bool has_room() const noexcept { return ids_.size() < id_table::capacity; }
   // Whether the channel takes no more questions. It is kept until no question is open.
   bool used_up() const noexcept;
   std::size_t open() const noexcept { return open_; }  // questions without reply

private:
   struct question_sent;
   struct callbacks;

   question_sent& take_slot();
   void give_to_cares(question_sent& q);
   void expire(question_sent& q);
   void ended(question_sent& q, int status);
   void settle(question_sent& q);
   void fail(question_sent& q, base::cause why);

   void received(udp_port& from, std::string_view datagram) override;
   void drained() override;
   question_sent* believe(udp_port const& from, std::string_view datagram);
   bool has_right_cookie(question_sent& q, std::string_view datagram);
   ssize_t receive_stub(std::span<char> to, sockaddr* from, socklen_t* from_size);
   void connected_to(sockaddr const* peer, socklen_t size);

   void send_query();

   shared_parts parts_;
   ares_channeldata* channel_ = nullptr;
   sockaddr_storage peer_{};
   socklen_t peer_size_ = 0;
   unsigned asked_ = 0;
   std::size_t open_ = 0;
   std::deque<question_sent> slots_;  // a deque, so that they keep their addresses
   std::vector<std::uint16_t> free_slots_;
   id_table ids_;  // ids of the questions that c-ares knows
   question_sent* sending_ = nullptr;
   // The questions for each of which c-ares will be shown a stub.
   std::vector<question_sent*> answered_;
};

}  // namespace dnslint::resolver
