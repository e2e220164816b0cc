// SPDX-License-Identifier: Apache-2.0
#include "core/base/causes.hpp"
#include "core/resolver/shared/authority_opinion.hpp"
#include "core/resolver/shared/direct_resolver.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace dnslint::resolver {
namespace {

bool begins_with(dns::name const& n, dns::name const& first)
{
   auto const labels = first.wire().substr(0, first.wire().size() - 1);
   return !labels.empty() && n.wire().starts_with(labels);
}

// Names within the domain, and names made of it at somebody else's
// (example.com._report._dmarc.receiver.example), are asked about for this domain alone.
bool recurs(dns::name const& asked, dns::name const& domain)
{
   return !asked.is_subdomain_of(domain) && !begins_with(asked, domain);
}

}  // namespace

domain_memo::domain_memo(
   shared_resolver& shared, domain_budget const& budget, observer seen, dns::name const& domain)
: shared_{&shared}
, budget_{budget}
, seen_{std::move(seen)}
, domain_{domain}
, domain_key_{std::hash<dns::name>{}(domain)}
, end_{shared.loop().now() + budget.time}
{}

std::optional<base::cause> domain_memo::over_budget() const
{
   if (used_ >= budget_.questions)
      return base::because(
         base::causes::budget, fmt::format("{} questions were allowed", budget_.questions));
   if (bytes_ >= budget_.bytes)
      return base::because(
         base::causes::budget, fmt::format("{} bytes of answers were allowed", budget_.bytes));
   if (shared_->loop().now() >= end_)
      return base::because(
         base::causes::budget,
         fmt::format(
            "{} s were allowed",
            std::chrono::duration_cast<std::chrono::seconds>(budget_.time).count()));
   return std::nullopt;
}

void domain_memo::ask(dns::question const& q, on_answer on_done, unsigned most_tries)
{
   auto& stats = shared_->stats();
   ++stats.questions;
   if (auto why = over_budget()) {
      ++stats.unknown;
      return complete(make_unknown(q, *std::move(why)), std::move(on_done));
   }
   ++used_;
   if (auto* const known = find(q)) {
      ++stats.memo_hits;
      if (known->known)
         return complete(known->known, std::move(on_done));
      known->waiting.push_back(std::move(on_done));
      return;
   }
   entries_[q.asked].emplace_back(q.type, entry{nullptr, {std::move(on_done)}});
   shared_->ask(
      q,
      [this, alive = std::weak_ptr{alive_}](answer_ptr const& a) {
         if (!alive.expired())
            answered(a);
      },
      {domain_key_, recurs(q.asked, domain_), most_tries, place_});
}

void domain_memo::hear_authority(direct_resolver& direct)
{
   authority_ =
      std::make_shared<authority_opinion>(*shared_, direct, question_context{domain_key_}, seen_);
}

upstream_set domain_memo::upstreams() const noexcept
{
   return upstreams_ | (authority_ ? authority_->upstreams() : 0);
}

void domain_memo::answered(answer_ptr const& a)
{
   constexpr unsigned most_opinions = 16;
   if (!authority_ || !wants_authority(*a) || over_budget() || opinions_ == most_opinions)
      return settle(a->asked, a);
   ++opinions_;
   authority_->ask(a, [this](answer_ptr const& believed) {
      settle(believed->asked, believed);
   });
}

domain_memo::entry* domain_memo::find(dns::question const& q)
{
   auto const at_name = entries_.find(q.asked);
   if (at_name == entries_.end())
      return nullptr;
   auto& types = at_name->second;
   auto const found = std::ranges::find(types, q.type, &std::pair<dns::rrtype, entry>::first);
   return found == types.end() ? nullptr : &found->second;
}

void domain_memo::complete(answer_ptr a, on_answer on_done)
{
   shared_->loop().post(
      [a = std::move(a), on_done = std::move(on_done), alive = std::weak_ptr{alive_}] {
         if (!alive.expired())
            on_done(a);
      });
}

void domain_memo::ask_direct(direct_resolver& direct, direct_question const& q, on_answer on_done)
{
   ++shared_->stats().questions;
   if (auto why = over_budget())
      return complete(make_unknown(q.asked, *std::move(why)), std::move(on_done));
   ++used_;
   direct.ask(
      q,
      [this, at = q.server, on_done = std::move(on_done), alive = std::weak_ptr{alive_}](
         answer_ptr const& a) {
         if (alive.expired())
            return;
         use(*a, &at);
         on_done(a);
      });
}

void domain_memo::use(answer const& a, server_address const* at)
{
   upstreams_ |= a.upstreams;
   for (auto const& e : a.exchanges)
      bytes_ += e.wire.size();
   if (seen_)
      show(a, at);
}

void domain_memo::settle(dns::question const& q, answer_ptr const& a)
{
   auto* const open = find(q);
   open->known = a;
   if (q.type == dns::rrtype::soa && domain_.is_subdomain_of(q.asked))
      place_->learn(*a);
   use(*a);
   auto const waiting = std::exchange(open->waiting, {});
   // Each callback may ask again or destroy the memo.
   auto const alive = std::weak_ptr{alive_};
   for (auto const& tell : waiting)
      if (!alive.expired())
         tell(a);
}

// An answer without exchanges is shown as one failed exchange.
void domain_memo::show(answer const& a, server_address const* at) const
{
   std::ranges::for_each(a.exchanges, seen_);
   if (!a.exchanges.empty())
      return;
   exchange none;
   none.asked = a.asked;
   none.sent = none.received = shared_->loop().now();
   none.failure = a.why;
   if (at != nullptr)
      none.destination = at->to_text();
   seen_(none);
}

std::vector<answer_ptr> domain_memo::answers() const
{
   std::vector<answer_ptr> known;
   for (auto const& [name, types] : entries_)
      for (auto const& [type, e] : types)
         if (e.known)
            known.push_back(e.known);
   std::ranges::sort(
      known, {}, [](answer_ptr const& a) -> auto const& { return a->asked; });
   return known;
}

}  // namespace dnslint::resolver
