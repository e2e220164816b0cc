// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/shared/authority_opinion.hpp"

#include "core/base/causes.hpp"

#include <algorithm>
#include <coroutine>
#include <iterator>
#include <utility>

namespace dnslint::resolver {

namespace {

constexpr std::size_t most_hosts = 3;
// Of all servers together, since each silent one takes a timeout.
constexpr std::size_t most_addresses = 3;
constexpr std::size_t most_cuts = 8;  // names whose NS records are asked for, from the name upwards

std::vector<std::string> texts_of(answer const& a, std::string_view field)
{
   std::vector<std::string> texts;
   for (auto const& r : a.records()) {
      auto const held = dns::field(r, field);
      if (auto const* const text = held ? std::get_if<std::string>(&*held) : nullptr)
         texts.push_back(*text);
   }
   return texts;
}

// A middlebox that answers in the place of both the server and the resolver agrees with itself. It
// does not set AA (RFC 1035 section 4.1.1), by which it is told from a server of the zone.
bool is_authoritative(answer const& a)
{
   constexpr std::size_t flags_at = 2;
   constexpr unsigned aa = 0x04;
   if (a.exchanges.empty())
      return false;
   auto const& wire = a.exchanges.back().wire;
   return wire.size() > flags_at && (static_cast<unsigned char>(wire[flags_at]) & aa) != 0;
}

bool is_silent(answer const& a)
{
   return a.state == status::unknown && (a.exchanges.empty() || a.exchanges.back().failure);
}

std::vector<exchange> exchanges_of_both(answer const& first, answer const& second)
{
   auto all = first.exchanges;
   std::ranges::copy(second.exchanges, std::back_inserter(all));
   return all;
}

// Awaits one answer.
template <class Ask>
struct asking {
   Ask& ask;
   std::weak_ptr<bool> alive;
   answer_ptr got{};

   bool await_ready() const noexcept { return false; }
   void await_suspend(std::coroutine_handle<> h)
   {
      ask([this, h, still = alive](answer_ptr a) {
         if (still.expired())
            return;
         got = std::move(a);
         h.resume();
      });
   }
   answer_ptr await_resume() noexcept { return std::move(got); }
};

}  // namespace

bool wants_authority(answer const& denied)
{
   return denied.state == status::unknown && denied.why == base::causes::no_soa &&
          denied.chain().empty();
}

answer_ptr settle_denial(answer const& denied, answer const& said)
{
   auto made = std::make_shared<answer>();
   made->asked = denied.asked;
   made->code = denied.code;
   made->why = denied.why;
   made->upstreams = denied.upstreams;
   made->exchanges = exchanges_of_both(denied, said);
   auto const proves = said.state == status::absent && said.chain().empty();
   if (is_authoritative(said) && (proves || agree_on_absence(denied, said))) {
      made->state = status::absent;
      made->code = said.code;
      made->why = {};
   } else if (said.state == status::records) {
      made->why.detail = "a server of the zone has what is denied";
   }
   // The sections are set here, since the records of the last exchange are not this answer's.
   made->sections().canonical_name = made->asked.asked;
   made->sections().authority = said.authority();
   return made;
}

authority_opinion::authority_opinion(
   shared_resolver& shared, direct_resolver& direct, question_context const& context, observer seen)
: shared_{&shared}
, direct_{&direct}
, context_{context}
, seen_{std::move(seen)}
{}

void authority_opinion::ask(answer_ptr denied, on_answer on_done)
{
   std::erase_if(open_, [](base::task<> const& t) {
      return t.done();
   });
   open_.push_back(find_out(std::move(denied), std::move(on_done)));
   open_.back().start();
}

base::task<> authority_opinion::find_out(answer_ptr denied, on_answer on_done)
{
   auto const said = co_await ask_servers(denied->asked);
   auto const believed = said ? settle_denial(*denied, *said) : denied;
   auto const alive = std::weak_ptr{alive_};
   shared_->loop().post([believed, on_done, alive] {
      if (!alive.expired())
         on_done(believed);
   });
}

// Null if no server of the zone is known, or if none answers.
base::task<answer_ptr> authority_opinion::ask_servers(dns::question q)
{
   // Only the parent zone holds the DS records of a zone (RFC 4035 section 3.1.4.1).
   auto const is_of_parent = q.type == dns::rrtype::ds && !q.asked.is_root();
   auto const hosts = co_await hosts_of(is_of_parent ? q.asked.parent() : q.asked);
   auto left = most_addresses;
   for (auto const& host : hosts) {
      auto const name = dns::name::from_text(host);
      if (!name)
         continue;
      auto const addresses = co_await addresses_of(*name);
      for (auto const& address : addresses) {
         if (left-- == 0)
            co_return nullptr;
         direct_question const one{{address}, q};
         auto ask = [&](on_answer then) {
            direct_->ask(one, std::move(then));
         };
         asking<decltype(ask)> asked{ask, alive_};
         auto const said = co_await asked;
         if (!is_silent(*said))
            co_return said;
      }
   }
   co_return nullptr;
}

// The name servers of the zone that the name is in: those of the nearest name upwards that has NS
// records.
base::task<std::vector<std::string>> authority_opinion::hosts_of(dns::name name)
{
   std::vector<std::string> hosts;
   for (std::size_t i = 0; i != most_cuts && hosts.empty() && !name.is_root(); ++i) {
      dns::question const q{name, dns::rrtype::ns};
      auto const a = co_await ask_shared(q);
      hosts = texts_of(*a, "nsdname");
      name = name.parent();
   }
   hosts.resize(std::min(hosts.size(), most_hosts));
   co_return hosts;
}

base::task<std::vector<std::string>> authority_opinion::addresses_of(dns::name host)
{
   std::vector<std::string> all;
   for (auto const type : {dns::rrtype::a, dns::rrtype::aaaa}) {
      dns::question const q{host, type};
      auto const a = co_await ask_shared(q);
      std::ranges::copy(texts_of(*a, "address"), std::back_inserter(all));
   }
   co_return all;
}

base::task<answer_ptr> authority_opinion::ask_shared(dns::question q)
{
   if (auto const found = known_.find(q); found != known_.end())
      co_return found->second;
   auto ask = [&](on_answer then) {
      shared_->ask(q, std::move(then), context_);
   };
   asking<decltype(ask)> asked{ask, alive_};
   auto a = co_await asked;
   upstreams_ |= a->upstreams;
   if (seen_)
      std::ranges::for_each(a->exchanges, seen_);
   known_.insert_or_assign(q, a);
   co_return a;
}

}  // namespace dnslint::resolver
