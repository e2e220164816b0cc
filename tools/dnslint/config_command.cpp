// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "core/base/suggestion.hpp"
#include "core/base/yaml.hpp"
#include "tools/dnslint/command.hpp"
#include "tools/dnslint/command_line.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/project_config.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::command {
namespace {

constexpr command_usage config_usage{
   option_group::questions | option_group::selection,
   "Usage: dnslint config show [OPTIONS]\n"
   "       dnslint config schema\n\n"
   "show    what is in force in this folder: of the project's file dnslint.yaml, of these options\n"
   "        and by default, with the origin of each value\n"
   "schema  the JSON Schema of dnslint.yaml, for editors\n"};

constexpr std::string_view by_command_line = "command line";
constexpr std::string_view by_default = "default";

std::string origin_of(base::location const& where)
{
   return fmt::format("{}:{}", where.file, where.line);
}

// YAML with the origin of each line behind it.
class config_text {
public:
   void section(std::string_view name) { out_ += fmt::format("{}:\n", name); }
   void line(std::string_view text, std::string_view origin)
   {
      constexpr std::size_t column = 44;
      out_ += fmt::format(
         "{:{}}  # {}\n", base::terminal_text(text), column, base::terminal_text(origin));
   }
   std::string const& text() const noexcept { return out_; }

private:
   std::string out_;
};

void show_profile(config_text& to, options const& o, profile::project const* project)
{
   auto const is_of_file = project != nullptr && !o.has_profile && project->profile;
   to.line(
      "profile: " + o.run.selection.profile,
      is_of_file      ? origin_of(project->profile->where)
      : o.has_profile ? by_command_line
                      : by_default);
}

void show_packs(config_text& to, options const& o, profile::project const* project)
{
   auto const& given = o.run.selection.rule_paths;
   if (given.empty() && (project == nullptr || project->additions.packs.empty()))
      return;
   to.section("packs");
   if (project != nullptr)
      for (auto const& p : project->additions.packs)
         to.line("  - " + p.value, origin_of(p.where));
   for (auto const& path : given)
      to.line("  - " + path, by_command_line);
}

std::string written(profile::variable_setting const& v)
{
   return v.written->is_scalar() ? v.written->text : std::string{v.file.flow_text(*v.written)};
}

void show_variables(config_text& to, options const& o, profile::project const* project)
{
   auto const& given = o.run.selection.settings;
   if (given.empty() && (project == nullptr || project->additions.variables.empty()))
      return;
   to.section("variables");
   if (project != nullptr)
      for (auto const& [name, v] : project->additions.variables)
         if (
            std::ranges::find(given, name, &std::pair<std::string, std::string>::first) ==
            given.end())
            to.line(
               fmt::format("  {}: {}", name, written(v)), origin_of(v.file.locate(*v.written)));
   for (auto const& [name, value] : given)
      to.line(fmt::format("  {}: {}", name, value), by_command_line);
}

void show_suppressions(config_text& to, profile::project const* project)
{
   if (project == nullptr || project->additions.suppressions.empty())
      return;
   to.section("suppressions");
   for (auto const& s : project->additions.suppressions) {
      to.line("  - check: " + base::yaml::quoted(s.checks), origin_of(s.where));
      to.line("    domain: " + base::yaml::quoted(s.domains), origin_of(s.where));
      to.line("    expires: " + s.expires, origin_of(s.where));
   }
}

void show_resolvers(
   config_text& to, std::vector<std::string> const& given, profile::project const* project)
{
   if (given.empty() && (project == nullptr || project->resolvers.empty()))
      return to.line("resolvers: []", "default: the system's");
   to.section("resolvers");
   for (auto const& r : given)
      to.line("  - " + r, by_command_line);
   if (given.empty())
      for (auto const& r : project->resolvers)
         to.line("  - " + r.value, origin_of(r.where));
}

int show(std::vector<std::string> const& arguments)
{
   options o;
   if (auto const ended = read_options(arguments, config_usage, o))
      return *ended;
   if (!o.arguments.empty())
      return wrong_usage({base::error("'" + o.arguments[0] + "' is an argument too many", "")});
   auto const found = project_of(o);
   if (!found)
      return wrong_usage(found.errors());
   auto const* const project = *found ? &**found : nullptr;
   config_text to;
   show_profile(to, o, project);
   show_packs(to, o, project);
   show_variables(to, o, project);
   show_suppressions(to, project);
   show_resolvers(to, o.given_resolvers, project);
   fmt::print(
      "{}{}",
      project == nullptr ? "# no dnslint.yaml is in force here\n"
                         : fmt::format("# {}\n", base::terminal_text(project->file)),
      to.text());
   return done;
}

}  // namespace

int config_command(std::vector<std::string> const& arguments)
{
   if (arguments.empty())
      return wrong_usage({base::error("say what to do", "dnslint config show")});
   std::vector<std::string> const rest{arguments.begin() + 1, arguments.end()};
   if (arguments[0] == "--help" || arguments[0] == "-h")
      return print_help(config_usage);
   if (arguments[0] == "show")
      return show(rest);
   if (arguments[0] == "schema" && rest.empty()) {
      fmt::print("{}", profile::project_schema());
      return done;
   }
   return wrong_usage({base::error(
      fmt::format("dnslint config has no '{}'", arguments[0]),
      base::suggestion(arguments[0], {"show", "schema"}))});
}

}  // namespace dnslint::command
