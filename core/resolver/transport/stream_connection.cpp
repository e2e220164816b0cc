// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/transport/stream_connection.hpp"

#include "core/base/causes.hpp"

#include <utility>

namespace dnslint::resolver {

namespace {

using kind = stream_progress::kind;

constexpr unsigned most_reads = 64;  // reads before other work gets its turn

}  // namespace

stream_connection::stream_connection(
   asio_loop& loop,
   std::unique_ptr<byte_stream> over,
   random_ids& ids,
   stream_dialogue::limits const& bounds,
   stream_owner& owner)
: loop_{&loop}
, stream_{std::move(over)}
, dialogue_{
     [&ids] {
        return ids.next();
     },
     bounds}
, owner_{&owner}
{
   if (stream_->descriptor() >= 0)
      watch_ = std::make_unique<descriptor_watch>(
         loop, stream_->descriptor(), [this](descriptor_watch::ready) {
            run();
         });
}

void stream_connection::ask(stream_dialogue::key of, std::string query)
{
   if (is_idle())
      answered_when_idle_ = dialogue_.answered();
   dialogue_.ask(of, std::move(query));
   run_later();
}

void stream_connection::give_up(stream_dialogue::key of)
{
   dialogue_.give_up(of);
   update_watch();
}

void stream_connection::look()
{
   if (is_open_)
      receive();
   update_watch();
}

void stream_connection::run_later()
{
   if (std::exchange(runs_later_, true))
      return;
   loop_->post([this, alive = std::weak_ptr{alive_}] {
      if (alive.expired())
         return;
      runs_later_ = false;
      run();
   });
}

void stream_connection::run()
{
   if (open()) {
      send();
      receive();
   }
   update_watch();
}

bool stream_connection::open()
{
   if (is_open_ || closed_)
      return is_open_ && !closed_;
   auto const p = stream_->open();
   is_open_ = p.result == kind::moved;
   step(p);
   return is_open_;
}

void stream_connection::send()
{
   while (!closed_ && (wants_to_write_ || !dialogue_.unsent().empty())) {
      auto const p = stream_->write(dialogue_.unsent());
      dialogue_.sent(p.bytes);
      step(p);
      if (p.result != kind::moved)
         return;
   }
}

void stream_connection::receive()
{
   for (auto reads = 0U; !closed_; ++reads) {
      if (reads == most_reads)
         return run_later();
      auto const p = stream_->read(dialogue_.room());
      dialogue_.received(p.bytes);
      if (p.result == kind::wants_to_read)
         return;
      if (p.result != kind::moved)
         return step(p);
      if (!take_answers())
         return close(
            base::because(base::causes::tcp_failed, "the server sends what nobody asked for"));
   }
}

bool stream_connection::take_answers()
{
   while (auto const answer = dialogue_.next()) {
      last_answer_ = loop_->now();
      owner_->answered(*this, answer->of, answer->message);
   }
   return !dialogue_.is_broken();
}

void stream_connection::step(stream_progress const& p)
{
   wants_to_write_ = p.result == kind::wants_to_write;
   if (p.result == kind::ended)
      close(base::because(base::causes::tcp_failed, "the server closed the connection"));
   if (p.result == kind::failed)
      close(p.why);
}

// An idle connection must not keep the loop running.
void stream_connection::update_watch()
{
   if (watch_)
      watch_->want(!closed_ && !is_idle(), !closed_ && !is_idle() && wants_to_write_);
}

void stream_connection::close(base::cause const& why)
{
   if (std::exchange(closed_, true))
      return;
   owner_->closed(*this, why);
}

}  // namespace dnslint::resolver
