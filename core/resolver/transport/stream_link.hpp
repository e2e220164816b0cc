// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/source.hpp"
#include "core/resolver/transport/stream_connection.hpp"

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace dnslint::resolver {

class tls_client;

// What happened on the connections to one server.
struct stream_counters {
   std::uint64_t connections = 0;
   std::uint64_t resumed = 0;      // connections that resumed an earlier TLS session
   std::uint64_t asked_again = 0;  // questions whose connection was closed before the answer
   std::uint64_t unasked = 0;      // messages without a question
};

// One server over TCP or TLS as RFC 7766 recommends: few connections that are reused, with many
// questions at once on each. Its failures are "timeout" and "tcp-failed" (transient) and those of
// the stream. If a connection is closed, its open questions are asked once more, provided that this
// or another connection has answered anything.
class stream_link final : public source, stream_owner {
public:
   struct limits {
      std::size_t connections = 2;
      stream_dialogue::limits each{};
      // RFC 7766 section 6.2.3: on the order of seconds.
      base::event_loop::duration idle{5'000};
      // ^ How long a server that closed after n answers gets no more than n questions per
      // connection.
      base::event_loop::duration caution{10'000};
   };
   struct endpoint {
      std::string destination;
      transport via = transport::tcp;
      std::function<std::unique_ptr<byte_stream>()> connect;
      std::shared_ptr<stream_counters> counted;
   };

   // Borrows the loop, which must outlive the link.
   stream_link(asio_loop& loop, endpoint to, limits const& bounds);
   ~stream_link() override;

   void ask(request const& r, done on_done) override;
   // Closes connections that have been idle too long. The owner must call it now and then, since a
   // timer would keep the loop running for idle connections.
   void close_idle();

private:
   using key = stream_dialogue::key;
   using connection_ptr = std::unique_ptr<stream_connection>;
   struct open_question {
      exchange e;
      done on_done;
      std::string query;
      base::event_loop::timer_id deadline = 0;
      stream_connection* connection = nullptr;
      bool asked_again = false;
   };
   using table = std::unordered_map<key, open_question>;

   void assign();
   stream_connection* connection_with_room();
   stream_connection* open_connection();
   void look_at_idle();
   void expire(key of);
   void answered(stream_connection& connection, key of, std::string_view message) override;
   void closed(stream_connection& which, base::cause const& why) override;
   void be_cautious(stream_connection const& closed);
   bool may_ask_again(stream_connection const& closed) const;
   void drop(stream_connection const& which);
   void end(table::iterator question);
   void run_later();
   void tell();

   asio_loop* loop_;
   endpoint to_;
   limits limits_;
   random_ids ids_;
   std::uint64_t most_on_one_;  // questions that one connection may take
   base::event_loop::time_point cautious_until_{0};
   base::event_loop::time_point idle_since_{0};
   table open_;
   std::deque<key> waiting_;  // questions without a connection; some may have ended
   key next_key_ = 0;
   std::vector<connection_ptr> connections_;
   std::vector<connection_ptr> dropped_;           // closed ones whose code may still be running
   std::vector<std::pair<exchange, done>> ended_;  // exchanges that are not reported yet
   bool runs_later_ = false;
   std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

// A source that asks `server` over TCP only.
std::unique_ptr<stream_link> make_stream_source(
   asio_loop& loop,
   server_address const& server,
   std::shared_ptr<stream_counters> counted = nullptr,
   stream_link::limits const& bounds = {});

// A source that asks `server` over TLS only, with queries padded to blocks of 128 bytes (RFC 7858,
// RFC 8467). A server that does not prove its name gets no question: they fail with "tls-failed"
// (withheld).
std::unique_ptr<stream_link> make_tls_source(
   asio_loop& loop,
   server_address const& server,
   std::shared_ptr<tls_client> client,
   std::shared_ptr<stream_counters> counted = nullptr,
   stream_link::limits const& bounds = {});

}  // namespace dnslint::resolver
