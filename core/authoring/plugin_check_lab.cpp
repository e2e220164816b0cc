// SPDX-License-Identifier: Apache-2.0
#include "core/authoring/plugin_check_lab.hpp"

#include "core/authoring/plugin_check_records.hpp"
#include "core/base/causes.hpp"

#include <fmt/format.h>
#include <map>
#include <utility>

namespace dnslint::authoring {
namespace {

using reply = std::optional<dns::message>;
using dns::question;
using dns::rcode;

constexpr std::size_t udp_size = 1232;
constexpr unsigned random_labs = 8;

dns::message response(question const& q, rcode code = rcode::noerror)
{
   dns::message m;
   m.head.qr = m.head.rd = m.head.ra = true;
   m.head.code = code;
   m.questions = {q};
   m.opt = dns::edns{};
   return m;
}

// RFC 2308 section 2: a denial has the SOA of the zone.
dns::message denial(question const& q, rcode code)
{
   auto m = response(q, code);
   auto const zone = q.asked.suffix(2);
   m.authority.push_back(*sample_record({zone, dns::rrtype::soa}));
   return m;
}

dns::message with_records(question const& q, std::vector<dns::record> records)
{
   if (records.empty())
      return denial(q, rcode::noerror);
   auto m = response(q);
   m.answer = std::move(records);
   return m;
}

reply plain(question const& q, std::size_t)
{
   auto const one = sample_record(q);
   return with_records(q, one ? std::vector{*one} : std::vector<dns::record>{});
}

// The alias stands first, then what its target has (RFC 1034 section 3.6.2).
reply alias(question const& q, std::size_t)
{
   auto const target = *dns::name::from_text("target.alias.test");
   if (q.type == dns::rrtype::cname || q.asked == target)
      return plain(q, 0);
   auto m = *plain({target, q.type}, 0);
   m.questions = {q};
   m.answer.insert(m.answer.begin(), alias_record(q.asked, target));
   return m;
}

reply alias_to_nothing(question const& q, std::size_t)
{
   auto const target = *dns::name::from_text("nowhere.alias.test");
   auto m = denial({target, q.type}, rcode::nxdomain);
   m.questions = {q};
   if (q.asked != target)
      m.answer.push_back(alias_record(q.asked, target));
   return m;
}

reply alias_to_itself(question const& q, std::size_t)
{
   auto m = response(q);
   m.answer.push_back(alias_record(q.asked, q.asked));
   return m;
}

plugin_lab always(std::string name, rcode code)
{
   return {
      std::move(name),
      [code](question const& q, std::size_t) -> reply {
         return response(q, code);
      },
      false};
}

plugin_lab denying(std::string name, rcode code)
{
   return {std::move(name), [code](question const& q, std::size_t) -> reply {
              return denial(q, code);
           }};
}

plugin_lab texts(std::string name, std::vector<dns::record> (*records)(dns::name const&))
{
   return {std::move(name), [records](question const& q, std::size_t nth) -> reply {
              return q.type == dns::rrtype::txt ? with_records(q, records(q.asked)) : plain(q, nth);
           }};
}

plugin_lab cancelled_after(std::size_t answers)
{
   return {
      fmt::format("cancelled-after-{}", answers),
      [answers](question const& q, std::size_t nth) -> reply {
         return nth < answers ? plain(q, nth) : reply{};
      },
      answers != 0,
      true};
}

plugin_lab random(std::uint64_t seed)
{
   return {fmt::format("random-{}", seed), [seed](question const& q, std::size_t) -> reply {
              return with_records(q, random_records(q, seed));
           }};
}

plugin_lab silent()
{
   return {
      "timeout",
      [](question const&, std::size_t) {
         return reply{};
      },
      false};
}

plugin_lab many()
{
   return {"many-records", [](question const& q, std::size_t) -> reply {
              return with_records(q, many_records(q));
           }};
}

class plugin_lab_source final : public resolver::source {
public:
   plugin_lab_source(base::event_loop& loop, plugin_lab const& l)
   : loop_{&loop}
   , lab_{&l}
   {}

   void ask(resolver::request const& r, done on_done) override
   {
      auto const nth = asked_.try_emplace(r.asked, asked_.size()).first->second;
      auto const answer = lab_->answer(r.asked, nth);
      resolver::exchange e;
      e.asked = r.asked;
      e.destination = "zone";
      e.via = r.via;
      e.sent = e.received = loop_->now();
      if (!answer) {
         e.failure = base::because(base::causes::timeout);
         loop_->run_after(r.timeout, [e = std::move(e), on_done = std::move(on_done)] {
            on_done(e);
         });
         return;
      }
      e.wire = encode(*answer, r.via == resolver::transport::udp ? udp_size : 0);
      loop_->post([e = std::move(e), on_done = std::move(on_done)] {
         on_done(e);
      });
   }

private:
   base::event_loop* loop_;
   plugin_lab const* lab_;
   std::map<question, std::size_t> asked_;
};

}  // namespace

std::vector<plugin_lab> plugin_labs(std::uint64_t seed)
{
   std::vector<plugin_lab> all{
      {"one-record", plain},
      denying("nxdomain", rcode::nxdomain),
      denying("nodata", rcode::noerror),
      always("servfail", rcode::servfail),
      silent(),
      always("refused", rcode::refused),
      always("no-soa", rcode::noerror),
      texts("large-txt", large_texts),
      texts("binary-txt", binary_texts),
      {"cname", alias},
      {"cname-to-nothing", alias_to_nothing},
      {"cname-loop", alias_to_itself},
      many(),
      cancelled_after(0),
      cancelled_after(1),
      cancelled_after(2)};
   for (unsigned i = 0; i != random_labs; ++i)
      all.push_back(random(seed + i));
   return all;
}

bool is_for_options(plugin_lab const& l)
{
   return l.name == "one-record" || l.name == "many-records" || l.name == "servfail";
}

std::unique_ptr<resolver::source> make_lab_source(base::event_loop& loop, plugin_lab const& l)
{
   return std::make_unique<plugin_lab_source>(loop, l);
}

}  // namespace dnslint::authoring
