// SPDX-License-Identifier: Apache-2.0
#include "core/plugin/powers.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dnslint::plugin {
namespace {

constexpr std::array<std::string_view, 3> all_powers{
   "dnslint.dns/1", "dnslint.dns-direct/1", "dnslint.https/1"};

}  // namespace

void check_powers(
   base::yaml::document const& doc, base::yaml::node const* powers, base::diagnostics& errors)
{
   if (powers == nullptr)
      return;
   for (auto const& n : powers->items)
      if (std::ranges::find(all_powers, n.text) == all_powers.end())
         errors.push_back(
            {base::diagnostic_level::error,
             doc.locate(n),
             fmt::format("'{}' is no power that this dnslint has", n.text),
             fmt::format("there are {}", fmt::join(all_powers, ", "))});
}

}  // namespace dnslint::plugin
