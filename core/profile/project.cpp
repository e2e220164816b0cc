// SPDX-License-Identifier: Apache-2.0
#include "core/profile/project.hpp"

#include "core/base/sha256.hpp"
#include "core/base/yaml.hpp"

#include <filesystem>
#include <system_error>
#include <utility>

namespace dnslint::profile {

base::result<project> load_project(std::string const& file)
{
   auto text = base::yaml::read_file(file, base::yaml::limits{}.bytes);
   if (!text)
      return text.errors();
   auto const doc = base::yaml::load(file, *text);
   if (!doc)
      return doc.errors();
   auto made = read_project(*doc);
   if (made)
      made->additions.sources = {{"project", file, base::sha256(*text)}};
   return made;
}

std::string find_project(std::string const& folder)
{
   namespace fs = std::filesystem;
   std::error_code failed;
   for (auto at = fs::absolute(folder, failed); !failed; at = at.parent_path()) {
      auto const file = at / project_file_name;
      if (fs::exists(file, failed))
         return file.string();
      if (at == at.parent_path())
         break;
   }
   return {};
}

// The additions are no profile of their own: name and title stay.
profile with_additions(profile p, project const& of)
{
   auto own = of.additions;
   own.name = p.name;
   own.title = p.title;
   own.extends = p.extends;
   auto sources = p.sources;
   // The profile stands last among the sources, since a report is called after it.
   auto made = extend(std::move(p), std::move(own));
   if (!sources.empty())
      sources.insert(sources.end() - 1, of.additions.sources.begin(), of.additions.sources.end());
   made.sources = std::move(sources);
   return made;
}

}  // namespace dnslint::profile
