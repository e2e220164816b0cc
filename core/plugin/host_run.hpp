// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/hosts/https.hpp"
#include "core/plugin/command_run.hpp"
#include "core/plugin/fact_builder.hpp"
#include "core/plugin/probe_run.hpp"
#include "core/plugin/settlement.hpp"

#include <dnslint/abi.h>

#include <cstdint>
#include <forward_list>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

// A reply as the plugin holds it: the shared answer, and the texts that were made from it so far.
// The run owns the reply, and the texts live as long as the run.
struct dnslint_reply {
   dnslint::resolver::answer_ptr answer;
   mutable std::forward_list<std::string> texts;
   mutable std::
      map<std::tuple<std::uint32_t, std::uint64_t, std::string, std::uint64_t>, dnslint_value>
         fields;
};

// What came of a request over HTTPS. The run owns it.
struct dnslint_https_reply {
   dnslint::hosts::https_reply reply;
};

// A finding that the plugin is describing. The run owns it.
struct dnslint_finding {
   dnslint::base::finding* about = nullptr;
};

namespace dnslint::plugin {

// The code that a run executes: a probe or a command of the plugin.
struct run_code {
   std::function<dnslint_task*(dnslint_run*)> start;
   void (*destroy)(dnslint_task*) noexcept = nullptr;
};

}  // namespace dnslint::plugin

// One probe on one domain, or one command, from start() until its result is handed over. The run
// keeps itself alive as long as the plugin's task lives, which is for ever if the plugin never
// finishes.
struct dnslint_run : std::enable_shared_from_this<dnslint_run> {
   // `definition` has the needs, powers and deadline, and is borrowed. `in` is null for probes; a
   // command may publish any fact.
   dnslint_run(
      dnslint::plugin::plugin const& p,
      dnslint::plugin::probe_definition const& definition,
      dnslint::plugin::run_code code,
      std::vector<std::string> checks,
      dnslint::plugin::run_environment where,
      std::shared_ptr<dnslint::plugin::command_call> in,
      dnslint::plugin::probe_run::done on_done);

   struct open_question {
      dnslint::dns::question asked;
      dnslint_query_done done = nullptr;
      void* user = nullptr;
   };

   // One over HTTPS.
   struct open_request {
      dnslint_https_done done = nullptr;
      void* user = nullptr;
      dnslint::hosts::https_source::call call = 0;  // 0: not given to the source
   };

   // Remembers the question until the first call of answer() completes it. A run that asks without
   // end is abandoned. Otherwise a run that ignores its answers would keep the loop busy for ever,
   // since answers after the deadline take no time.
   std::uint64_t open(open_question q);
   void answer(std::uint64_t question, dnslint::resolver::answer_ptr a);
   void answer_later(std::uint64_t question, dnslint::resolver::answer_ptr a);

   // The same for requests, which count as questions.
   std::uint64_t open_https(open_request r);
   void reply(std::uint64_t request, dnslint::hosts::https_reply r);
   void fail_later(std::uint64_t request, dnslint::base::cause why);

   std::optional<dnslint::base::cause> missing_power() const;
   void note_question();
   void begin();
   void expire();
   void abandon(dnslint::base::cause why);
   void finish(dnslint_status status, std::string_view why);
   void complete();
   // Adds the facts that were not published: null if the fact is optional and the run went well,
   // else unknown.
   void add_missing_facts(dnslint::facts::map& published) const;

   dnslint::plugin::plugin const* owner;
   dnslint::plugin::probe_definition const* probe;
   dnslint::plugin::run_code code;
   dnslint::plugin::run_environment where;
   std::shared_ptr<dnslint::plugin::command_call> command;  // null if the run is a probe
   dnslint::plugin::probe_run::done on_done;
   dnslint::plugin::fact_builder facts;
   dnslint::plugin::settlement checks;
   std::forward_list<dnslint_finding> findings;
   std::forward_list<dnslint_reply> replies;
   std::map<std::uint64_t, open_question> questions;
   std::forward_list<dnslint_https_reply> https_replies;
   std::map<std::uint64_t, open_request> requests;
   std::uint64_t last_question = 0;  // or request
   dnslint_task* task = nullptr;
   std::shared_ptr<dnslint_run> self;  // set while the plugin may still call; complete() resets it
   dnslint::base::event_loop::time_point deadline{0};
   dnslint::base::event_loop::timer_id timer = 0;
   bool expired = false;
   bool finished = false;
   std::optional<dnslint::base::cause> defect;
};

namespace dnslint::plugin {

extern dnslint_host const host_table;
extern dnslint_command_run const command_table;
extern dnslint_dns const dns_table;
extern dnslint_dns_direct const dns_direct_table;
extern dnslint_https const https_table;
extern dnslint_facts const facts_table;
extern dnslint_findings const findings_table;

// Texts that a plugin writes for people are cut behind so many bytes, so that no zone can fill a
// report.
constexpr std::size_t most_text = 4096;
std::string bounded(std::string_view text);

inline std::string_view from_abi(dnslint_str s) noexcept
{
   return {s.data, static_cast<std::size_t>(s.size)};
}
inline std::string bounded(dnslint_str text)
{
   return bounded(from_abi(text));
}
inline dnslint_str to_abi(std::string_view s) noexcept
{
   return {s.data(), s.size()};
}

// The size of the first form of a struct, which is the least valid `size`. Members that were
// appended later must be checked with DNSLINT_HAS().
template <class T>
constexpr std::uint32_t first_size = 0;
template <>
inline constexpr std::uint32_t first_size<dnslint_value> = offsetof(dnslint_value, text) +
                                                           sizeof(dnslint_str);
template <>
inline constexpr std::uint32_t first_size<dnslint_cause> = offsetof(dnslint_cause, detail) +
                                                           sizeof(dnslint_str);
template <>
inline constexpr std::uint32_t first_size<dnslint_record> = offsetof(dnslint_record, text) +
                                                            sizeof(dnslint_str);

template <>
inline constexpr std::uint32_t first_size<dnslint_direct_question> =
   offsetof(dnslint_direct_question, edns_options) + sizeof(dnslint_str);
template <>
inline constexpr std::uint32_t first_size<dnslint_reply_header> =
   offsetof(dnslint_reply_header, edns_options) + sizeof(dnslint_str);

template <>
inline constexpr std::uint32_t first_size<dnslint_https_request> =
   offsetof(dnslint_https_request, most_bytes) + sizeof(std::uint64_t);
template <>
inline constexpr std::uint32_t first_size<dnslint_https_response> =
   offsetof(dnslint_https_response, body) + sizeof(dnslint_str);
template <>
inline constexpr std::uint32_t first_size<dnslint_https_hop> =
   offsetof(dnslint_https_hop, location) + sizeof(dnslint_str);
template <>
inline constexpr std::uint32_t first_size<dnslint_tls> = offsetof(dnslint_tls, cipher) +
                                                         sizeof(dnslint_str);

template <class T>
bool has_first_form(T const& s) noexcept
{
   static_assert(first_size<T> != 0);
   return s.size >= first_size<T>;
}

base::cause from_abi(dnslint_cause const& c);
void to_abi(base::cause const& c, dnslint_cause& out) noexcept;  // `out` borrows the texts of `c`

}  // namespace dnslint::plugin
