// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/own_options.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

namespace dnslint::command {

base::result<own_options> take_own_options(
   std::vector<std::string> const& arguments, std::vector<plugin::command_option> const& known)
{
   own_options o;
   for (auto i = arguments.begin(); i != arguments.end(); ++i) {
      if (*i == "--") {
         std::copy(i, arguments.end(), std::back_inserter(o.rest));
         break;
      }
      auto const equals = i->find('=');
      auto const word = i->substr(0, equals);
      auto const is_own = std::ranges::any_of(known, [&](auto const& option) {
         return word == "--" + option.name;
      });
      if (!is_own) {
         o.rest.push_back(*i);
         continue;
      }
      if (equals == std::string::npos && i + 1 == arguments.end())
         return base::error(word + " needs a value", "`--help` has the options");
      auto value = equals == std::string::npos ? *++i : i->substr(equals + 1);
      if (!o.given.emplace(word.substr(2), std::move(value)).second)
         return base::error(word + " is given twice");
   }
   return o;
}

std::string describe(std::vector<plugin::command_option> const& options)
{
   std::string text;
   for (auto const& o : options)
      text += fmt::format("  {:32} {}\n", fmt::format("--{} {}", o.name, o.value), o.description);
   return text.empty() ? text : "Its own options:\n" + text + "\n";
}

}  // namespace dnslint::command
