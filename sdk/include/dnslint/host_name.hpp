// SPDX-License-Identifier: Apache-2.0
#ifndef DNSLINT_HOST_NAME_HPP
#define DNSLINT_HOST_NAME_HPP

#include <dnslint/text.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace dnslint {

namespace detail {

constexpr bool is_host_label(std::string_view label)
{
   return !label.empty() && label.front() != '-' && label.back() != '-' &&
          std::ranges::all_of(label, [](char c) {
             return is_alphanum(c) || c == '-';
          });
}

}  // namespace detail

// Whether a name in presentation form, without its final dot, is a host name: labels of letters,
// digits and inner hyphens, the last of them not of digits alone (RFC 1123 section 2.1). The root
// is none.
constexpr bool is_host_name(std::string_view name)
{
   for (auto dot = name.find('.'); dot != name.npos; dot = name.find('.')) {
      if (!detail::is_host_label(name.substr(0, dot)))
         return false;
      name.remove_prefix(dot + 1);
   }
   return detail::is_host_label(name) && !std::ranges::all_of(name, is_digit);
}

}  // namespace dnslint

#endif
