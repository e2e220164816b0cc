// SPDX-License-Identifier: Apache-2.0
#include "target.hpp"

#include "domain_spec.hpp"
#include "macro.hpp"

namespace spf {

bool depends_on_sender(std::string_view macros)
{
   return macros.find_first_not_of("do") != std::string_view::npos;
}

std::string target_name(
   std::string_view domain_spec, std::string const& domain, std::string const& sender_domain)
{
   macro_values v;
   v.domain = domain;
   v.sender_domain = sender_domain;
   auto name = std::string{cut_to_name_length(expand(domain_spec, v))};
   if (name.ends_with('.'))
      name.pop_back();
   return is_domain_name(name) ? name : std::string{};
}

}  // namespace spf
