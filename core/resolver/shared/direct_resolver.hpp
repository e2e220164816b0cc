// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/task.hpp"
#include "core/resolver/answers/server_address.hpp"
#include "core/resolver/shared/resolver.hpp"
#include "core/resolver/upstream/retry_policy.hpp"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace dnslint::resolver {

// A question to one name server by its address, put as the asker wants it: most often to see what
// an authoritative server says, so not recursive.
struct direct_question {
   server_address server;
   dns::question asked;
   dns::query_form form{.rd = false};
   transport via = transport::udp;
   bool truncated_will_do = false;  // else TCP follows a truncated answer

   bool operator==(direct_question const&) const = default;
   auto operator<=>(direct_question const&) const = default;
};

struct direct_limits {
   // Of each server: some answer slowly when asked fast, and they are not ours. REFUSED slows
   // nothing: a server says so of every zone that it does not have. Null where there is none to be
   // spared.
   std::optional<upstream_limits> each = upstream_limits{
      .per_second = 20,
      .window = {.first = 8, .least = 4, .most = 32},
      .breaker = {.domains = 8},
      .refusals = {.most_refused_percent = 100}};
   policy how{};
   // Questions that may wait for a server: what is asked beyond is not asked at all, since it would
   // wait longer than anybody who asks.
   std::size_t most_waiting = 400;
   std::size_t most_servers = 1024;  // that are remembered; those longest unasked are forgotten
   std::size_t most_results = 65'536;
   std::uint64_t most_bytes = 64ULL << 20U;         // of results
   base::event_loop::duration most_age{3'600'000};  // of a result
   // Zones are written by strangers, who may name hosts of the user's own network.
   bool only_global = true;
};

// Asks any name server, for all domains of a run: an equal question is asked once and its answer
// shared. Whatever a server says stands, since how it answers is what is looked at; only silence is
// tried again. Borrows the loop.
class direct_resolver {
public:
   using connect = std::function<std::unique_ptr<source>(server_address const&)>;

   // Told of a question that ended without an exchange, and why.
   using unasked = std::function<void(direct_question const&, base::cause const&)>;

   direct_resolver(
      base::event_loop& loop, connect to, direct_limits const& limits, unasked tell = {});
   direct_resolver(direct_resolver const&) = delete;
   direct_resolver& operator=(direct_resolver const&) = delete;
   ~direct_resolver();

   // Never inline; exactly once, unless this is destroyed before.
   void ask(direct_question const& q, on_answer on_done);

   std::uint64_t exchanges() const noexcept { return exchanges_; }
   std::uint64_t shared() const noexcept { return shared_; }  // answered by an earlier question
   std::vector<upstream_report> servers() const;

private:
   struct server;
   struct entry {
      answer_ptr known;
      base::event_loop::time_point since{0};
      std::vector<on_answer> waiting;
      base::task<> work;
   };
   using table = std::map<direct_question, entry>;

   base::task<> find_out(direct_question const& q);
   base::task<answer> try_out(direct_question const& q, server& at);
   base::task<bool> enter(server& at, bool again);
   void settle(server& at, answer const& got);
   void wake_one(server& at);
   void refuse(direct_question const& q, on_answer on_done);
   server& server_of(server_address const& address);
   void forget_servers();
   void end(direct_question const& q, answer&& a);
   void tell(direct_question const& q);
   void forget_results();

   base::event_loop* loop_;
   connect connect_;
   direct_limits limits_;
   unasked tell_unasked_;
   std::uint64_t exchanges_ = 0;
   std::uint64_t shared_ = 0;
   std::uint64_t bytes_ = 0;
   std::uint64_t turn_ = 0;
   table results_;
   std::deque<table::iterator> known_;  // the oldest first
   std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
   std::map<server_address, std::unique_ptr<server>>
      servers_;  // destroyed first: they know the rest
};

// What follows on a server's answer; null when it stands.
std::optional<attempt> next_direct_attempt(
   attempt const& made, answer const& got, direct_question const& q, policy const& how);

}  // namespace dnslint::resolver
