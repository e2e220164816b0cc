// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/dnslint/options.hpp"

#include <algorithm>

namespace dnslint::command {

constexpr auto scan_option_groups = option_group::questions | option_group::selection |
                                    option_group::lists | option_group::output |
                                    option_group::locked;

// Domains at once in each of so many processes.
inline std::size_t in_flight_of_each(options const& o, std::size_t processes)
{
   constexpr std::size_t usual = 100;
   return o.in_flight ? std::max<std::size_t>(1, *o.in_flight / std::max<std::size_t>(1, processes))
                      : usual;
}

}  // namespace dnslint::command
