// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/output_config.hpp"
#include "core/engine/run_config.hpp"
#include "core/engine/run_input.hpp"

#include <cstddef>

namespace dnslint::engine {

// How many domains each of so many processes audits at once.
std::size_t in_flight_of_each(run_limits const& limits, std::size_t processes);
// How many of them may have zones with the same primary name server.
std::size_t most_of_one_server(std::size_t in_flight);

// How many workers audit the input; 0: this process does. So many at most that each has a share of
// the rates and of the domains in flight, and none for a handful of names, which are audited before
// workers could start, nor where a recording is written or a file of the run is a pipe.
std::size_t workers_for(run_config const& c, output_config const& to, run_input& input);

}  // namespace dnslint::engine
