// SPDX-License-Identifier: Apache-2.0
#include "core/audit/rule_test.hpp"

#include "core/audit/judgement.hpp"
#include "core/audit/public_suffix.hpp"
#include "core/base/encode.hpp"
#include "core/base/virtual_loop.hpp"
#include "core/base/yaml.hpp"
#include "core/dns/zone_text.hpp"
#include "core/resolver/lab.hpp"
#include "core/resolver/resolver.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::audit {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::sys_seconds now = std::chrono::sys_days{2026y / 1 / 1};
constexpr unsigned most_questions = 1000;

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
   return made;
}

lookup_answers ask(lookup_questions const& questions, resolver::lab const& world)
{
   base::virtual_loop loop;
   std::vector<std::unique_ptr<resolver::source>> sources;
   sources.push_back(resolver::make_lab_source(loop, world));
   resolver::shared_resolver shared{loop, std::move(sources), {}, 0};
   resolver::domain_memo memo{shared, {most_questions}, [](resolver::exchange const&) {}};
   lookup_answers answers;
   for (auto const& [key, question] : questions)
      memo.ask(question, [&answers, name = key](resolver::answer_ptr a) {
         answers[name] = std::move(a);
      });
   loop.run([] {
      return false;
   });
   return answers;
}

std::string shown(finding const& f)
{
   std::string text{base::to_text(f.result)};
   if (f.why)
      text += ", " + base::to_text(*f.why);
   if (!f.message.empty())
      text += ", " + f.message.bytes();
   return text;
}

finding judge(
   rules::pack const& from,
   rules::check const& rule,
   rules::rule_test const& test,
   resolver::lab const& world)
{
   facts::map variables;
   for (auto const& v : from.variables)
      variables.emplace(v.name, v.initial);
   planned_check const check{&rule, &variables};
   static auto const suffixes = public_suffix_list::builtin();
   judged_facts const with{test.domain, now, &test.facts, nullptr, &suffixes};
   auto const answers = answers_of(check, with, [&world](lookup_questions const& questions) {
      return ask(questions, world);
   });
   return judge_expression(check, with, answers);
}

}  // namespace

rule_test_result run_rule_test(rules::pack const& from, rules::rule_test const& test)
{
   auto const rule = std::ranges::find(from.rules, test.rule, &rules::check::id);
   if (rule == from.rules.end())
      return {{}, problem(test, fmt::format("there is no rule '{}'", test.rule))};
   auto const domain = dns::name::from_text(test.domain);
   if (!domain)
      return {{}, problem(test, fmt::format("'{}' is no domain name", test.domain))};
   auto const world = make_lab(test, *domain);
   if (!world)
      return {{}, at_test(test, world.errors())};
   rule_test_result done;
   done.judged = judge(from, *rule, test, *world);
   if (done.judged->result != test.expected)
      done.problems = problem(
         test,
         fmt::format(
            "{} is {}; the test expects {}",
            test.rule,
            shown(*done.judged),
            base::to_text(test.expected)));
   return done;
}

}  // namespace dnslint::audit
