// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/finding.hpp"
#include "core/audit/selection.hpp"
#include "core/base/diagnostic.hpp"
#include "core/base/result.hpp"
#include "core/facts/value.hpp"

#include <memory>
#include <optional>
#include <string_view>

namespace dnslint::cel {
struct watch;
}
namespace dnslint::resolver {
class lab;
}
namespace dnslint::rules {
struct check;
struct pack;
struct rule_test;
}  // namespace dnslint::rules

namespace dnslint::authoring {

// What became of one of the tests that stand beside a rule.
struct rule_test_result {
   std::optional<base::finding> judged;  // null when the test itself is wrong
   base::diagnostics problems;           // of the test, or how the outcome differs; none: it passes
};

// A test with its small world: the zone is the test's text below its domain, only the facts that it
// gives exist, or with `probes: true` those that the plugins publish there; the variables have
// their defaults, nothing takes time. Borrows pack and test.
class prepared_rule_test {
public:
   // Runs the probes, if the test wants any: those of `plugins`, on this thread.
   static base::result<prepared_rule_test> make(
      rules::pack const& from, rules::rule_test const& test, audit::selection const* plugins);

   // Judges the test's rule alone; on any thread. `watched` sees the expressions' parts, and may be
   // null; the lookup called `without` stays unknown.
   rule_test_result run(cel::watch* watched = nullptr, std::string_view without = {}) const;

private:
   rules::check const* rule_ = nullptr;
   rules::rule_test const* test_ = nullptr;
   std::shared_ptr<resolver::lab const> world_;
   facts::tree facts_;
   facts::map variables_;
};

// Both at once.
rule_test_result run_rule_test(
   rules::pack const& from,
   rules::rule_test const& test,
   audit::selection const* plugins = nullptr);

}  // namespace dnslint::authoring
