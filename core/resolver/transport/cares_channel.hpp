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

// One channel of c-ares: one server over UDP, at most 2,048 questions at once and a bounded number
// over its life. Its socket is a number without meaning to the system: the link
// sends and receives. Owned by a cares_source, which destroys it outside of c-ares's callbacks;
// borrows everything it is given. Exchanges may be told inline.
class cares_channel final : datagram_receiver {
public:
   // What all channels of a source use.
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
   ~cares_channel() override;  // exchanges still open are never told

   // Completes `e`, which is of `r`.
   void ask(request const& r, exchange e, source::done on_done);

   bool has_room() const noexcept { return ids_.size() < id_table::capacity; }
   // It is kept until nothing is open, and not asked again.
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
   std::deque<question_sent> slots_;  // stay where they are
   std::vector<std::uint16_t> free_slots_;
   id_table ids_;  // of the questions known to c-ares
   question_sent* sending_ = nullptr;
   std::vector<question_sent*> answered_;  // c-ares is to be shown a stub of each
};

}  // namespace dnslint::resolver
