// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/installation.hpp"

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

audit::selection installed_selection(options const& o)
{
   auto const prefix = own_prefix();
   auto wanted = o.run.selection;
   wanted.plugin_folders = joined(
      o.no_default_plugins ? fs::path{} : prefix / "lib/dnslint/plugins",
      o.run.selection.plugin_folders);
   wanted.shipped_packs = (prefix / "share/dnslint/rules").string();
   wanted.rule_paths = joined(
      o.no_default_rules ? fs::path{} : fs::path{wanted.shipped_packs},
      shipped(wanted.shipped_packs, o.run.selection.rule_paths));
   return wanted;
}

engine::run_config installed_config(options const& o)
{
   auto config = o.run;
   config.selection = installed_selection(o);
   return config;
}

fs::path template_folder()
{
   return own_prefix() / "share/dnslint/template";
}

}  // namespace dnslint::command
