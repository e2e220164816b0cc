// SPDX-License-Identifier: Apache-2.0
#ifndef DNSLINT_CONTEXT_HPP
#define DNSLINT_CONTEXT_HPP

#include <dnslint/answer.hpp>
#include <dnslint/direct.hpp>
#include <dnslint/facts.hpp>
#include <dnslint/https.hpp>
#include <dnslint/query.hpp>

#include <chrono>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint {

// A check being settled: describe it with the members, which can be chained. Valid until the probe
// ends. When the host refused to settle (another probe's check, settled twice), they do nothing.
class finding {
public:
   finding(dnslint_findings const* findings, dnslint_finding* raw) noexcept
   : findings_{findings}
   , raw_{raw}
   {}

   finding& message(std::string_view text) noexcept { return say(findings_->message, text); }
   finding& subject(std::string_view text) noexcept { return say(findings_->subject, text); }
   finding& reason(std::string_view text) noexcept { return say(findings_->reason, text); }
   finding& evidence(std::string_view text) noexcept { return say(findings_->evidence_text, text); }
   finding& fix_text(std::string_view text) noexcept { return say(findings_->fix_text, text); }
   finding& fix_record(std::string_view text) noexcept { return say(findings_->fix_record, text); }

   finding& evidence(record const& r) noexcept
   {
      if (raw_ != nullptr)
         findings_->evidence_record(raw_, r.reply(), r.section(), r.index());
      return *this;
   }
   finding& evidence(record_range const& records) noexcept
   {
      for (auto const r : records)
         evidence(r);
      return *this;
   }
   finding& cause(dnslint::cause const& why) noexcept
   {
      auto const c = detail::to_abi(why);
      if (raw_ != nullptr)
         findings_->cause(raw_, &c);
      return *this;
   }
   finding& item(std::string_view subject, outcome o, std::string_view message) noexcept
   {
      if (raw_ != nullptr)
         findings_->item(
            raw_, detail::to_abi(subject), static_cast<std::uint32_t>(o), detail::to_abi(message));
      return *this;
   }

private:
   using text_function = void (*)(dnslint_finding*, dnslint_str) noexcept;

   finding& say(text_function f, std::string_view text) noexcept
   {
      if (raw_ != nullptr)
         f(raw_, detail::to_abi(text));
      return *this;
   }

   dnslint_findings const* findings_;
   dnslint_finding* raw_;
};

// Everything that a running probe may do. Cheap to copy; valid until the probe's coroutine has
// ended.
class context {
public:
   context(dnslint_host const* host, dnslint_run* run) noexcept
   : host_{host}
   , run_{run}
   , dns_{get<dnslint_dns>("dnslint.dns/1")}
   , facts_{get<dnslint_facts>("dnslint.facts/1")}
   , findings_{get<dnslint_findings>("dnslint.findings/1")}
   {}

   // The host offers what every probe stands on. The DNS interface may be missing: a probe that
   // does not declare it cannot ask.
   bool usable() const noexcept { return facts_ != nullptr && findings_ != nullptr; }

   std::string_view domain() const noexcept { return detail::from_abi(host_->domain(run_)); }
   std::chrono::sys_seconds now() const noexcept
   {
      return std::chrono::sys_seconds{std::chrono::seconds{host_->now(run_)}};
   }
   std::chrono::milliseconds remaining() const noexcept
   {
      return std::chrono::milliseconds{host_->remaining_ms(run_)};
   }
   void log(std::string_view text) const noexcept
   {
      host_->log(run_, DNSLINT_LOG_DEBUG, detail::to_abi(text));
   }

