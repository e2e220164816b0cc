// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/outcome.hpp"

#include <array>
#include <utility>

namespace dnslint::base {

// A cause that the engine itself gives. The codes of plugins are theirs, and text.
struct known_cause {
   cause_class kind = cause_class::internal;
   std::string_view code;

   bool operator==(known_cause const&) const = default;
};

// Each has the name of its code, with '_' for '-'. docs/causes.md says what they mean; a test holds
// that page, this table and the codes in core/ together.
namespace causes {

inline constexpr known_cause timeout{cause_class::transient, "timeout"};
inline constexpr known_cause servfail{cause_class::transient, "servfail"};
inline constexpr known_cause bogus{cause_class::transient, "bogus"};
inline constexpr known_cause refused{cause_class::transient, "refused"};
inline constexpr known_cause formerr{cause_class::transient, "formerr"};
inline constexpr known_cause notimp{cause_class::transient, "notimp"};
inline constexpr known_cause unexpected_rcode{cause_class::transient, "unexpected-rcode"};
inline constexpr known_cause filtered{cause_class::transient, "filtered"};
inline constexpr known_cause stale{cause_class::transient, "stale"};
inline constexpr known_cause lame{cause_class::transient, "lame"};
inline constexpr known_cause no_soa{cause_class::transient, "no-soa"};
inline constexpr known_cause nxdomain_rewritten{cause_class::transient, "nxdomain-rewritten"};
inline constexpr known_cause no_zone{cause_class::transient, "no-zone"};
inline constexpr known_cause malformed{cause_class::transient, "malformed"};
inline constexpr known_cause wrong_question{cause_class::transient, "wrong-question"};
inline constexpr known_cause case_folded{cause_class::transient, "case-folded"};
inline constexpr known_cause no_cookie{cause_class::transient, "no-cookie"};
inline constexpr known_cause server_down{cause_class::transient, "server-down"};
inline constexpr known_cause truncated{cause_class::transient, "truncated"};
inline constexpr known_cause tcp_failed{cause_class::transient, "tcp-failed"};
inline constexpr known_cause unreachable{cause_class::transient, "unreachable"};
inline constexpr known_cause upstream_down{cause_class::transient, "upstream-down"};
inline constexpr known_cause cname_loop{cause_class::transient, "cname-loop"};
inline constexpr known_cause chain_too_long{cause_class::transient, "chain-too-long"};
inline constexpr known_cause incomplete_chain{cause_class::transient, "incomplete-chain"};
inline constexpr known_cause contradiction{cause_class::transient, "contradiction"};
inline constexpr known_cause control_failed{cause_class::transient, "control-failed"};
inline constexpr known_cause closed{cause_class::transient, "closed"};
inline constexpr known_cause protocol{cause_class::transient, "protocol"};

inline constexpr known_cause no_name{cause_class::unobservable, "no-name"};
inline constexpr known_cause not_in_dns{cause_class::unobservable, "not-in-dns"};
inline constexpr known_cause no_name_servers{cause_class::unobservable, "no-name-servers"};
inline constexpr known_cause no_address{cause_class::unobservable, "no-address"};
inline constexpr known_cause delegated{cause_class::unobservable, "delegated"};
inline constexpr known_cause overlaid{cause_class::unobservable, "overlaid"};
inline constexpr known_cause bad_url{cause_class::unobservable, "bad-url"};

inline constexpr known_cause budget{cause_class::withheld, "budget"};
inline constexpr known_cause deadline{cause_class::withheld, "deadline"};
inline constexpr known_cause rate_limited{cause_class::withheld, "rate-limited"};
inline constexpr known_cause tls_failed{cause_class::withheld, "tls-failed"};
inline constexpr known_cause port_53{cause_class::withheld, "port-53"};
inline constexpr known_cause not_global{cause_class::withheld, "not-global"};
inline constexpr known_cause no_hosts{cause_class::withheld, "no-hosts"};
inline constexpr known_cause not_recorded{cause_class::withheld, "not-recorded"};
inline constexpr known_cause too_many_subjects{cause_class::withheld, "too-many-subjects"};
inline constexpr known_cause plugin_not_loaded{cause_class::withheld, "plugin-not-loaded"};
inline constexpr known_cause power_not_granted{cause_class::withheld, "power-not-granted"};
inline constexpr known_cause too_large{cause_class::withheld, "too-large"};
inline constexpr known_cause cancelled{cause_class::withheld, "cancelled"};

inline constexpr known_cause exception{cause_class::internal, "exception"};
inline constexpr known_cause rule_error{cause_class::internal, "rule-error"};
inline constexpr known_cause not_published{cause_class::internal, "not-published"};
inline constexpr known_cause not_settled{cause_class::internal, "not-settled"};
inline constexpr known_cause not_started{cause_class::internal, "not-started"};
inline constexpr known_cause plugin_crashed{cause_class::internal, "plugin-crashed"};
inline constexpr known_cause plugin_switched_off{cause_class::internal, "plugin-switched-off"};
inline constexpr known_cause worker_died{cause_class::internal, "worker-died"};
inline constexpr known_cause not_ended{cause_class::internal, "not-ended"};
inline constexpr known_cause not_asked{cause_class::internal, "not-asked"};
inline constexpr known_cause misuse{cause_class::internal, "misuse"};
inline constexpr known_cause invalid_name{cause_class::internal, "invalid-name"};
inline constexpr known_cause no_cause{cause_class::internal, "no-cause"};
inline constexpr known_cause no_reason{cause_class::internal, "no-reason"};

inline constexpr std::array all{
   timeout,
   servfail,
   bogus,
   refused,
   formerr,
   notimp,
   unexpected_rcode,
   filtered,
   stale,
   lame,
   no_soa,
   nxdomain_rewritten,
   no_zone,
   malformed,
   wrong_question,
   case_folded,
   no_cookie,
   server_down,
   truncated,
   tcp_failed,
   unreachable,
   upstream_down,
   cname_loop,
   chain_too_long,
   incomplete_chain,
   contradiction,
   control_failed,
   closed,
   protocol,
   no_name,
   not_in_dns,
   no_name_servers,
   no_address,
   delegated,
   overlaid,
   bad_url,
   budget,
   deadline,
   rate_limited,
   tls_failed,
   port_53,
   not_global,
   no_hosts,
   not_recorded,
   too_many_subjects,
   plugin_not_loaded,
   power_not_granted,
   too_large,
   cancelled,
   exception,
   rule_error,
   not_published,
   not_settled,
   not_started,
   plugin_crashed,
   plugin_switched_off,
   worker_died,
   not_ended,
   not_asked,
   misuse,
   invalid_name,
   no_cause,
   no_reason};

}  // namespace causes

inline cause because(known_cause const& known, std::string detail = {})
{
   return {known.kind, std::string{known.code}, std::move(detail)};
}

inline bool operator==(cause const& c, known_cause const& known)
{
   return c.kind == known.kind && c.code == known.code;
}

}  // namespace dnslint::base
