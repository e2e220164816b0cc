// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/catalogue.hpp"

#include <filesystem>
#include <set>
#include <system_error>

namespace dnslint::command {
namespace {

namespace fs = std::filesystem;

fs::path own_prefix()
{
   std::error_code error;
   return fs::read_symlink("/proc/self/exe", error).parent_path().parent_path();
}

// The one pack that runs unless the user says otherwise; the others that ship are named by --rules.
// "parked" is the pack that ships, unless there is a file of that name.
std::vector<std::string> shipped(fs::path const& folder, std::vector<std::string> paths)
{
   std::error_code error;
   for (auto& path : paths) {
      auto const pack = folder / (path + ".yaml");
      bool const is_word = path.find_first_of("/.") == std::string::npos;
      if (is_word && !fs::exists(path, error) && fs::exists(pack, error))
         path = pack.string();
   }
   return paths;
}

// The default, then the user's; each once, whatever it is called.
std::vector<std::string> joined(fs::path const& standard, std::vector<std::string> const& given)
{
   std::vector<std::string> paths;
   std::set<fs::path> seen;
   std::error_code error;
   if (!standard.empty() && fs::exists(standard, error)) {
      paths.push_back(standard.string());
      seen.insert(fs::weakly_canonical(standard, error));
   }
   for (auto const& path : given)
      if (seen.insert(fs::weakly_canonical(path, error)).second)
         paths.push_back(path);
   return paths;
}

}  // namespace

audit::selection with_defaults(options const& o)
{
   auto const prefix = own_prefix();
   auto wanted = o.selection;
   wanted.plugin_folders = joined(prefix / "lib/dnslint/plugins", o.selection.plugin_folders);
   wanted.shipped_packs = (prefix / "share/dnslint/rules").string();
   wanted.rule_paths = joined(
      o.no_default_rules ? fs::path{} : fs::path{wanted.shipped_packs},
      shipped(wanted.shipped_packs, o.selection.rule_paths));
   return wanted;
}

fs::path template_folder()
{
   return own_prefix() / "share/dnslint/template";
}

report::catalogue make_catalogue(audit::plan const& p)
{
   report::catalogue all;
   for (auto const& c : p.checks) {
      auto const& definition = *c.definition;
      all.emplace(
         definition.id,
         report::catalogue_entry{
            definition.id,
            definition.title,
            definition.category,
            definition.control,
            definition.severity,
            definition.references,
            definition.docs});
   }
   return all;
}

std::vector<report::run_part> plugin_parts(audit::plan const& p)
{
   std::vector<report::run_part> parts;
   for (auto const& one : p.plugins.plugins)
      parts.push_back({one.manifest.id, one.manifest.version, one.sha256});
   return parts;
}

std::vector<report::run_part> pack_parts(audit::plan const& p)
{
   std::vector<report::run_part> parts;
   for (auto const& one : p.packs)
      parts.push_back({one.name, one.version, one.sha256});
   return parts;
}

std::vector<report::run_part> profile_parts(audit::plan const& p)
{
   std::vector<report::run_part> parts;
   for (auto const& one : p.profile.sources)
      parts.push_back({one.name, {}, one.sha256});
   return parts;
}

}  // namespace dnslint::command
