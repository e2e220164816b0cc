// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/plugin_settings.hpp"

#include "core/base/suggestion.hpp"
#include "core/plugin/manifest.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::command {

base::result<facts::map> plugin_settings(
   plugin::manifest const& manifest, std::vector<std::pair<std::string, std::string>> const& given)
{
   facts::map settings;
   std::vector<std::string> names;
   for (auto const& option : manifest.options) {
      settings.emplace(option.name, option.initial);
      names.push_back(manifest.id + "." + option.name);
   }
   for (auto const& [name, text] : given) {
      auto const found = std::ranges::find(names, name);
      if (found == names.end())
         return base::error(
            fmt::format("--set {}: the plugin {} has no such option", name, manifest.id),
            base::suggestion(name, names));
      auto const& option = manifest.options[static_cast<std::size_t>(found - names.begin())];
      auto value = rules::parse_variable(option, text);
      if (!value)
         return value.errors();
      settings[option.name] = *std::move(value);
   }
   return settings;
}

}  // namespace dnslint::command
