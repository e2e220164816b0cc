// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/upstream/upstream_policies.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace dnslint::resolver {

// Chooses the upstream that a question goes to first: the best one, and now and then another one to
// learn how it does. While some upstream answers, a silent upstream gets few questions, since each
// may wait for its whole timeout.
class upstream_choice {
public:
   // Whether look() is due. It is due once in 64 questions and answers.
   bool wants_look() const noexcept { return counted_ % between_looks == 0; }
   void look(std::span<upstream_report const> all) { best_ = best_of(all); }
   void answered() noexcept { ++counted_; }
   std::size_t best() const noexcept { return best_; }

   // The upstream for the next question. `policies(i)` returns the policies of upstream i, which is
   // less than `count`.
   template <class Policies>
   std::size_t next(std::size_t count, Policies const& policies)
   {
      auto const turn = next_turn(count);
      upstream_policies const& known = policies(turn);
      if (known.is_heard() || known.in_flight() < most_unheard)
         return turn;
      return heard(count, policies).value_or(asked_ % count);
   }

   // The best upstream that can be expected to answer; null if there is none.
   template <class Policies>
   std::optional<std::size_t> heard(std::size_t count, Policies const& policies) const
   {
      for (std::size_t i = 0; i != count; ++i)
         if (auto const which = (best_ + i) % count; policies(which).is_heard())
            return which;
      return std::nullopt;
   }

private:
   static constexpr std::uint64_t between_looks = 64;
   // A probe may wait long for a slow upstream, and few domains should have to.
   static constexpr std::uint64_t between_probes = 256;
   // Questions to each upstream before the best one is preferred.
   static constexpr std::uint64_t to_begin_with = 32;
   static constexpr unsigned most_unheard = 8;  // questions in flight to a silent upstream

   std::size_t next_turn(std::size_t count) noexcept
   {
      ++counted_;
      ++asked_;
      if (asked_ <= to_begin_with * count)
         return asked_ % count;
      return asked_ % between_probes == 0 ? (asked_ / between_probes) % count : best_;
   }

   std::uint64_t asked_ = 0;
   std::uint64_t counted_ = 0;  // questions and answers
   std::size_t best_ = 0;
};

}  // namespace dnslint::resolver
