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

// What is tried of each upstream, once, before a scan.
enum class trial_step : std::uint8_t {
   small,    // . SOA: does it answer, and does it reach the root
   missing,  // an address of a name that does not exist
   large,    // . DNSKEY with signatures, over UDP
   stream    // . SOA over TCP
};
constexpr std::size_t trial_steps = 4;

struct trial_question {
   dns::question asked;
   dns::query_form form;
   transport via = transport::udp;
};
// `label` is random: <label>.com is asked for, as resolvers know by themselves that nothing is
// below .invalid (RFC 6761 section 6.4), so that one who rewrites would not show.
std::array<trial_question, trial_steps> trial_questions(std::string_view label);

enum class trial_verdict : std::uint8_t { unknown, good, bad };

// What one upstream is like. What was not answered, or not so that it tells, is unknown.
struct upstream_trial {
   bool answered = false;                            // anything
   bool reaches_root = false;                        // it gave the SOA of the root
   trial_verdict root = trial_verdict::unknown;      // bad: it denies the SOA record of the root
   trial_verdict nxdomain = trial_verdict::unknown;  // bad: addresses for what does not exist
   trial_verdict tcp = trial_verdict::unknown;       // bad: UDP was answered, and TCP was not
   trial_verdict large = trial_verdict::unknown;     // bad: only what is small is answered over UDP
   trial_verdict dnssec = trial_verdict::unknown;    // bad: no signatures although DO was set
   trial_verdict validates = trial_verdict::unknown;  // bad: AD is not set for what is signed
   bool proves_root_absent = false;   // it denied the SOA record of the root with another one
   std::vector<std::string> made_up;  // RDATA of the addresses, when it rewrites
};
// By what came of trial_questions(), in their order.
upstream_trial judge_trial(std::array<exchange, trial_steps> const& made);

// A server of the root asked by itself: whether port 53 is open, and nobody answers in its place.
enum class port_53 : std::uint8_t { unknown, open, blocked, intercepted };
std::string_view to_text(port_53 p);
// `root_is_reached`: by an upstream, so that the Internet is there.
port_53 judge_port_53(exchange const& made, bool root_is_reached);

// Whether an answer to a question for the SOA record of the root denies it, proved or not.
bool denies_root(answer const& got);

// Whether the trial has shown that nothing the upstream says may be believed: it denies what the
// root zone surely has, and proves that, or makes up addresses besides.
bool is_liar(upstream_trial const& of);

// Why an answer of an upstream that lies is not believed: all that a liar says, and of one that
// rewrites its NXDOMAIN and the addresses that it makes up. Null when it may be believed.
std::optional<base::cause> doubt(upstream_trial const& of, answer const& got);

// For reports: {"nxdomain", "kept"}, ...
std::vector<std::pair<std::string, std::string>> trial_words(upstream_trial const& t);

// What people have to know of it: what is wrong, and what follows. Nothing when all is well, or
// unknown.
struct trial_remark {
   std::string remark;  // behind the upstream's name
   std::string advice;
};
std::vector<trial_remark> remarks_on(upstream_trial const& t);

}  // namespace dnslint::resolver
