// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scan/results.hpp"
#include "core/scan/supervisor.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace dnslint::engine {

// The counters of a run as JSON (docs/lists.md): what differs from run to run, and so stands in no
// report.
std::string statistics_json(
   scan::totals const& t,
   scan::workforce_report const& workforce,
   std::size_t workers,
   std::chrono::duration<double> took);

}  // namespace dnslint::engine
