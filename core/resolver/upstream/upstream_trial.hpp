// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/answer.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::resolver {

// The questions by which each upstream is tried once before a scan.
enum class trial_step : std::uint8_t {
   small,    // . SOA: whether it answers and reaches the root
   missing,  // the address of a name that does not exist
   large,    // . DNSKEY with signatures, over UDP
   stream    // . SOA over TCP
};
constexpr std::size_t trial_steps = 4;

struct trial_question {
   dns::question asked;
   dns::query_form form;
   transport via = transport::udp;
};
// The question for a missing name is about <label>.com, where `label` is random. A name below
// .invalid would not do: resolvers answer it by themselves (RFC 6761 section 6.4), so that a
// resolver that rewrites NXDOMAIN would not show.
std::array<trial_question, trial_steps> trial_questions(std::string_view label);

enum class trial_verdict : std::uint8_t { unknown, good, bad };

// The properties of one upstream. A property is unknown if its question was not answered, or if the
// answer does not tell.
struct upstream_trial {
   bool answered = false;                        // any of the questions
   bool reaches_root = false;                    // it gave the SOA record of the root
   trial_verdict root = trial_verdict::unknown;  // bad: it denies the SOA record of the root
   // Bad: it gives addresses for names that do not exist.
   trial_verdict nxdomain = trial_verdict::unknown;
   trial_verdict tcp = trial_verdict::unknown;    // bad: it answers over UDP, but not over TCP
   trial_verdict large = trial_verdict::unknown;  // bad: large answers over UDP do not arrive
   // Bad: it sends no signatures although DO was set.
   trial_verdict dnssec = trial_verdict::unknown;
   trial_verdict validates = trial_verdict::unknown;  // bad: it does not set AD for signed records
   // It denied the SOA record of the root and sent another SOA record as proof.
   bool proves_root_absent = false;
   std::vector<std::string> made_up;  // RDATA of the addresses that it gives instead of NXDOMAIN
};
// Judges an upstream by the exchanges of trial_questions(), in the same order.
upstream_trial judge_trial(std::array<exchange, trial_steps> const& made);

// What a question to a server of the root shows: whether port 53 is open, or somebody answers in
// the server's place.
enum class port_53 : std::uint8_t { unknown, open, blocked, intercepted };
std::string_view to_text(port_53 p);
// `root_is_reached` says that an upstream reached the root, so that the Internet is reachable.
port_53 judge_port_53(exchange const& made, bool root_is_reached);

// Whether an answer to the question for the root's SOA record denies it, with or without proof.
bool denies_root(answer const& got);

// Whether the trial has shown that no answer of the upstream may be believed. That is so when it
// denies the SOA record of the root and either sends a proof or also makes up addresses.
bool is_liar(upstream_trial const& of);

// Why an answer of a tried upstream is not believed; null if it may be believed. Of a liar no
// answer is believed. Of an upstream that rewrites NXDOMAIN, the made-up addresses and NXDOMAIN
// without AD are not believed.
std::optional<base::cause> doubt(upstream_trial const& of, answer const& got);

// The properties and their values as reports name them: {"nxdomain", "kept"} and so on.
std::vector<std::pair<std::string, std::string>> trial_words(upstream_trial const& t);

// A problem of an upstream and what to do about it. There is none if all properties are good or
// unknown.
struct trial_remark {
   std::string remark;  // follows the upstream's name
   std::string advice;
};
std::vector<trial_remark> remarks_on(upstream_trial const& t);

}  // namespace dnslint::resolver
