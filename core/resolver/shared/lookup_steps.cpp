// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/shared/lookup_steps.hpp"

#include "core/base/causes.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace dnslint::resolver {

namespace {

using action = step::action;
using verdict = admission::verdict;

// How often a question is held for its own silence. Twice, since an upstream may come back and fall
// silent again in between.
constexpr unsigned most_times_held = 2;

// Whether no bytes came. An outage explains that as well as a dead name does.
bool is_silence(answer const& got)
{
   if (got.exchanges.empty())
      return false;
   auto const& failure = got.exchanges.back().failure;
   return failure && (*failure == base::causes::timeout || *failure == base::causes::unreachable ||
                      *failure == base::causes::tcp_failed);
}

}  // namespace

lookup_steps::lookup_steps(dns::question const& asked, lookup_terms const& terms)
: asked_{&asked}
, terms_{terms}
{}

void lookup_steps::begin_at(std::size_t upstream)
{
   current_ = attempt{};
   current_.upstream = upstream;
   refusals_ = 0;
   unheard_ = false;
}

void lookup_steps::begin_via(transport via)
{
   begin_at(0);
   current_.via = via;
}

step lookup_steps::admitted(admission const& may, std::string_view where)
{
   switch (may.decision) {
      case verdict::send:
         refusals_ = 0;
         return {action::ask, may.wait};
      case verdict::full:
         return {action::wait};
      case verdict::open:
         if (++refusals_ < terms_.upstreams) {
            move_to((current_.upstream + 1) % terms_.upstreams);
            return {action::admit};
         }
         if (terms_.may_hold && (!at_hand_ || is_silence(*at_hand_)))
            return hold();
         break;
      case verdict::spent:
         break;
   }
   if (!at_hand_) {
      at_hand_.emplace();
      at_hand_->asked = open();
      at_hand_->why =
         base::because(terms_.down, std::string{where} + " has answered nothing for some time");
   } else if (is_unproved(*at_hand_)) {
      return hold();
   }
   auto const ended = part_ended(*std::exchange(at_hand_, std::nullopt));
   return ended.next == action::finish ? step{action::give_up} : ended;
}

step lookup_steps::answered(answer got, std::optional<attempt> const& then, bool is_heard)
{
   if (at_hand_)
      keep_exchanges(*at_hand_);
   unheard_ |= !is_heard;
   if (!then && !is_unproved(got)) {
      at_hand_.reset();
      return part_ended(std::move(got));
   }
   at_hand_ = std::move(got);
   if (!then)
      return hold();
   current_ = *then;
   return {action::admit, current_.wait};
}

// Whether the silence may come from an outage. A dead name is not held for ever, since times_held_
// is bounded.
bool lookup_steps::is_unproved(answer const& got) const
{
   return terms_.may_hold && unheard_ && times_held_ < most_times_held && is_silence(got);
}

step lookup_steps::hold()
{
   ++times_held_;
   if (at_hand_)
      keep_exchanges(*at_hand_);
   at_hand_.reset();
   return {action::hold};
}

step lookup_steps::compare(answer got, attempt const& then)
{
   if (got.state == status::unknown && at_hand_) {
      keep_exchanges(got);
   } else {
      if (at_hand_)
         keep_exchanges(*at_hand_);
      at_hand_ = std::move(got);
   }
   current_ = then;
   return {action::admit, current_.wait};
}

step lookup_steps::stand_by(answer more)
{
   keep_exchanges(more);
   return part_ended(*std::exchange(at_hand_, std::nullopt));
}

step lookup_steps::part_ended(answer a)
{
   if (!terms_.most_chain_steps)
      return end(std::move(a));
   chain_.complete(a, *asked_);
   if (!is_incomplete(a))
      return end(std::move(a));
   auto next = chain_.follow(a, *terms_.most_chain_steps);
   if (!next)
      return end(std::move(a));
   keep_exchanges(a);
   chain_end_ = std::move(next);
   return {action::follow};
}

step lookup_steps::end(answer a)
{
   at_hand_ = std::move(a);
   return {action::finish};
}

void lookup_steps::keep_exchanges(answer& a)
{
   std::ranges::move(a.exchanges, std::back_inserter(exchanges_));
   a.exchanges.clear();
}

answer lookup_steps::take_result()
{
   auto result = *std::exchange(at_hand_, std::nullopt);
   if (!exchanges_.empty()) {
      keep_exchanges(result);
      result.exchanges = std::move(exchanges_);
   }
   return result;
}

}  // namespace dnslint::resolver
