// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/finding.hpp"
#include "core/audit/list_columns.hpp"
#include "core/audit/public_suffix.hpp"
#include "core/audit/server_turns.hpp"
#include "core/plugin/phase_watch.hpp"
#include "core/resolver/shared/resolver.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::hosts {
class https_source;
}

namespace dnslint::audit {

struct plan;

// Everything that an audit uses. All of it is borrowed and outlives the audit.
struct environment {
   audit::plan const* plan = nullptr;
   public_suffix_list const* suffixes = nullptr;
   resolver::shared_resolver* resolver = nullptr;
   resolver::direct_resolver* direct = nullptr;  // may be none
   std::optional<base::cause> why_no_direct;     // null: it was not granted
   hosts::https_source* https = nullptr;         // may be none
   std::chrono::sys_seconds now{};
   resolver::domain_budget budget{};
   server_turns* turns = nullptr;  // null: domains do not wait for each other
   resolver::observer seen;        // may be empty
   // Gets what the resolver has answered, at the end of each audit; may be empty.
   std::function<void(std::vector<resolver::answer_ptr>)> answers;
   std::function<void(std::string_view domain, std::string_view text)> log;  // may be empty
   plugin::phase_watch* watch = nullptr;                                     // may be none
};

// A probe that must not run on a domain, by its place in the plan.
struct left_out_probe {
   std::size_t probe = 0;
   base::cause why;
};

struct subject {
   dns::name name;
   std::string input;                                      // as the user gave it
   std::size_t line = 0;                                   // of the list
   std::shared_ptr<list_columns const> columns = nullptr;  // of the list; null when it has none
   std::uint64_t number = 0;  // of the domain in the run, for the watch
   std::vector<left_out_probe> left_out{};
};

// What one audit used. It goes into the run's statistics and not into the record.
struct usage {
   unsigned questions = 0;
   resolver::upstream_set upstreams = 0;  // whose answers it rests on
};

// Audits one domain: finds its zone, runs every probe as soon as the facts that it needs are there,
// asks the lookups, judges and scores. Calls `done` once, from the loop.
using audit_done = std::function<void(domain_record, usage)>;
void audit_once(environment const& world, subject about, audit_done done);

// The same, but begun anew when an outage of all upstreams came in between, or one of them was
// dropped: what was found out by then, deadlines that passed included, is worth nothing.
void audit_domain(environment const& world, subject about, audit_done done);

// The record of a domain whose audit was given up, without asking anything: every check is unknown
// for this reason.
domain_record give_up(plan const& plan, subject audited, base::cause const& why);

}  // namespace dnslint::audit
