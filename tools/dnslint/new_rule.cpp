// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/new_rule.hpp"

#include "core/audit/plan.hpp"
#include "core/base/escape.hpp"
#include "core/base/suggestion.hpp"
#include "core/base/yaml.hpp"
#include "core/engine/output_file.hpp"
#include "tools/dnslint/audit_run.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/installed_plan.hpp"
#include "tools/dnslint/messages.hpp"
#include "tools/dnslint/scaffold.hpp"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>
#include <optional>
#include <set>

namespace dnslint::command {
namespace {

std::string scalar(std::string_view text)
{
   return base::yaml::quoted(text);
}

base::finding const* finding_of(report::reported_domain const& d, std::string_view check)
{
   auto const found = std::ranges::find(d.record.findings, check, &base::finding::id);
   return found == d.record.findings.end() ? nullptr : &*found;
}

std::optional<base::diagnostic> why_not(rules::check const& c)
{
   if (!c.verdict)
      return base::error(
         fmt::format("{}: the code of a plugin settles this check", c.id),
         "write a rule over the facts that the plugin publishes");
   for (auto const& [key, code] : rules::judging_expressions(c))
      if (!code->variables_used().empty())
         return base::error(
            fmt::format("{}: this check reads options of its plugin or pack", c.id),
            "copy the rule and declare variables of your own");
   for (auto const& l : c.lookups)
      if (l.at != rules::asked_at::resolver)
         return base::error(
            fmt::format("{}: this check asks name servers by themselves", c.id),
            "a test states them in `servers`; begin with `dnslint new rule NAME`");
   return std::nullopt;
}

// Braces would be expressions, and the domain is another one the next time.
std::string message_of(std::string const& text, std::string const& domain)
{
   std::string made;
   for (std::size_t i = 0; i < text.size();) {
      if (text.compare(i, domain.size(), domain) == 0) {
         made += "{domain}";
         i += domain.size();
         continue;
      }
      made += text[i];
      if (text[i] == '{' || text[i] == '}')
         made += text[i];
      ++i;
   }
   return made;
}

std::string plugin_id(std::string name)
{
   std::ranges::replace(name, '_', '-');
   return name;
}

// By plugin, the facts that are known, as flow YAML, which JSON is.
std::map<std::string, std::vector<std::string>> facts_seen(
   rules::check const& c, report::reported_domain const& d)
{
   std::map<std::string, std::vector<std::string>> all;
   for (auto const& name : rules::facts_used(c)) {
      auto const found = d.facts.find(name);
      if (found == d.facts.end() || found->second.starts_with("{\"unknown\":"))
         continue;
      auto const dot = name.find('.');
      all[name.substr(0, dot)].push_back(
         fmt::format("{}: {}", name.substr(dot + 1), found->second));
   }
   return all;
}

std::string requires_line(rules::check const& c)
{
   std::set<std::string> plugins;
   for (auto const& fact : rules::facts_used(c))
      if (auto const name = fact.substr(0, fact.find('.'));
          name != "name" && name != "list" && name != "advice")
         plugins.insert(plugin_id(name));
   return plugins.empty()
             ? ""
             : fmt::format("requires: {{ plugins: [{}] }}\n", fmt::join(plugins, ", "));
}

std::string lookups_text(rules::check const& c)
{
   std::string text = c.lookups.empty() ? "" : "    lookups:\n";
   for (auto const& l : c.lookups)
      text += fmt::format(
         "      {}: {{ {}name: {}, type: {} }}\n",
         l.key,
         l.for_each ? fmt::format("for_each: {}, ", scalar(l.for_each->source())) : "",
         scalar(l.written_name),
         dns::to_text(l.type));
   return text;
}

std::string test_text(rules::check const& c, report::reported_domain const& d)
{
   auto text = fmt::format("    tests:\n      - domain: {}\n        zone: ", d.record.domain);
   std::string records;
   for (auto const& e : finding_of(d, c.id)->evidence)
      if (e.kind == "record")
         records += "          " + e.text.bytes() + "\n";
   text += records.empty() ? "''\n" : "|\n" + records;
   auto const facts = facts_seen(c, d);
   if (!facts.empty())
      text += "        facts:\n";
   for (auto const& [plugin, known] : facts)
      text += fmt::format("          {}: {{ {} }}\n", plugin, fmt::join(known, ", "));
   return text + "        expect: fail\n";
}

struct finding_name {
   std::string domain;
   std::string check;
};

std::optional<finding_name> name_in(std::string const& text)
{
   auto const slash = text.find('/');
   if (slash == std::string::npos || text.find('/', slash + 1) == std::string::npos)
      return std::nullopt;
   return finding_name{base::lower(text.substr(0, slash)), text.substr(slash + 1)};
}

base::result<report::reported_domain> reported_in(std::string const& file, finding_name const& of)
{
   std::optional<report::reported_domain> found;
   auto errors = for_each_domain(file, [&](report::reported_domain d) {
      if (d.record.domain == of.domain)
         found = std::move(d);
      return !found;
   });
   if (!errors.empty())
      return errors;
   if (!found)
      return base::error_in(file, fmt::format("there is no domain {} in this report", of.domain));
   auto const* const f = finding_of(*found, of.check);
   if (f == nullptr || f->result != base::outcome::fail)
      return base::error_in(
         file,
         fmt::format("{} has not failed on {}", of.check, of.domain),
         "a rule is made from a check that failed");
   return *std::move(found);
}

base::result<std::string> made_rule(options const& o, finding_name const& of)
{
   auto const built = plan_without_code(o);
   if (!built)
      return built.errors();
   auto const& checks = built->made->checks;
   auto const check = std::ranges::find_if(checks, [&](audit::planned_check const& c) {
      return c.definition->id == of.check;
   });
   if (check == checks.end())
      return base::error(
         fmt::format("there is no check {}", of.check), "`dnslint checks` lists them");
   auto const d = reported_in(o.from, of);
   if (!d)
      return d.errors();
   return rule_of_finding(o.arguments[1], *check->definition, *d);
}

}  // namespace

base::result<std::string> rule_of_finding(
   std::string const& name, rules::check const& seen, report::reported_domain const& d)
{
   if (auto const refused = why_not(seen))
      return *refused;
   auto text = fmt::format(
      "pack: {0}\nversion: 0.1.0\n{1}\nrules:\n  - id: {0}/{2}\n    title: {3}\n    category: {4}\n"
      "    severity: {5}\n",
      name,
      requires_line(seen),
      seen.id.substr(seen.id.find('/') + 1),
      scalar(seen.title),
      seen.category,
      base::to_text(seen.severity));
   if (seen.applies_when)
      text += fmt::format(
         "    applies_when: {}\n    otherwise: {}\n",
         scalar(seen.applies_when->source()),
         scalar(seen.not_applicable_reason));
   text += lookups_text(seen);
   text += fmt::format("    assert: {}\n", scalar(seen.verdict->source()));
   if (auto const& said = finding_of(d, seen.id)->message; !said.empty())
      text += fmt::format("    message: {}\n", scalar(message_of(said.bytes(), d.record.domain)));
   return text + test_text(seen, d);
}

int new_rule_from_report(options const& o)
{
   auto const of = o.arguments.size() == 3 ? name_in(o.arguments[2]) : std::nullopt;
   if (!of)
      return wrong_usage({base::error(
         "say from which finding", "dnslint new rule NAME --from REPORT example.com/spf/present")});
   auto const path = std::filesystem::path{o.folder} / (o.arguments[1] + ".yaml");
   std::error_code failed;
   if (std::filesystem::exists(path, failed))
      return wrong_usage({base::error_in(path.string(), "this file is there already")});
   auto const text = made_rule(o, *of);
   if (!text)
      return wrong_usage(text.errors());
   engine::output_file file{path.string()};
   file.stream() << *text;
   if (auto const unwritten = file.finish())
      return wrong_usage({*unwritten});
   auto const shown = base::terminal_text(path.lexically_normal().string());
   fmt::print("{0}\n\nNext: dnslint rules test {0}\n", shown);
   return done;
}

}  // namespace dnslint::command
