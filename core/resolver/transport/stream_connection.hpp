// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/transport/asio_loop.hpp"
#include "core/resolver/transport/byte_stream.hpp"
#include "core/resolver/transport/descriptor_watch.hpp"
#include "core/resolver/transport/random_ids.hpp"
#include "core/resolver/transport/stream_dialogue.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::resolver {

class stream_connection;

// Is called with a connection's answers and its end. It must not destroy the connection in these
// calls.
class stream_owner {
public:
   virtual ~stream_owner() = default;
   virtual void answered(
      stream_connection& connection, stream_dialogue::key of, std::string_view message) = 0;
   // Called once. No other call follows.
   virtual void closed(stream_connection& which, base::cause const& why) = 0;
};

// One connection, which moves the bytes of a dialogue over a stream. Queries are gathered until the
// work of this turn of the loop is done, and then sent at once. Borrows everything but the stream.
class stream_connection {
public:
   using time_point = base::event_loop::time_point;

   stream_connection(
      asio_loop& loop,
      std::unique_ptr<byte_stream> over,
      random_ids& ids,
      stream_dialogue::limits const& bounds,
      stream_owner& owner);
   stream_connection(stream_connection const&) = delete;
   stream_connection& operator=(stream_connection const&) = delete;
   ~stream_connection() = default;

   void ask(stream_dialogue::key of, std::string query);
   void give_up(stream_dialogue::key of);
   // Reads the bytes that have arrived. For an idle connection this shows whether the server has
   // closed it.
   void look();
   // The connection takes no more questions.
   void retire() noexcept { retired_ = true; }

   bool has_room() const noexcept { return !retired_ && !closed_ && dialogue_.has_room(); }
   bool is_retired() const noexcept { return retired_; }
   bool is_idle() const noexcept { return dialogue_.open() == 0; }
   // How many answers came since the connection was last idle.
   std::uint64_t answered_since_idle() const noexcept
   {
      return dialogue_.answered() - answered_when_idle_;
   }
   time_point last_answer() const noexcept { return last_answer_; }
   stream_dialogue const& dialogue() const noexcept { return dialogue_; }

private:
   void run();
   bool open();
   void send();
   void receive();
   bool take_answers();
   void step(stream_progress const& p);
   void run_later();
   void update_watch();
   void close(base::cause const& why);

   asio_loop* loop_;
   std::unique_ptr<byte_stream> stream_;
   stream_dialogue dialogue_;
   stream_owner* owner_;
   std::unique_ptr<descriptor_watch> watch_;
   bool is_open_ = false;
   bool wants_to_write_ = false;
   bool retired_ = false;
   bool closed_ = false;
   bool runs_later_ = false;
   std::uint64_t answered_when_idle_ = 0;
   time_point last_answer_{-1};
   std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace dnslint::resolver
