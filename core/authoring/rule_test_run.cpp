// SPDX-License-Identifier: Apache-2.0
#include "core/authoring/rule_test_run.hpp"

#include "core/audit/check_bindings.hpp"
#include "core/audit/judgement.hpp"
#include "core/audit/lookups.hpp"
#include "core/audit/plan.hpp"
#include "core/audit/public_suffix.hpp"
#include "core/authoring/lab_audit.hpp"
#include "core/base/causes.hpp"
#include "core/base/encode.hpp"
#include "core/base/yaml.hpp"
#include "core/cel/watch.hpp"
#include "core/dns/zone_text.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::authoring {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::sys_seconds now = std::chrono::sys_days{2026y / 1 / 1};

base::diagnostics at_test(rules::rule_test const& test, base::diagnostics problems)
{
   for (auto& p : problems)
      p.where = test.where;
   return problems;
}

base::diagnostics problem(rules::rule_test const& test, std::string message)
{
   return at_test(test, {base::error(std::move(message))});
}

// "_dmarc TXT" -> "_dmarc.example.test TXT"; "@" is the domain itself, a dot at the end ends the
// name.
std::string absolute_place(std::string const& place, std::string const& domain)
{
   auto const end = std::min(place.find(' '), place.size());
   auto const name = place.substr(0, end);
   auto const type = place.substr(end);
   if (name == "@")
      return domain + type;
   return (name.ends_with('.') ? name : name + '.' + domain) + type;
}

// The faults in the form of a lab file, which has words for them.
std::string lab_text(rules::rule_test const& test)
{
   std::string text = "faults:\n";
   for (auto const& [place, what] : test.faults)
      text += "  " + base::json_string(absolute_place(place, test.domain)) + ": " +
              base::json_string(what) + '\n';
   return test.faults.empty() ? "{}" : text;
}

base::diagnostics add_others(rules::rule_test const& test, resolver::lab& to)
{
   resolver::lab others;
   if (!test.in)
      return {};
   if (auto errors =
          others.read(*test.in, {.zones = test.entry("zones"), .servers = test.entry("servers")});
       !errors.empty())
      return errors;
   return to.merge(std::move(others));
}

base::result<resolver::lab> make_lab(rules::rule_test const& test, dns::name const& domain)
{
   auto const faults = base::yaml::load(test.where.file, lab_text(test));
   if (!faults)
      return faults.errors();
   auto made = resolver::lab::from_yaml(*faults);
   if (!made)
      return made.errors();
   auto records = dns::parse_zone_text(test.zone, domain, test.where.file, test.where.line);
   if (!records)
      return records.errors();
   if (auto errors = made->add_zone(domain, std::move(*records)); !errors.empty())
      return errors;
   if (auto errors = add_others(test, *made); !errors.empty())
      return errors;
   return made;
}

std::string outcome_text(base::finding const& f)
{
   std::string text{base::to_text(f.result)};
   if (f.why)
      text += ", " + base::to_text(*f.why);
   if (!f.message.empty())
      text += ", " + f.message.bytes();
   return text;
}

audit::public_suffix_list const& suffixes()
{
   static auto const builtin = audit::public_suffix_list::builtin();
   return builtin;
}

bool meets(base::finding const& f, rules::rule_test const& test)
{
   auto const& said = f.result == base::outcome::not_applicable ? f.reason : f.message.bytes();
   return f.result == test.expected &&
          (test.cause.empty() || (f.why && f.why->code == test.cause)) &&
          said.find(test.message) != std::string::npos;
}

std::string expected_text(rules::rule_test const& test)
{
   std::string text{base::to_text(test.expected)};
   if (!test.cause.empty())
      text += ", " + test.cause;
   return test.message.empty() ? text : fmt::format("{}, '{}'", text, test.message);
}

base::diagnostics differences(rules::rule_test const& test, base::finding const& f)
{
   if (meets(f, test))
      return {};
   return problem(
      test,
      fmt::format(
         "{} is {}; the test expects {}", test.rule, outcome_text(f), expected_text(test)));
}

