// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/upstream_set.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace dnslint::resolver {

// Why an upstream is believed nothing any more.
enum class drop_reason : std::uint8_t { none, control, contradictions };

// "control", "contradictions"; none has no text.
std::string_view to_text(drop_reason why);
std::optional<drop_reason> drop_reason_from_text(std::string_view text);

// An upstream that was dropped, by its place among those of the run.
struct upstream_drop {
   std::uint8_t upstream = 0;
   drop_reason why = drop_reason::none;

   bool operator==(upstream_drop const&) const = default;
};
using upstream_drops = std::vector<upstream_drop>;

// Adds those of `more` that are not in `all` yet. Returns them.
upstream_drops add_drops(upstream_drops& all, upstream_drops const& more);
upstream_set set_of(upstream_drops const& all);

}  // namespace dnslint::resolver
