// SPDX-License-Identifier: Apache-2.0
#include "host_name.hpp"

#include <algorithm>

namespace soa {
namespace {

bool is_letter(char c)
{
   return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_host_label(std::string_view label)
{
   if (label.empty() || label.front() == '-' || label.back() == '-')
      return false;
   return std::ranges::all_of(label, [](char c) {
      return is_letter(c) || (c >= '0' && c <= '9') || c == '-';
   });
}

}  // namespace

bool is_host_name(std::string_view name)
{
   for (auto dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.')) {
      if (!is_host_label(name.substr(0, dot)))
         return false;
      name.remove_prefix(dot + 1);
   }
   return is_host_label(name) && is_letter(name.front());
}

}  // namespace soa