   // answer const mx = co_await cx.query(cx.domain(), dnslint::rrtype::mx);
   single_query query(std::string_view name, rrtype type) const
   {
      return {&dns(), run_, {{{question{std::string{name}, type}, nullptr, nullptr}}}};
   }
   // One question to one name server; needs the power "dnslint.dns-direct/1" beside
   // "dnslint.dns/1". The question needs a name of its own, as below.
   direct_query query_at(direct_question const& q) const
   {
      auto const* const direct = get<dnslint_dns_direct>("dnslint.dns-direct/1");
      if (direct == nullptr)
         throw std::logic_error{"the probe does not declare the power dnslint.dns-direct/1"};
      return {&dns(), direct, run_, q};
   }
   // One GET over HTTPS; needs the power "dnslint.https/1". The request needs a name of its own, as
   // below.
   https_get get_https(https_request const& r) const
   {
      auto const* const https = get<dnslint_https>("dnslint.https/1");
      if (https == nullptr)
         throw std::logic_error{"the probe does not declare the power dnslint.https/1"};
      return {https, run_, r};
   }
   // Several questions at once; the answers come in the order asked. The vector needs a name: g++
   // 12 cannot compile a braced list inside co_await.
   query_list query_all(std::vector<question> const& questions) const
   {
      std::vector<detail::query_slot> slots;
      slots.reserve(questions.size());
      for (auto const& q : questions)
         slots.push_back({q, nullptr, nullptr});
      return {&dns(), run_, std::move(slots)};
   }
   query_list query_all(std::initializer_list<question>) const = delete;

   // A fact named under this probe's `needs`: cx.fact("mx.accepts_mail").
   dnslint::fact fact(std::string_view path) const noexcept
   {
      return {facts_, facts_->find(run_, detail::to_abi(path))};
   }
   facts_writer facts() const noexcept { return {facts_, run_}; }

   finding settle(std::string_view check, outcome o) const noexcept
   {
      return {
         findings_, findings_->settle(run_, detail::to_abi(check), static_cast<std::uint32_t>(o))};
   }
   finding settle(std::string_view check, bool passed) const noexcept
   {
      return settle(check, passed ? outcome::pass : outcome::fail);
   }
   finding not_applicable(std::string_view check, std::string_view reason) const noexcept
   {
      return settle(check, outcome::not_applicable).reason(reason);
   }
   finding unknown(std::string_view check, dnslint::cause const& why) const noexcept
   {
      return settle(check, outcome::unknown).cause(why);
   }
   // Every check and fact of this probe that is still open.
   void unknown(dnslint::cause const& why) const noexcept
   {
      auto const c = detail::to_abi(why);
      findings_->unknown(run_, &c);
   }

   // Options of checks.yaml by name; the fallback counts only if the option is not declared so.
   std::int64_t option(std::string_view name, std::int64_t fallback) const noexcept
   {
      auto const v = option_value(name);
      return v.kind == DNSLINT_INT ? v.integer : fallback;
   }
   bool option(std::string_view name, bool fallback) const noexcept
   {
      auto const v = option_value(name);
      return v.kind == DNSLINT_BOOL ? v.integer != 0 : fallback;
   }
   std::string_view option(std::string_view name, std::string_view fallback) const noexcept
   {
      auto const v = option_value(name);
      return v.kind == DNSLINT_STRING ? detail::from_abi(v.text) : fallback;
   }

   // For calls of an interface that this header has no function for.
   dnslint_run* raw() const noexcept { return run_; }
   // An interface by id, null when not declared or not granted.
   template <class Interface>
   Interface const* get(char const* id) const noexcept
   {
      return static_cast<Interface const*>(host_->get_interface(run_, id));
   }

private:
   // A probe that asks without the power is defective; the exception ends its run and says so.
   dnslint_dns const& dns() const
   {
      if (dns_ == nullptr)
         throw std::logic_error{"the probe asks, but its `powers` lack dnslint.dns/1"};
      return *dns_;
   }
   dnslint_value option_value(std::string_view name) const noexcept
   {
      auto out = detail::empty_value();
      host_->option(run_, detail::to_abi(name), &out);
      return out;
   }

   dnslint_host const* host_;
   dnslint_run* run_;
   dnslint_dns const* dns_;
   dnslint_facts const* facts_;
   dnslint_findings const* findings_;
};

}  // namespace dnslint

#endif
