// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dns/name.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::plugin {
struct manifest;
}

namespace dnslint::audit {

struct plan;

// What one part of an audit would ask at the worst. Counted as the budget of a domain counts:
// before answers are shared.
struct expected_questions {
   std::string asker;   // "name", "spf/spf" for a probe, the id of a check
   std::string lookup;  // "_smtp._tls.example.com TXT"; empty when only the number is known
   std::optional<unsigned> count;  // none: the probe does not declare it
};

// An audit of one domain that asks nothing. Parts whose probes do not run are left out.
struct dry_run {
   std::string domain;
   std::vector<expected_questions> parts;
   unsigned questions = 0;   // in all; a probe that does not declare its number may use the budget
   unsigned undeclared = 0;  // such probes
};

dry_run plan_questions(plan const& plan, dns::name const& domain, unsigned budget);

// `probes: NAME: questions: N` of the manifest: the most that the probe asks, whatever the answers
// and its options.
std::optional<unsigned> declared_questions(
   plugin::manifest const& manifest, std::string_view probe);

}  // namespace dnslint::audit
