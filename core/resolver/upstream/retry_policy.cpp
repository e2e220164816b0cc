// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/retry_policy.hpp"

#include "core/base/causes.hpp"

#include <algorithm>

namespace dnslint::resolver {

namespace {

using duration = base::event_loop::duration;

constexpr duration longest_back_off{30'000};
// A connection over a path that loses packets needs time to send them again. TCP waits 200 ms
// before it does so, twice as long each further time, and one second before the connection is open.
constexpr duration time_of_tcp{15'000};
constexpr unsigned least_patience = 5;
constexpr std::uint64_t jitter_steps = 1024;

// Whether the answer is final: asking again would bring the same.
bool stands(answer const& got)
{
   return got.state != status::unknown || got.why.kind == base::cause_class::withheld ||
          got.why == base::causes::incomplete_chain || got.why == base::causes::cname_loop;
}

// A server that does not know EDNS answers FORMERR or NOTIMP (RFC 6891 section 7). A server that
// does not know version 0 has not understood EDNS either.
bool may_mind_edns(answer const& got)
{
   return got.code == dns::rcode::formerr || got.code == dns::rcode::notimp ||
          got.code == dns::rcode::badvers;
}

// Whether the answer is not believed. The same upstream would give it again, but another one may
// not.
bool is_disbelieved(answer const& got)
{
   return got.why == base::causes::nxdomain_rewritten || got.why == base::causes::contradiction ||
          got.why == base::causes::control_failed;
}

}  // namespace

bool needs_a_stream(answer const& got)
{
   return got.why == base::causes::truncated || got.why == base::causes::case_folded ||
          got.why == base::causes::no_cookie || got.code == dns::rcode::badcookie;
}

unsigned patience_with_tcp(policy const& asking)
{
   auto const each = std::max(asking.timeout, duration{1});
   auto const times = (time_of_tcp + each - duration{1}) / each;
   return std::max(least_patience, static_cast<unsigned>(times));
}

duration back_off_before(unsigned number, policy const& asking, std::uint64_t jitter)
{
   auto wait = std::clamp(asking.back_off, duration{0}, longest_back_off);
   for (auto i = 2U; i < number && wait < longest_back_off; ++i)
      wait = std::min(wait * 2, longest_back_off);
   auto const most_off = wait / 2;
   auto const part = static_cast<duration::rep>(jitter % jitter_steps);
   return wait - most_off * part / static_cast<duration::rep>(jitter_steps);
}

std::optional<attempt> next_attempt(
   attempt const& made,
   answer const& got,
   policy const& asking,
   std::size_t upstreams,
   std::uint64_t jitter)
{
   if (stands(got))
      return std::nullopt;
   auto const can_change = made.via == transport::udp && got.via() != transport::tls;
   if (can_change && got.code == dns::rcode::badcookie && !made.new_cookie) {
      auto again = made;
      again.wait = duration{0};
      again.new_cookie = true;
      return again;
   }
   if (can_change && needs_a_stream(got))
      return attempt{made.number, made.upstream, transport::tcp, duration{0}, made.edns};
   if (made.edns && may_mind_edns(got))
      return attempt{made.number + 1, made.upstream, made.via, duration{0}, false};
   if (upstreams == 0 || (is_disbelieved(got) && made.number >= upstreams))
      return std::nullopt;
   if (made.number >= asking.tries) {
      auto const by_tcp =
         asking.tcp_after_silence && can_change && got.why == base::causes::timeout;
      return by_tcp ? std::optional{attempt{
                         made.number + 1,
                         made.upstream,
                         transport::tcp,
                         duration{0},
                         made.edns,
                         patience_with_tcp(asking)}}
                    : std::nullopt;
   }
   auto const number = made.number + 1;
   // An upstream that was not asked yet need not be spared. After a lost datagram the wait is
   // short, since the question may not have reached the upstream.
   auto const is_lost = asking.tcp_after_silence && got.why == base::causes::timeout;
   auto const wait =
      number <= upstreams ? duration{0} : back_off_before(is_lost ? 2 : number, asking, jitter);
   return attempt{number, (made.upstream + 1) % upstreams, made.via, wait};
}

}  // namespace dnslint::resolver
