// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/asio_loop.hpp"
#include "core/resolver/cares_source.hpp"
#include "core/resolver/descriptor_watch.hpp"
#include "core/resolver/random_ids.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unordered_map>

struct ares_channeldata;

namespace dnslint::resolver {

// What came of a question: bytes, or why there are none.
struct reply {
   std::string wire;
   std::optional<base::cause> failure;
};

// One channel of c-ares: one server, one transport, one socket of ours at a time, and a bounded
// number of questions over its life. Owned by a cares_source, which destroys it outside of c-ares's
// callbacks; borrows everything it is given. Replies may come inline.
class cares_channel {
public:
   using on_reply = std::function<void(reply)>;
   static constexpr unsigned most_questions = 1000;

   cares_channel(
      asio_loop& loop,
      server_address const& server,
      transport via,
      random_ids& ids,
      datagram_counters& counted);
   cares_channel(cares_channel const&) = delete;
   cares_channel& operator=(cares_channel const&) = delete;
   ~cares_channel();  // replies still open are never given

   void ask(dns::question const& q, base::event_loop::duration timeout, on_reply tell);

   bool used_up() const noexcept { return asked_ >= most_questions; }
   std::size_t open() const noexcept { return open_; }  // questions without reply
   // Lets c-ares look at its own clock; call it a few times a second while questions are open.
   void tick();

private:
   struct question_sent;
   struct callbacks;

   std::uint16_t unused_id();
   void expire(question_sent& q);
   void ended(question_sent& q, int status, std::string_view bytes);
   void settle(question_sent& q, reply r);

   void connected_to(sockaddr const* peer, socklen_t size);
   void closed(int descriptor);
   void watch(int descriptor, bool to_write);
   void update_watch();
   void ready(descriptor_watch::ready what);
   ssize_t send(int descriptor, std::span<iovec const> parts);
   ssize_t receive(int descriptor, std::span<char> to, sockaddr* from, socklen_t* from_size);
   ssize_t receive_stub(int descriptor, std::span<char> to);
   question_sent* believe(std::string_view datagram);

   asio_loop* loop_;
   transport via_;
   random_ids* ids_;
   datagram_counters* counted_;
   ares_channeldata* channel_ = nullptr;
   sockaddr_storage peer_{};
   socklen_t peer_size_ = 0;
   std::unique_ptr<descriptor_watch> watch_;
   bool wants_to_write_ = false;
   unsigned reads_left_ = 0;  // in this turn of the loop
   unsigned asked_ = 0;
   std::size_t open_ = 0;
   std::unordered_map<std::uint16_t, std::unique_ptr<question_sent>> sent_;  // known to c-ares
};

}  // namespace dnslint::resolver
