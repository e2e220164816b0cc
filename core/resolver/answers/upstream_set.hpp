// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace dnslint::resolver {

// Some of the upstreams of a run: a bit for each, by its place.
using upstream_set = std::uint64_t;

constexpr std::size_t largest_upstream_set = 64;

constexpr upstream_set only(std::size_t upstream) noexcept
{
   return upstream < largest_upstream_set ? upstream_set{1} << upstream : 0;
}

}  // namespace dnslint::resolver
