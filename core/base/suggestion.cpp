// SPDX-License-Identifier: Apache-2.0
#include "core/base/suggestion.hpp"

#include "core/base/escape.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dnslint::base {

std::string suggestion(std::string_view word, std::vector<std::string> const& allowed)
{
   constexpr std::size_t short_list = 12;
   if (auto const near = nearest(word, allowed); !near.empty())
      return fmt::format("did you mean '{}'?", near);
   if (allowed.empty() || allowed.size() > short_list)
      return {};
   return fmt::format("allowed: {}", fmt::join(allowed, ", "));
}

}  // namespace dnslint::base
