// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/project_config.hpp"

#include "tools/dnslint/messages.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dnslint::command {
namespace {

// Whoever can write the file decides whom a scan asks.
bool is_own(std::string const& file)
{
   struct stat about {};
   return stat(file.c_str(), &about) == 0 && (about.st_uid == geteuid() || about.st_uid == 0);
}

}  // namespace

base::result<std::optional<profile::project>> project_of(options const& o)
{
   auto const file = o.no_config ? std::string{} : profile::find_project(".");
   if (file.empty())
      return std::optional<profile::project>{};
   if (!is_own(file)) {
      tell({base::warning(
         fmt::format("{}: this file belongs to another user and is not read", file),
         "--no-config says so without this warning")});
      return std::optional<profile::project>{};
   }
   auto read = profile::load_project(file);
   if (!read)
      return read.errors();
   return std::optional{*std::move(read)};
}

base::diagnostics add_project(options& o, profile::project const& project)
{
   base::diagnostics errors;
   o.run.selection.project = project.file;
   if (!o.has_profile && project.profile)
      o.run.selection.profile = project.profile->value;
   auto& q = o.run.questions;
   if (!q.resolvers.empty() || !q.zones.empty() || !q.replay.empty())
      return errors;
   for (auto const& r : project.resolvers)
      if (auto const address = resolver::upstream_from_text(r.value))
         q.resolvers.push_back(*address);
      else
         for (auto e : address.errors()) {
            e.where = r.where;
            errors.push_back(std::move(e));
         }
   return errors;
}

}  // namespace dnslint::command
