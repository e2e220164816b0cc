// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dnslint::base {

// How a check ended on a domain. The texts are "pass", "fail", "unknown", "not-applicable".
enum class outcome : std::uint8_t { pass, fail, unknown, not_applicable };

// Why something is not known.
enum class cause_class : std::uint8_t {
   transient,     // asking again may help: timeout, servfail, refused, lame, bogus
   unobservable,  // no question can tell: no DKIM selector known, sender-dependent SPF
   withheld,      // we did not ask: power not granted, budget, rate, plugin not loaded
   internal       // a defect of ours or of a plugin: crash, exception, not settled, rule error
};

// Travels with every unknown, from the resolver to the report.
struct cause {
   cause_class kind = cause_class::internal;
   std::string code;    // kebab-case, from docs/causes.md: "timeout", "servfail", "no-soa"
   std::string detail;  // one line for people; may quote untrusted text

   bool operator==(cause const&) const = default;
};

cause transient(std::string code, std::string detail = {});
cause unobservable(std::string code, std::string detail = {});
cause withheld(std::string code, std::string detail = {});
cause internal(std::string code, std::string detail = {});

enum class severity : std::uint8_t { info, low, medium, high, critical };

std::string_view to_text(outcome o);
std::string_view to_text(cause_class c);
std::string_view to_text(severity s);
std::string to_text(cause const& c);  // "transient: servfail (detail)"
std::optional<outcome> outcome_from_text(std::string_view text);
std::optional<severity> severity_from_text(std::string_view text);

}  // namespace dnslint::base
