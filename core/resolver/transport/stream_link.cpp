// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/transport/stream_link.hpp"

#include "core/base/causes.hpp"
#include "core/dns/query_padding.hpp"
#include "core/resolver/transport/tls_client.hpp"

#include <algorithm>
#include <limits>

namespace dnslint::resolver {

namespace {

constexpr std::size_t padding_block = 128;  // RFC 8467 section 4.1
constexpr auto unlimited = std::numeric_limits<std::uint64_t>::max();

// The query without its id, which the dialogue chooses.
std::string query_for(request const& r, transport via)
{
   std::string query;
   write_query(r, 0, query);
   if (via == transport::tls)
      dns::pad_query(query, padding_block);
   return query;
}

}  // namespace

stream_link::stream_link(asio_loop& loop, endpoint to, limits const& bounds)
: loop_{&loop}
, to_{std::move(to)}
, limits_{bounds}
, most_on_one_{unlimited}
{
   if (!to_.counted)
      to_.counted = std::make_shared<stream_counters>();
}

stream_link::~stream_link()
{
   for (auto const& [of, question] : open_)
      loop_->cancel(question.deadline);
}

void stream_link::ask(request const& r, done on_done)
{
   look_at_idle();
   auto const of = next_key_++;
   auto& q = open_[of];
   q.e.asked = r.asked;
   q.e.destination = to_.destination;
   q.e.via = to_.via;
   q.e.sent = loop_->now();
   q.on_done = std::move(on_done);
   q.query = query_for(r, to_.via);
   q.deadline = loop_->run_after(r.timeout, [this, of] {
      expire(of);
   });
   waiting_.push_back(of);
   assign();
}

void stream_link::assign()
{
   while (!waiting_.empty()) {
      auto const found = open_.find(waiting_.front());
      if (found != open_.end()) {
         auto* const connection = connection_with_room();
         if (connection == nullptr)
            return;
         found->second.connection = connection;
         connection->ask(found->first, found->second.query);
      }
      waiting_.pop_front();
   }
}

stream_connection* stream_link::connection_with_room()
{
   if (loop_->now() >= cautious_until_)
      most_on_one_ = unlimited;
   auto const found = std::ranges::find_if(connections_, [&](connection_ptr const& c) {
      return c->has_room() && c->dialogue().asked() < most_on_one_;
   });
   if (found != connections_.end())
      return found->get();
   return connections_.size() < limits_.connections ? open_connection() : nullptr;
}

stream_connection* stream_link::open_connection()
{
   ++to_.counted->connections;
   return connections_
      .emplace_back(std::make_unique<stream_connection>(
         *loop_, to_.connect(), ids_, limits_.each, static_cast<stream_owner&>(*this)))
      .get();
}

// Finds idle connections that the server has closed before questions are lost on them.
void stream_link::look_at_idle()
{
   close_idle();
   auto const is_idle = [](connection_ptr const& c) {
      return c->is_idle();
   };
   // look() may drop the connection.
   for (auto i = connections_.size(); i-- > 0;)
      if (is_idle(connections_[i]))
         connections_[i]->look();
}

void stream_link::close_idle()
{
   if (connections_.empty() || !open_.empty() || loop_->now() - idle_since_ < limits_.idle)
      return;
   for (auto const& c : connections_)
      to_.counted->unasked += c->dialogue().unasked();
   connections_.clear();
}

void stream_link::expire(key of)
{
   auto const found = open_.find(of);
   found->second.e.failure = base::because(base::causes::timeout);
   auto* const connection = found->second.connection;
   // The connection may be dead, since nothing came since the question was sent.
   if (connection != nullptr && connection->last_answer() < found->second.e.sent)
      connection->retire();
   end(found);
   if (connection != nullptr) {
      connection->give_up(of);
      if (connection->dialogue().is_used_up())
         connection->retire();
      if (connection->is_retired() && connection->is_idle())
         drop(*connection);
   }
   assign();
}

void stream_link::answered(stream_connection& connection, key of, std::string_view message)
{
   auto const found = open_.find(of);
   found->second.e.wire = message;
   end(found);
   if (
      connection.is_idle() &&
      (connection.is_retired() || connection.dialogue().asked() >= most_on_one_))
      drop(connection);
}

// The server closes connections after this many answers, so further questions on one connection
// would be lost. If the connection was idle, the server only ended its wait.
void stream_link::be_cautious(stream_connection const& closed)
{
   auto const answered = closed.answered_since_idle();
   if (closed.is_idle() || answered == 0)
      return;
   most_on_one_ = answered;
   cautious_until_ = loop_->now() + limits_.caution;
}

bool stream_link::may_ask_again(stream_connection const& closed) const
{
   return closed.dialogue().answered() > 0 ||
          std::ranges::any_of(connections_, [](connection_ptr const& c) {
             return c->dialogue().answered() > 0;
          });
}

void stream_link::closed(stream_connection& which, base::cause const& why)
{
   be_cautious(which);
   auto const again = may_ask_again(which);
   for (auto const of : which.dialogue().unanswered()) {
      auto const found = open_.find(of);
      auto& q = found->second;
      q.connection = nullptr;
      if (again && !std::exchange(q.asked_again, true)) {
         ++to_.counted->asked_again;
         waiting_.push_back(of);
         continue;
      }
      q.e.failure = why;
      end(found);
   }
   drop(which);
   run_later();
}

void stream_link::drop(stream_connection const& which)
{
   auto const found = std::ranges::find(connections_, &which, &connection_ptr::get);
   if (found == connections_.end())
      return;
   to_.counted->unasked += which.dialogue().unasked();
   dropped_.push_back(std::move(*found));
   connections_.erase(found);
   run_later();
}

void stream_link::end(table::iterator question)
{
   auto& q = question->second;
   loop_->cancel(q.deadline);
   q.e.received = loop_->now();
   ended_.emplace_back(std::move(q.e), std::move(q.on_done));
   open_.erase(question);
   idle_since_ = loop_->now();
   run_later();
}

void stream_link::run_later()
{
   if (std::exchange(runs_later_, true))
      return;
   loop_->post([this, alive = std::weak_ptr{alive_}] {
      if (!alive.expired())
         tell();
   });
}

// Each callback may destroy this object.
void stream_link::tell()
{
   runs_later_ = false;
   dropped_.clear();
   assign();
   auto const alive = std::weak_ptr{alive_};
   for (auto& [e, on_done] : std::exchange(ended_, {})) {
      on_done(std::move(e));
      if (alive.expired())
         return;
   }
}

std::unique_ptr<stream_link> make_stream_source(
   asio_loop& loop,
   server_address const& server,
   std::shared_ptr<stream_counters> counted,
   stream_link::limits const& bounds)
{
   return std::make_unique<stream_link>(
      loop,
      stream_link::endpoint{
         server.to_text(),
         transport::tcp,
         [server] {
            return make_tcp_stream(server);
         },
         std::move(counted)},
      bounds);
}

std::unique_ptr<stream_link> make_tls_source(
   asio_loop& loop,
   server_address const& server,
   std::shared_ptr<tls_client> client,
   std::shared_ptr<stream_counters> counted,
   stream_link::limits const& bounds)
{
   if (!counted)
      counted = std::make_shared<stream_counters>();
   auto connect = [server, client = std::move(client), counted] {
      return client->connect(server, counted);
   };
   return std::make_unique<stream_link>(
      loop,
      stream_link::endpoint{
         server.to_text(), transport::tls, std::move(connect), std::move(counted)},
      bounds);
}

}  // namespace dnslint::resolver