std::chrono::sys_seconds time_of(rules::rule_test const& test)
{
   return test.now.value_or(std::chrono::sys_seconds{now});
}

// The pack's variables with what the test sets.
base::result<facts::map> settings_of(rules::pack const& from, rules::rule_test const& test)
{
   facts::map all;
   for (auto const& v : from.variables)
      all.emplace(v.name, v.initial);
   for (auto const& [name, text] : test.settings) {
      auto const v = std::ranges::find(from.variables, name, &rules::variable::name);
      if (v == from.variables.end())
         return base::error(fmt::format("there is no variable '{}'", name));
      auto value = rules::parse_variable(*v, text);
      if (!value)
         return value.errors();
      all.insert_or_assign(name, *std::move(value));
   }
   return all;
}

// What the plugins publish about the test's domain in its world.
base::result<facts::tree> probe(
   rules::pack const& from,
   rules::rule_test const& test,
   resolver::lab const& world,
   audit::selection wanted)
{
   wanted.rule_paths = {from.file};
   wanted.checks = {test.rule};
   wanted.skip.clear();
   auto const built = audit::build_plan(wanted);
   if (!built)
      return built.errors();
   if (!built->problems.empty())
      return built->problems;
   auto record = audit_in_lab(
      *built->made,
      world,
      {*dns::name::from_text(test.domain), test.domain},
      time_of(test),
      suffixes());
   if (!record)
      return base::error("the audit did not end");
   return std::move(record->facts);
}

// As if nobody had asked.
audit::lookup_answers left_unasked(audit::lookup_questions& questions, std::string_view lookup)
{
   audit::lookup_answers answers;
   for (auto at = questions.begin(); at != questions.end();) {
      auto const& [key, q] = *at;
      if (key.lookup != lookup) {
         ++at;
         continue;
      }
      answers[key] = resolver::make_unknown(q.asked, base::because(base::causes::not_asked));
      at = questions.erase(at);
   }
   return answers;
}

}  // namespace

base::result<prepared_rule_test> prepared_rule_test::make(
   rules::pack const& from, rules::rule_test const& test, audit::selection const* plugins)
{
   prepared_rule_test made;
   auto const rule = std::ranges::find(from.rules, test.rule, &rules::check::id);
   if (rule == from.rules.end())
      return problem(test, fmt::format("there is no rule '{}'", test.rule));
   auto const domain = dns::name::from_text(test.domain);
   if (!domain)
      return problem(test, fmt::format("'{}' is no domain name", test.domain));
   auto world = make_lab(test, *domain);
   if (!world)
      return at_test(test, world.errors());
   made.rule_ = &*rule;
   made.test_ = &test;
   made.world_ = std::make_shared<resolver::lab const>(std::move(*world));
   made.facts_ = test.facts;
   auto variables = settings_of(from, test);
   if (!variables)
      return at_test(test, variables.errors());
   made.variables_ = std::move(*variables);
   if (!test.probes)
      return made;
   auto published =
      probe(from, test, *made.world_, plugins == nullptr ? audit::selection{} : *plugins);
   if (!published)
      return at_test(test, published.errors());
   made.facts_ = std::move(*published);
   return made;
}

rule_test_result prepared_rule_test::run(cel::watch* watched, std::string_view without) const
{
   audit::planned_check const check{rule_, &variables_};
   audit::judged_facts with{test_->domain, time_of(*test_), &facts_, nullptr, &suffixes()};
   with.watched = watched;
   auto const answers = answers_of(check, with, [&](audit::lookup_questions questions) {
      auto unasked = left_unasked(questions, without);
      auto asked = ask_lab(questions, *world_);
      asked.merge(unasked);
      return asked;
   });
   rule_test_result done;
   done.judged = judge_expression(check, with, answers);
   done.problems = differences(*test_, *done.judged);
   return done;
}

rule_test_result run_rule_test(
   rules::pack const& from, rules::rule_test const& test, audit::selection const* plugins)
{
   auto const made = prepared_rule_test::make(from, test, plugins);
   return made ? made->run() : rule_test_result{{}, made.errors()};
}

}  // namespace dnslint::authoring
