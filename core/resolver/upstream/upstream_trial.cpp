// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/upstream_trial.hpp"

#include "core/base/causes.hpp"

#include <algorithm>
#include <span>

namespace dnslint::resolver {
namespace {

// The bytes that a datagram may have without EDNS (RFC 1035 section 4.2.1).
constexpr std::size_t small_datagram = 512;

dns::message decoded(exchange const& e)
{
   return dns::decode(
             std::span{reinterpret_cast<std::uint8_t const*>(e.wire.data()), e.wire.size()})
      .value;
}

bool came(exchange const& e)
{
   return !e.failure && !e.wire.empty();
}

trial_verdict verdict(bool good)
{
   return good ? trial_verdict::good : trial_verdict::bad;
}

// No audited zone can influence the root zone, so its SOA record is a control.
void judge_root(exchange const& e, upstream_trial& t)
{
   auto const got = interpret(e);
   if (got.state == status::records) {
      t.root = trial_verdict::good;
      return;
   }
   if (!denies_root(got) || t.root == trial_verdict::good)
      return;
   t.root = trial_verdict::bad;
   t.proves_root_absent |= got.why != base::causes::no_soa;
}

void judge_missing(exchange const& e, upstream_trial& t)
{
   auto const got = interpret(e);
   if (got.state == status::unknown)
      return;
   t.nxdomain = verdict(got.state == status::absent);
   for (auto const& r : got.records())
      t.made_up.push_back(r.rdata);
}

// A truncated answer says nothing about large datagrams, since it is asked again over TCP anyway.
void judge_large(exchange const& e, bool small_came, upstream_trial& t)
{
   if (!came(e)) {
      t.large = small_came ? trial_verdict::bad : trial_verdict::unknown;
      return;
   }
   if (e.wire.size() > small_datagram)
      t.large = trial_verdict::good;
   auto const m = decoded(e);
   auto const has = [&m](dns::rrtype type) {
      return std::ranges::find(m.answer, type, &dns::record::type) != m.answer.end();
   };
   if (m.head.tc || !has(dns::rrtype::dnskey))
      return;
   t.dnssec = verdict(has(dns::rrtype::rrsig));
   t.validates = verdict(m.head.ad);
}

}  // namespace

std::array<trial_question, trial_steps> trial_questions(std::string_view label)
{
   auto const missing = dns::name::from_text(std::string{label} + ".com").value_or(dns::name{});
   dns::query_form const plain;
   dns::query_form const with_signatures{.ad = true, .dnssec_ok = true};
   return {
      {{{{}, dns::rrtype::soa}, plain, transport::udp},
       {{missing, dns::rrtype::a}, plain, transport::udp},
       {{{}, dns::rrtype::dnskey}, with_signatures, transport::udp},
       {{{}, dns::rrtype::soa}, plain, transport::tcp}}};
}

upstream_trial judge_trial(std::array<exchange, trial_steps> const& made)
{
   auto const& of = [&made](trial_step s) -> exchange const& {
      return made[static_cast<std::size_t>(s)];
   };
   bool const small_came = came(of(trial_step::small));
   upstream_trial t;
   t.answered = std::ranges::any_of(made, came);
   t.reaches_root = small_came && interpret(of(trial_step::small)).state == status::records;
   judge_root(of(trial_step::small), t);
   judge_root(of(trial_step::stream), t);
   judge_missing(of(trial_step::missing), t);
   judge_large(of(trial_step::large), small_came, t);
   bool const stream_came = came(of(trial_step::stream));
   if (stream_came || small_came)
      t.tcp = verdict(stream_came);
   return t;
}

std::string_view to_text(port_53 p)
{
   constexpr std::array<std::string_view, 4> words{"unknown", "open", "blocked", "intercepted"};
   return words[static_cast<std::size_t>(p)];
}

port_53 judge_port_53(exchange const& made, bool root_is_reached)
{
   if (!came(made))
      return root_is_reached ? port_53::blocked : port_53::unknown;
   auto const head = decoded(made).head;
   // A server of the root is authoritative for it and offers no recursion.
   return head.aa && !head.ra ? port_53::open : port_53::intercepted;
}

bool denies_root(answer const& got)
{
   return got.state == status::absent ||
          (!got.exchanges.back().failure &&
           (got.why == base::causes::no_soa || got.why == base::causes::contradiction));
}

bool is_liar(upstream_trial const& of)
{
   auto const makes_up = of.nxdomain == trial_verdict::bad;
   return of.root == trial_verdict::bad && (of.proves_root_absent || makes_up);
}

std::optional<base::cause> doubt(upstream_trial const& of, answer const& got)
{
   if (got.state != status::unknown && is_liar(of))
      return base::because(
         base::causes::control_failed, "this resolver denies what the root zone surely has");
   if (of.nxdomain != trial_verdict::bad)
      return std::nullopt;
   if (got.nxdomain() && !got.secure)
      return base::because(
         base::causes::nxdomain_rewritten,
         "this resolver gives addresses to names that do not exist");
   bool const is_address = got.asked.type == dns::rrtype::a || got.asked.type == dns::rrtype::aaaa;
   if (!is_address || got.state != status::records)
      return std::nullopt;
   for (auto const& r : got.records())
      if (std::ranges::find(of.made_up, r.rdata) != of.made_up.end())
         return base::because(
            base::causes::nxdomain_rewritten,
            "the address that this resolver gives to what does not exist");
   return std::nullopt;
}

std::vector<std::pair<std::string, std::string>> trial_words(upstream_trial const& t)
{
   auto const word = [](trial_verdict v, char const* good, char const* bad) {
      return std::string{
         v == trial_verdict::unknown ? "unknown"
         : v == trial_verdict::good  ? good
                                     : bad};
   };
   return {
      {"root", word(t.root, "kept", "denied")},
      {"nxdomain", word(t.nxdomain, "kept", "rewritten")},
      {"tcp", word(t.tcp, "works", "fails")},
      {"large", word(t.large, "works", "fails")},
      {"dnssec", word(t.dnssec, "kept", "dropped")},
      {"ad", word(t.validates, "set", "not-set")}};
}

std::vector<trial_remark> remarks_on(upstream_trial const& t)
{
   std::vector<trial_remark> all;
   auto const note = [&all](trial_verdict v, char const* remark, char const* advice) {
      if (v == trial_verdict::bad)
         all.push_back({remark, advice});
   };
   if (is_liar(t)) {
      all.push_back(
         {"denies the SOA record of the root: nothing that it answers is believed",
          "name a resolver that can be believed, with --resolver"});
      return all;
   }
   note(
      t.nxdomain,
      "gives addresses to names that do not exist: what it denies is unknown",
      "name a resolver that does not, with --resolver");
   note(
      t.tcp,
      "does not answer over TCP: what does not fit into a datagram is unknown",
      "is port 53 open for TCP?");
   note(
      t.large,
      "answered a small question over UDP, and no large one",
      "does something on the way drop datagrams of more than 512 bytes?");
   note(t.dnssec, "leaves out DNSSEC signatures", "name a resolver that knows DNSSEC");
   return all;
}

}  // namespace dnslint::resolver
