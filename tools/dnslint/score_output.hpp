// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/rehearsal.hpp"
#include "core/report/report_file.hpp"
#include "core/score/improvement.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace dnslint::command {

// What an audit says that was made as if the records of the steps were published.
struct rehearsed_steps {
   std::size_t with_record = 0;  // checks of the steps for which there is a record
   std::size_t checks = 0;       // of the steps
   report::rehearsal verdict = report::rehearsal::inconclusive;
   score::scores after;
};

// A domain and its way to the next grade; null: the best one is certain. Borrows nothing of it but
// what `way` does.
struct told_way {
   report::reported_domain const* domain = nullptr;
   std::optional<score::improvement> way;
   std::optional<rehearsed_steps> rehearsed;  // null: there is no record to publish, or no audit
   bool is_estimate = true;                   // the domain was not audited for this
};

void print_way_text(told_way const& told);
// One line.
void print_way_json(told_way const& told);

}  // namespace dnslint::command
