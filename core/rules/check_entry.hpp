// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/yaml.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace dnslint::rules {

// "mail-baseline", "tls-report-address": lower-case letters, digits and single hyphens, a letter
// first.
bool is_kebab_case(std::string_view word) noexcept;
// "accepts_mail": as facts, variables and lookups are named.
bool is_snake_case(std::string_view word) noexcept;

// Appends what `made` failed with, or gives its value.
template <class T>
std::optional<T> value_or_report(base::result<T> made, base::diagnostics& errors)
{
   if (made)
      return std::move(*made);
   for (auto const& e : made.errors())
      errors.push_back(e);
   return std::nullopt;
}

}  // namespace dnslint::rules
