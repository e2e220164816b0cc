// SPDX-License-Identifier: Apache-2.0
#include "core/overlay/changed_source.hpp"

#include "core/base/causes.hpp"
#include "core/overlay/changed_reply.hpp"

#include <span>
#include <utility>

namespace dnslint::overlay {
namespace {

using resolver::exchange;
using resolver::request;

std::optional<dns::message> message_of(exchange const& e)
{
   auto read = dns::decode({reinterpret_cast<std::uint8_t const*>(e.wire.data()), e.wire.size()});
   if (e.failure || read.error)
      return std::nullopt;
   return std::move(read.value);
}

class changed_source final : public resolver::source {
public:
   changed_source(std::unique_ptr<resolver::source> from, zone_changes const& changes)
   : changes_{&changes}
   , from_{std::move(from)}
   {}

   void ask(request const& r, done on_done) override
   {
      if (r.is_trial)
         return from_->ask(r, std::move(on_done));
      // Of the first attempt, since that is what a recording has.
      request const of_soa{{r.asked.asked, dns::rrtype::soa}, r.via, r.timeout};
      from_->ask(r, [this, of_soa, on_done = std::move(on_done)](exchange e) mutable {
         received(std::move(e), of_soa, std::move(on_done));
      });
   }

private:
   void received(exchange e, request const& of_soa, done on_done)
   {
      auto const today = message_of(e);
      auto made = today ? reply_after(*changes_, e.asked, *today) : std::nullopt;
      if (!made)
         return on_done(std::move(e));
      e.destination = "overlay";
      if (made->lacks_soa)
         return ask_soa(std::move(e), of_soa, std::move(made->reply), std::move(on_done));
      e.wire = dns::encode(made->reply);
      on_done(std::move(e));
   }

   void ask_soa(exchange e, request const& of_soa, dns::message reply, done on_done)
   {
      from_->ask(
         of_soa,
         [e = std::move(e), reply = std::move(reply), on_done = std::move(on_done)](
            exchange const& got) mutable {
            e.received = got.received;
            auto const soa = message_of(got);
            auto const proved = soa ? with_soa(std::move(reply), *soa) : std::nullopt;
            if (proved) {
               e.wire = dns::encode(*proved);
            } else {
               e.wire.clear();
               e.failure = got.failure.value_or(base::because(
                  base::causes::no_soa, "no SOA record shows that the rest of the zone stays"));
            }
            on_done(std::move(e));
         });
   }

   zone_changes const* changes_;
   std::unique_ptr<resolver::source> from_;  // destroyed first, since it refers to this object
};

class unobserved_source final : public resolver::source {
public:
   unobserved_source(
      std::unique_ptr<resolver::source> from, base::event_loop& loop, zone_changes const& changes)
   : loop_{&loop}
   , changes_{&changes}
   , from_{std::move(from)}
   {}

   void ask(request const& r, done on_done) override
   {
      if (!is_concerned(r.asked))
         return from_->ask(r, std::move(on_done));
      exchange e;
      e.asked = r.asked;
      e.destination = "overlay";
      e.via = r.via;
      e.sent = e.received = loop_->now();
      e.failure = base::because(
         base::causes::overlaid,
         "the overlay changes " + to_text(r.asked) + ", and no server has it yet");
      loop_->post([e = std::move(e), on_done = std::move(on_done), alive = std::weak_ptr{alive_}] {
         if (!alive.expired())
            on_done(e);
      });
   }

private:
   bool is_concerned(dns::question const& q) const
   {
      return changes_->find(q.asked, q.type) != nullptr ||
             changes_->find(q.asked, dns::rrtype::cname) != nullptr || changes_->moves(q.asked);
   }

   base::event_loop* loop_;
   zone_changes const* changes_;
   std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
   std::unique_ptr<resolver::source> from_;
};

}  // namespace

std::unique_ptr<resolver::source> with_changes(
   std::unique_ptr<resolver::source> from, zone_changes const& changes)
{
   return std::make_unique<changed_source>(std::move(from), changes);
}

std::unique_ptr<resolver::source> with_changes_unobserved(
   std::unique_ptr<resolver::source> from, base::event_loop& loop, zone_changes const& changes)
{
   return std::make_unique<unobserved_source>(std::move(from), loop, changes);
}

}  // namespace dnslint::overlay
