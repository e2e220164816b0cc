// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/domain_audit.hpp"
#include "core/report/domain_json.hpp"
#include "core/scan/board_watch.hpp"
#include "core/scan/rehearsed_audit.hpp"
#include "core/scan/worker_link.hpp"

#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace dnslint::scan {

// What a worker may use before it asks to be replaced: a plugin may leak.
struct worker_limits {
   std::size_t in_flight = 100;                   // domains audited at once
   std::size_t memory = std::size_t{384} << 20U;  // bytes, resident, beyond those at its start
   int descriptors = 3000;
   bool rehearses = false;  // audits are rehearsed (rehearsed_audit.hpp)
};

// Audits what the supervisor hands out, until it says that there is no more; then sends the last
// statistics. Everything is borrowed.
class worker {
public:
   worker(
      audit::environment const& world,
      report::domain_json records,
      worker_link& link,
      board& on,
      board_watch& watch,
      worker_limits const& bounds,
      std::function<statistics()> count);

   // False when the supervisor has gone.
   bool run();

private:
   void take_messages();
   void fill();
   void start(assignment a);
   void finished(std::uint64_t number, audit::domain_record const& d, audit::usage const& used);
   void send_held();
   void tell_drops();
   void beat();
   void watch_use();
   bool is_done() const { return ended_ && waiting_.empty() && open_ == 0; }

   audit::environment const& world_;
   report::domain_json json_;
   worker_link& link_;
   board& board_;
   board_watch& watch_;
   worker_limits limits_;
   std::optional<rehearsed_audits> rehearsed_;
   std::function<statistics()> count_;
   std::deque<assignment> waiting_;
   std::size_t open_ = 0;
   std::vector<finished_domain> held_;  // until the process was looked at
   std::size_t told_drops_ = 0;         // of upstreams
   unsigned beats_ = 0;
   std::size_t began_with_;  // bytes, resident
   bool ended_ = false;
   bool retiring_ = false;
};

}  // namespace dnslint::scan
