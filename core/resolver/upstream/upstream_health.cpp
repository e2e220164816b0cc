// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/upstream_health.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace dnslint::resolver {

namespace {

using namespace std::chrono_literals;
using fine = upstream_health::fine;

constexpr unsigned enough = 20;  // questions before an upstream is judged
constexpr int smoothing = 8;     // RFC 6298 section 2
constexpr int much_slower = 5;
constexpr fine slow = 100ms;

bool is_dead(upstream_health const& h)
{
   auto const is_given_up = h.breaker != circuit_breaker::condition::closed;
   return h.answered == 0 && (h.unanswered >= enough || is_given_up);
}

bool is_judged(upstream_health const& h)
{
   return h.answered >= enough;
}

bool is_failing(upstream_health const& h)
{
   return is_judged(h) && 2 * (h.servfail + h.refused + h.unproved) > h.answered;
}

// The median of the other upstreams' smoothed round-trip times; the lower of two middle ones.
std::optional<fine> others_median(
   std::span<upstream_report const> all, upstream_report const& except)
{
   std::vector<fine> rtts;
   for (auto const& r : all)
      if (&r != &except && is_judged(r.health) && !is_failing(r.health))
         rtts.push_back(r.health.smoothed_rtt);
   if (rtts.empty())
      return std::nullopt;
   auto const middle = rtts.begin() + static_cast<std::ptrdiff_t>((rtts.size() - 1) / 2);
   std::ranges::nth_element(rtts, middle);
   return *middle;
}

long in_milliseconds(fine rtt)
{
   return static_cast<long>(std::chrono::round<std::chrono::milliseconds>(rtt).count());
}

upstream_remark dead(upstream_report const& r)
{
   return {
      r.where,
      r.health.unanswered < enough
         ? std::string{"answers nothing, not even what every resolver knows, while others answer"}
         : fmt::format("answered none of {} questions, while others answer", r.health.unanswered),
      "Check its address and whether a firewall lets DNS through to it, or leave it out."};
}

upstream_remark lying(upstream_report const& r)
{
   return {
      r.where,
      fmt::format(
         "gave {} of {} answers that prove nothing, while others do not",
         r.health.unproved,
         r.health.answered),
      "It may filter or rewrite answers: ask another one, or leave it out."};
}

upstream_remark failing(upstream_report const& r)
{
   auto const& h = r.health;
   if (h.unproved > h.servfail + h.refused)
      return lying(r);
   auto const refuses = h.refused > h.servfail;
   return {
      r.where,
      fmt::format(
         "answered {} of {} questions with {}, while others do not",
         refuses ? h.refused : h.servfail,
         h.answered,
         refuses ? "REFUSED" : "SERVFAIL"),
      refuses ? "Ask its operator to let this address use it, or leave it out."
              : "See its log for what fails, often validation or its way to the Internet, or leave "
                "it out."};
}

upstream_remark dropped(upstream_report const& r)
{
   return {
      r.where,
      r.health.dropped == drop_reason::control
         ? std::string{"denies what the root zone surely has, so it is not believed"}
         : std::
              string{"stood against other resolvers in five zones that have no servers in common, "
                     "so it is not believed"},
      "It filters or makes up answers: leave it out."};
}

upstream_remark asked_too_fast(upstream_report const& r)
{
   return {
      r.where,
      fmt::format(
         "refused {} of {} questions and answered the others, so it was asked more slowly",
         r.health.refused,
         r.health.answered),
      "It limits how fast it is asked: stay below that with --rate, or ask its operator."};
}

upstream_remark too_slow(upstream_report const& r, fine median)
{
   return {
      r.where,
      fmt::format(
         "takes {} ms for an answer, others {} ms",
         in_milliseconds(r.health.smoothed_rtt),
         in_milliseconds(median)),
      "Leave it out, or see whether it is overloaded or far away."};
}

std::optional<upstream_remark> remark_on(
   upstream_report const& r, std::span<upstream_report const> all)
{
   auto const others_are = [&](auto const& well) {
      return std::ranges::any_of(all, [&](upstream_report const& other) {
         return &other != &r && well(other.health);
      });
   };
   if (r.health.dropped != drop_reason::none)
      return dropped(r);
   if (is_dead(r.health) && others_are([](auto const& h) {
          return h.answered > 0;
       }))
      return dead(r);
   if (r.health.times_slowed != 0)
      return asked_too_fast(r);
   if (is_failing(r.health) && others_are([](auto const& h) {
          return is_judged(h) && !is_failing(h);
       }))
      return failing(r);
   auto const median = others_median(all, r);
   auto const rtt = r.health.smoothed_rtt;
   if (median && is_judged(r.health) && rtt > slow && rtt > much_slower * *median)
      return too_slow(r, *median);
   return std::nullopt;
}

}  // namespace

void upstream_health::note(reply result, fine rtt) noexcept
{
   if (result == reply::withdrawn)
      return;
   if (result == reply::none) {
      ++unanswered;
      return;
   }
   ++answered;
   unproved += result == reply::unproved ? 1 : 0;
   servfail += result == reply::servfail ? 1 : 0;
   refused += result == reply::refused ? 1 : 0;
   if (result != reply::answered)
      return;
   auto const first = answered - servfail - refused - unproved == 1;
   smoothed_rtt = first ? rtt : smoothed_rtt + (rtt - smoothed_rtt) / smoothing;
   least_rtt = first ? rtt : std::min(least_rtt, rtt);
}

std::size_t best_of(std::span<upstream_report const> all)
{
   auto const well = std::ranges::find_if(all, [&](upstream_report const& r) {
      return !remark_on(r, all);
   });
   return well == all.end() ? 0 : static_cast<std::size_t>(well - all.begin());
}

std::vector<upstream_remark> remarks_on(std::span<upstream_report const> all)
{
   std::vector<upstream_remark> remarks;
   for (auto const& r : all)
      if (auto remark = remark_on(r, all))
         remarks.push_back(*std::move(remark));
   return remarks;
}

}  // namespace dnslint::resolver
