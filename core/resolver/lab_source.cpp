// SPDX-License-Identifier: Apache-2.0
#include "core/base/encode.hpp"
#include "core/resolver/lab.hpp"

#include <utility>

namespace dnslint::resolver {

namespace {

using duration = base::event_loop::duration;

constexpr std::size_t udp_size = 1232;

// The same question has the same id in every run, in whatever order questions come.
std::uint16_t id_for(dns::question const& q)
{
   return static_cast<std::uint16_t>(base::digest64(to_text(q)));
}

dns::message empty_response(dns::question const& q, dns::rcode code)
{
   dns::message m;
   m.head.id = id_for(q);
   m.head.qr = m.head.rd = m.head.ra = true;
   m.head.code = code;
   m.questions = {q};
   m.opt = dns::edns{};
   return m;
}

std::string truncated_response(dns::question const& q)
{
   auto m = empty_response(q, dns::rcode::noerror);
   m.head.tc = true;
   return encode(m);
}

class lab_source final : public source {
public:
   lab_source(base::event_loop& loop, lab const& zones, std::uint64_t seed)
   : loop_{&loop}
   , zones_{&zones}
   , seed_{seed}
   {}

   void ask(request const& r, done on_done) override;

private:
   void complete(exchange e, duration wait, done on_done);
   bool is_lost(request const& r, fault const& f) const;
   std::string wire_for(request const& r, fault_kind what) const;
   std::string good_wire(request const& r) const;

   base::event_loop* loop_;
   lab const* zones_;
   std::uint64_t seed_;
   std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

void lab_source::ask(request const& r, done on_done)
{
   exchange e;
   e.asked = r.asked;
   e.destination = "zone";
   e.via = r.via;
   e.sent = loop_->now();
   auto const* const f = zones_->find_fault(r.asked);
   auto const wait = f == nullptr ? duration{0} : f->delay;
   if (f != nullptr && is_lost(r, *f)) {
      e.failure = base::transient("timeout");
      return complete(std::move(e), r.timeout, std::move(on_done));
   }
   e.wire = f == nullptr ? good_wire(r) : wire_for(r, f->kind);
   complete(std::move(e), wait, std::move(on_done));
}

bool lab_source::is_lost(request const& r, fault const& f) const
{
   return f.kind == fault_kind::timeout || f.delay >= r.timeout ||
          drops(f, r.asked, seed_, r.attempt);
}

std::string lab_source::wire_for(request const& r, fault_kind what) const
{
   switch (what) {
      case fault_kind::servfail:
         return encode(empty_response(r.asked, dns::rcode::servfail));
      case fault_kind::refused:
         return encode(empty_response(r.asked, dns::rcode::refused));
      case fault_kind::truncate:
         return r.via == transport::udp ? truncated_response(r.asked) : good_wire(r);
      case fault_kind::timeout:
      case fault_kind::delay:
      case fault_kind::drop:
         return good_wire(r);
   }
   return good_wire(r);
}

std::string lab_source::good_wire(request const& r) const
{
   auto const limit = r.via == transport::udp ? udp_size : 0;
   return encode(zones_->resolve(r.asked, id_for(r.asked)), limit);
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
