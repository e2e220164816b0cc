// SPDX-License-Identifier: Apache-2.0
// How the shared resolver compares the answers of several upstreams.
#include "core/base/causes.hpp"
#include "core/resolver/shared/resolver_state.hpp"

#include <utility>

namespace dnslint::resolver {

namespace {

dns::question const root_soa{{}, dns::rrtype::soa};

upstream_trust::kind kind_of(answer const& got)
{
   return got.state == status::records ? upstream_trust::kind::records
                                       : upstream_trust::kind::denial;
}

}  // namespace

// Asks another upstream if the answers must be compared. Null if the comparison changes nothing:
// then the retry policy decides whether `got` stands.
std::optional<step> shared_resolver::state::compare(
   lookup& l, answer& got, std::optional<attempt> const& then)
{
   auto const& made = l.steps->current();
   auto const is_news = !l.compared || !l.compared->was_asked(made.upstream);
   if (got.state == status::unknown || !is_news) {
      if (!l.compared)
         return std::nullopt;
      // The attempt goes on with the same upstream, for example over TCP.
      if (then && then->upstream == made.upstream && then->number == made.number)
         return l.steps->compare(std::move(got), *then);
      l.compared->abstained(made.upstream);
   } else {
      if (!l.compared && !upstream_of(l).trust.wants_comparison(kind_of(got)))
         return std::nullopt;
      if (!l.compared)
         l.compared.emplace();
      l.compared->add(made.upstream, got);
      if (l.compared->is_agreed()) {
         note_agreement(l, got);
         return std::nullopt;
      }
   }
   if (auto const other = upstreams_.comparable(*l.compared))
      return l.steps->compare(std::move(got), {made.number + 1, *other});
   if (l.compared->is_disputed())
      return dispute(l, std::move(got));
   return got.state == status::unknown ? std::optional{l.steps->stand_by(std::move(got))}
                                       : std::nullopt;
}

void shared_resolver::state::note_agreement(lookup const& l, answer const& got)
{
   auto const seen = l.context.seen ? l.context.seen->servers() : 0;
   upstream_trust::place const at{
      std::hash<dns::name>{}(got.asked.asked.suffix(2)), seen != 0 ? seen : servers_of(got)};
   for (auto const which : l.compared->agreeing())
      upstreams_.at(which).trust.confirmed(kind_of(got));
   for (auto const which : l.compared->dissenting()) {
      upstreams_.at(which).trust.contradicted(at);
      look_at(which);
   }
   for (auto const which : l.compared->differing()) {
      upstreams_.at(which).trust.disputed();
      look_at(which);
   }
}

step shared_resolver::state::dispute(lookup& l, answer got)
{
   got.state = status::unknown;
   got.why = base::because(
      base::causes::contradiction,
      l.compared->is_about_content() ? "two resolvers have different records"
                                     : "one resolver denies what another one has");
   for (std::size_t i = 0; i != upstreams_.size(); ++i)
      if (l.compared->was_asked(i)) {
         upstreams_.at(i).trust.disputed();
         look_at(i);
      }
   return l.steps->answered(std::move(got), std::nullopt, true);
}

void shared_resolver::state::drop(upstream_drops const& all)
{
   for (auto const& drop : all)
      if (drop.upstream < upstreams_.size() && upstreams_.at(drop.upstream).policies) {
         upstreams_.at(drop.upstream).trust.drop(drop.why == drop_reason::control);
         look_at(drop.upstream);
      }
}

// Asks a control if one is due, and drops an upstream that is not trusted any more.
void shared_resolver::state::look_at(std::size_t which)
{
   auto& member = upstreams_.at(which);
   if (member.trust.is_dropped() && member.policies->health().dropped == drop_reason::none) {
      upstreams_.drop(which);
      dropped_.push_back({static_cast<std::uint8_t>(which), member.policies->health().dropped});
      if (cache_)
         cache_.emplace(*asking.cache, asking.cache_key);
   }
   if (!member.trust.wants_control())
      return;
   ++stats.exchanges;
   member.from->ask(
      request{
         .asked = root_soa, .via = transport::udp, .timeout = asking.timeout, .is_trial = true},
      [this, which](exchange e) {
         upstreams_.at(which).trust.control_ended(denies_root(interpret(std::move(e))));
         look_at(which);
      });
}

}  // namespace dnslint::resolver
