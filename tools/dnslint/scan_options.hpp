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

// Of those, how many whose zones have the same primary name server.
inline std::size_t of_one_server(std::size_t in_flight)
{
   constexpr std::size_t least = 4;
   return std::max(least, in_flight / 4);
}

// Whether name servers of others are asked in the end.
inline bool asks_servers(options const& o)
{
   return o.zones.empty() && o.replay.empty();
}

}  // namespace dnslint::command
