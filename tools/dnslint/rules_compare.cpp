// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/rules_compare.hpp"

#include "tools/dnslint/command_line.hpp"
#include "tools/dnslint/difference_output.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/scan_signals.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>

namespace dnslint::command {
namespace {

namespace fs = std::filesystem;

constexpr command_usage compare_usage{
   option_group::rule_sets | option_group::questions | option_group::selection |
      option_group::names | option_group::comparison,
   "Usage: dnslint rules compare --old PATH --new PATH --replay FILE [DOMAIN...] [-l FILE]\n\n"
   "Judges a recorded list by two versions of rule packs or plugins, and says what that changes,\n"
   "as `dnslint diff` does. Packs come to those that the profile names; plugins take the place of\n"
   "those that are installed.\n",
   "\n"
   "Exit status: 0 nothing fails that did not before; 1 something does; 2 wrong usage or\n"
   "configuration; 3 some domains could not be audited; 4 stopped early.\n"};

bool has_plugins(fs::path const& path)
{
   std::error_code failed;
   if (!fs::is_directory(path, failed))
      return path.extension() == ".so";
   return std::any_of(fs::directory_iterator{path, failed}, {}, [](auto const& entry) {
      return entry.path().extension() == ".so";
   });
}

base::diagnostics use(options& o, std::vector<std::string> const& paths)
{
   base::diagnostics errors;
   std::error_code failed;
   auto& selected = o.run.selection;
   for (auto const& path : paths) {
      if (!fs::exists(path, failed))
         errors.push_back(base::error_in(path, "there is no such file or folder"));
      else if (has_plugins(path)) {
         selected.plugin_folders.push_back(path);
         o.no_default_plugins = true;
      } else {
         selected.rule_paths.push_back(path);
      }
   }
   return errors;
}

base::diagnostics compare_problems(options const& o)
{
   auto errors = wrong_format(o, {"text", "json", "markdown"});
   if (o.old_rules.empty() || o.new_rules.empty())
      errors.push_back(base::error(
         "two sets of packs or plugins are compared", "name them with --old PATH and --new PATH"));
   if (o.run.questions.replay.empty() && o.run.questions.zones.empty())
      errors.push_back(base::error(
         "both sets must see the same answers",
         "give what `dnslint scan --record FILE` wrote with --replay FILE, or --zone FILE"));
   if (o.arguments.empty() && o.run.list.file.empty())
      errors.push_back(base::error(
         "there is no domain to audit",
         "name those that were recorded, or give their list with -l"));
   if (o.run.list.file == "-")
      errors.push_back(base::error(
         "the list is read twice, and standard input can be read once", "name a file with -l"));
   return errors;
}

base::result<audit_end> audit_with(
   options o, std::vector<std::string> const& rules, std::string const& file)
{
   if (auto errors = use(o, rules); !errors.empty())
      return errors;
   return audit_to_file(o, o.run.questions.overlays, file);
}

struct compared_rules {
   audit_end end;
   bool has_new_failures = false;
};

base::result<compared_rules> compare(options const& o)
{
   auto const scratch = scratch_folder::make();
   if (!scratch)
      return scratch.errors();
   auto const old_report = scratch->file("old.jsonl");
   auto const new_report = scratch->file("new.jsonl");
   auto const first = audit_with(o, o.old_rules, old_report);
   if (!first)
      return first.errors();
   if (first->was_stopped)
      return compared_rules{*first};
   auto const second = audit_with(o, o.new_rules, new_report);
   if (!second)
      return second.errors();
   auto before = read_states(old_report);
   if (!before)
      return before.errors();
   auto const told = print_differences(*std::move(before), new_report, o.output.format, false);
   if (!told)
      return told.errors();
   compared_rules made{*first, told->counts.changes.contains(report::change::broken)};
   made.end.add(*second);
   return made;
}

}  // namespace

int rules_compare(std::vector<std::string> const& arguments)
{
   options o;
   if (auto const ended = read_options(arguments, compare_usage, o))
      return *ended;
   if (auto const errors = compare_problems(o); !errors.empty())
      return wrong_usage(errors);
   listen_to_signals();
   auto const made = compare(o);
   if (!made)
      return wrong_usage(made.errors());
   return leave(status_of(made->end, made->has_new_failures ? findings : done), made->end);
}

}  // namespace dnslint::command
