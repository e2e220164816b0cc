// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/plugin_commands.hpp"

#include "core/audit/name_facts.hpp"
#include "core/base/escape.hpp"
#include "core/engine/world.hpp"
#include "core/plugin/command_run.hpp"
#include "core/plugin/plugin_set.hpp"
#include "tools/dnslint/command_line.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/installation.hpp"
#include "tools/dnslint/own_options.hpp"
#include "tools/dnslint/plugin_settings.hpp"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <iostream>
#include <set>

namespace dnslint::command {
namespace {

constexpr auto plugin_command_groups =
   option_group::questions | option_group::plugin_folders | option_group::format;
// Of one command; a probe's domain has half of it.
constexpr unsigned question_budget = 1000;

// Which command it is decides how the line is to be read, so --plugins is looked for before that.
plugin::plugin_set read_manifests(std::vector<std::string> const& arguments)
{
   options o;
   constexpr std::string_view option = "--plugins";
   for (std::size_t i = 0; i != arguments.size(); ++i) {
      if (arguments[i] == option && i + 1 != arguments.size())
         o.run.selection.plugin_folders.push_back(arguments[i + 1]);
      else if (arguments[i].starts_with("--plugins="))
         o.run.selection.plugin_folders.push_back(arguments[i].substr(option.size() + 1));
   }
   return plugin::load_plugins(
      installed_selection(o).plugin_folders, audit::core_facts(), plugin::load_code::no);
}

struct found_command {
   plugin::plugin* owner = nullptr;
   std::size_t which = 0;
   std::size_t words = 0;  // of its name

   plugin::command_definition const& definition() const { return owner->manifest.commands[which]; }
};

// A name of two words goes before its first one.
std::optional<found_command> find_command(
   plugin::plugin_set& set, std::vector<std::string> const& arguments)
{
   for (std::size_t const words : {2U, 1U}) {
      if (arguments.size() < words)
         continue;
      auto const name = words == 1 ? arguments[0] : arguments[0] + ' ' + arguments[1];
      for (auto& p : set.plugins)
         for (std::size_t i = 0; i != p.manifest.commands.size(); ++i)
            if (p.manifest.commands[i].name == name)
               return found_command{&p, i, words};
   }
   return std::nullopt;
}

// "parse" alone, or with a kind that nobody brings.
std::optional<int> incomplete_name(
   plugin::plugin_set const& set, std::vector<std::string> const& arguments)
{
   std::set<std::string> kinds;
   for (auto const& p : set.plugins)
      for (auto const& c : p.manifest.commands)
         if (c.name.starts_with(arguments[0] + ' '))
            kinds.insert(c.name.substr(arguments[0].size() + 1));
   if (kinds.empty())
      return std::nullopt;
   bool const asks_for_help = arguments.size() > 1 && arguments[1] == "--help";
   fmt::print(
      asks_for_help ? stdout : stderr,
      "dnslint {} is followed by one of: {}\n`dnslint {} {} --help` has the options\n",
      arguments[0],
      fmt::join(kinds, ", "),
      arguments[0],
      *kinds.begin());
   return asks_for_help ? done : usage;
}

void print_help_of(plugin::command_definition const& c)
{
   fmt::print(
      "Usage: dnslint {} {} [OPTIONS]\n\n{}\n\n{}{}{}{}",
      c.name,
      c.usage,
      c.summary,
      c.docs,
      c.docs.empty() ? "" : "\n",
      describe(c.options),
      describe_options(plugin_command_groups));
}

base::result<std::string> read_input()
{
   std::string text(plugin::most_command_input + 1, '\0');
   std::cin.read(text.data(), static_cast<std::streamsize>(text.size()));
   text.resize(static_cast<std::size_t>(std::cin.gcount()));
   if (text.size() > plugin::most_command_input)
      return base::error("standard input is longer than 1 MiB");
   return text;
}

// Each line is escaped by itself, so that the line feeds between them stay.
void print_lines(std::FILE* to, std::string_view text)
{
   while (!text.empty()) {
      auto const end = std::min(text.find('\n'), text.size());
      fmt::print(to, "{}\n", base::terminal_text(text.substr(0, end)));
      text.remove_prefix(std::min(end + 1, text.size()));
   }
}

int show_result(plugin::command_result const& r, bool json)
{
   if (r.defect) {
      fmt::print(
         stderr,
         "dnslint: the command failed: {}: {}\n",
         r.defect->code,
         base::terminal_text(r.defect->detail));
      return incomplete;
   }
   if (r.status == usage)
      print_lines(stderr, r.text);
   else if (json)
      fmt::print("{}\n", facts::to_json(facts::value{r.values}));
   else
      print_lines(stdout, r.text);
   return static_cast<int>(r.status);
}

plugin::command_result run_in(
   engine::world& w, found_command const& c, facts::map const& settings, plugin::command_call call)
{
   resolver::domain_memo memo{*w.resolver, {question_budget}, {}};
   std::set<std::string> const granted{"dnslint.dns/1", "dnslint.dns-direct/1", "dnslint.https/1"};
   facts::tree const no_facts;
   plugin::run_environment where;
   where.loop = &w.resolver->loop();
   where.memo = &memo;
   where.direct = w.direct.get();
   where.https = w.https.get();
   where.now = w.now;
   where.facts = &no_facts;
   where.options = &settings;
   where.granted = &granted;
   std::optional<plugin::command_result> result;
   plugin::command_run::start(
      *c.owner, c.which, std::move(call), std::move(where), [&](plugin::command_result r) {
         result = std::move(r);
      });
   w.resolver->loop().run([&] {
      return result.has_value();
   });
   return std::move(*result);
}

int run(found_command const& c, std::vector<std::string> const& arguments)
{
   auto own = take_own_options(arguments, c.definition().options);
   if (!own)
      return wrong_usage(own.errors());
   auto const o = parse_options(own->rest, plugin_command_groups);
   if (!o)
      return wrong_usage(o.errors());
   if (o->help) {
      print_help_of(c.definition());
      return done;
   }
   if (auto const errors = wrong_format(*o, {"text", "json"}); !errors.empty())
      return wrong_usage(errors);
   plugin::command_call call;
   call.arguments = o->arguments;
   call.options = std::move(own->given);
   if (c.definition().reads_input) {
      auto input = read_input();
      if (!input)
         return wrong_usage(input.errors());
      call.input = std::move(*input);
   }
   auto const settings = plugin_settings(c.owner->manifest, o->run.selection.settings);
   if (!settings)
      return wrong_usage(settings.errors());
   auto w = engine::make_world(o->run);
   if (!w)
      return wrong_usage(w.errors());
   if (auto const errors = plugin::load_code_of(*c.owner); !errors.empty())
      return wrong_usage(errors);
   return show_result(run_in(*w, c, *settings, std::move(call)), o->output.format == "json");
}

}  // namespace

std::vector<listed_command> plugin_commands(std::vector<std::string> const& arguments)
{
   std::vector<listed_command> all;
   for (auto const& p : read_manifests(arguments).plugins)
      for (auto const& c : p.manifest.commands)
         all.push_back({c.name, c.name + ' ' + c.usage, c.summary});
   std::ranges::stable_sort(all, {}, &listed_command::name);
   return all;
}

std::optional<int> run_plugin_command(std::vector<std::string> const& arguments)
{
   auto set = read_manifests(arguments);
   auto const found = find_command(set, arguments);
   if (!found)
      return incomplete_name(set, arguments);
   auto const name_ends = arguments.begin() + static_cast<std::ptrdiff_t>(found->words);
   return run(*found, {name_ends, arguments.end()});
}

}  // namespace dnslint::command
