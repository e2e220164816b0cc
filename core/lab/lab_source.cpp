// SPDX-License-Identifier: Apache-2.0
#include "core/base/causes.hpp"
#include "core/base/encode.hpp"
#include "core/lab/lab_responder.hpp"
#include "core/resolver/transport/datagram.hpp"

#include <utility>

namespace dnslint::resolver {

namespace {

using duration = base::event_loop::duration;
using sending = lab_responder::sending;

// The same question has the same id in every run, in whatever order questions come.
std::uint16_t id_for(dns::question const& q)
{
   return static_cast<std::uint16_t>(base::digest64(to_text(q)));
}

// Whether a client believes that this is the answer to its query: what datagram_link and c-ares see
// to over the network.
bool is_believed(lab_responder::reply const& reply, std::string_view query, transport via)
{
   if (reply.wire.empty() || reply.departure == sending::from_another_port)
      return false;
   if (via == transport::udp)
      return id_of(reply.wire) == id_of(query) &&
             answers_on_a_stream(judge_datagram(reply.wire, query));
   return id_of(reply.wire) == id_of(query);
}

duration time_of(lab_responder::reply const& reply)
{
   constexpr std::size_t length_size = 2;
   return reply.delay + reply.pause * static_cast<std::int64_t>(reply.wire.size() + length_size);
}

class lab_source final : public source {
public:
   lab_source(base::event_loop& loop, lab const& zones, std::uint64_t seed)
   : loop_{&loop}
   , server_{zones, seed}
   {}

   void ask(request const& r, done on_done) override;

private:
   void complete(exchange e, duration wait, done on_done);

   base::event_loop* loop_;
   lab_responder server_;
   std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

void lab_source::ask(request const& r, done on_done)
{
   exchange e;
   e.asked = r.asked;
   e.destination = "zone";
   e.via = r.via;
   e.sent = loop_->now();
   std::string query;
   write_query(r, id_for(r.asked), query);
   auto reply = server_.respond(query, r.via, r.attempt);
   auto wait = time_of(reply);
   if (reply.departure == sending::reset || reply.departure == sending::half_closed) {
      e.failure = base::because(base::causes::tcp_failed, "the connection was closed");
   } else if (wait >= r.timeout || !is_believed(reply, query, r.via)) {
      e.failure = base::because(base::causes::timeout);
      wait = r.timeout;
   } else {
      e.wire = std::move(reply.wire);
   }
   complete(std::move(e), wait, std::move(on_done));
}

void lab_source::complete(exchange e, duration wait, done on_done)
{
   auto finish = [this,
                  alive = std::weak_ptr{alive_},
                  e = std::move(e),
                  on_done = std::move(on_done)]() mutable {
      if (alive.expired())
         return;
      e.received = loop_->now();
      on_done(std::move(e));
   };
   if (wait > duration{0})
      loop_->run_after(wait, std::move(finish));
   else
      loop_->post(std::move(finish));
}

}  // namespace

std::unique_ptr<source> make_lab_source(
   base::event_loop& loop, lab const& zones, std::uint64_t seed)
{
   return std::make_unique<lab_source>(loop, zones, seed);
}

}  // namespace dnslint::resolver
