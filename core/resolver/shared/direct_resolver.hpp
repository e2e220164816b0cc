// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/task.hpp"
#include "core/resolver/answers/server_address.hpp"
#include "core/resolver/shared/lookup_steps.hpp"
#include "core/resolver/shared/resolver.hpp"
#include "core/resolver/upstream/retry_policy.hpp"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace dnslint::resolver {

// A question to one name server at a given address. By default it is not recursive, since most
// askers want to see what an authoritative server says.
struct direct_question {
   server_address server;
   dns::question asked;
   dns::query_form form{.rd = false};
   transport via = transport::udp;
   bool truncated_will_do = false;  // if false, TCP follows a truncated answer

   bool operator==(direct_question const&) const = default;
   auto operator<=>(direct_question const&) const = default;
};

struct direct_limits {
   // The limits of each server. Servers belong to strangers, and some answer slowly when they are
   // asked fast. REFUSED slows nothing, since a server says so of every zone that it does not have.
   // Null where no server has to be spared.
   std::optional<upstream_limits> each = upstream_limits{
      .per_second = 20,
      .window = {.first = 8, .least = 4, .most = 32},
      .breaker = {.domains = 8},
      .refusals = {.most_refused_percent = 100}};
   policy asking{};
   // How many questions may wait for a server. A further one is not asked at all: it would wait
   // longer than anybody who asks it.
   std::size_t most_waiting = 400;
   // Servers that are remembered. The least recently asked ones are forgotten.
   std::size_t most_servers = 1024;
   std::size_t most_results = 65'536;
   std::uint64_t most_bytes = 64ULL << 20U;         // all results together
   base::event_loop::duration most_age{3'600'000};  // how long a result is given to others
   // Zones are written by strangers, who may name hosts of the user's own network.
   bool only_global = true;
};

// Asks any name server for all domains of a run. An equal question is asked once, and its answer is
// shared. Every answer stands as it is, since callers want to know how the server answers. Only
// silence is tried again. Borrows the loop.
class direct_resolver {
public:
   using connect = std::function<std::unique_ptr<source>(server_address const&)>;

   // Called for each question that ended without an exchange, with the cause.
   using unasked = std::function<void(direct_question const&, base::cause const&)>;

   direct_resolver(
      base::event_loop& loop, connect to, direct_limits const& limits, unasked tell = {});
   direct_resolver(direct_resolver const&) = delete;
   direct_resolver& operator=(direct_resolver const&) = delete;
   ~direct_resolver();

   // Calls `on_done` exactly once and never inline, unless this object is destroyed before.
   void ask(direct_question const& q, on_answer on_done);

   std::uint64_t exchanges() const noexcept { return exchanges_; }
   // Questions that an earlier exchange answered.
   std::uint64_t shared() const noexcept { return shared_; }
   std::vector<upstream_report> servers() const;

private:
   struct server;
   struct driver;
   struct entry {
      direct_question const* key = nullptr;  // owned by the table
      server* at = nullptr;
      std::optional<lookup_steps> steps;
      answer_ptr known;
      base::event_loop::time_point since{0};
      std::vector<on_answer> waiting;
      base::task<> work;
   };
   using table = std::map<direct_question, entry>;

   void begin(entry& e);
   step admit(entry& e);
   step received(entry& e, exchange made);
   void found_out(entry& e);
   void note_end(server& at, answer const& got);
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
   std::unique_ptr<driver> driver_;
   table results_;
   std::deque<table::iterator> known_;  // the oldest first
   std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
   std::map<server_address, std::unique_ptr<server>>
      servers_;  // destroyed first, since they refer to the other members
};

// The attempt that follows on a server's answer; null if the answer stands.
std::optional<attempt> next_direct_attempt(
   attempt const& made, answer const& got, direct_question const& q, policy const& asking);

}  // namespace dnslint::resolver
