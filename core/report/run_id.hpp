// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/report.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::report {

// Tells runs apart by what they were made of: records of equal runs may stand in one file. The
// clock is no part of it, unless the user set it.
struct run_id {
   std::uint32_t list = 0;
   std::uint32_t plugins = 0;  // and the engine
   std::uint32_t rules = 0;    // packs, and every check that was to be judged
   std::uint32_t options = 0;  // what else decides outcomes: resolvers, time-outs, settings

   std::uint32_t shard = 1;  // of `shards`: the part of the list that is audited
   std::uint32_t shards = 1;

   bool operator==(run_id const&) const = default;
};

run_id identify(run_info const& run, catalogue const& checks);

// Its text, or the one that was read.
std::string id_text(run_info const& run, catalogue const& checks);

// "0123abcd-..." of four times eight hex digits, and "-2of3" for a shard.
std::string to_text(run_id const& id);
std::optional<run_id> run_id_from_text(std::string_view text);

// The parts that differ, by the names that users know them by: "the list", "the plugins".
std::vector<std::string_view> differences(run_id const& a, run_id const& b);

}  // namespace dnslint::report
