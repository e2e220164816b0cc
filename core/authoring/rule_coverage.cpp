// SPDX-License-Identifier: Apache-2.0
#include "core/authoring/rule_coverage.hpp"

#include "core/authoring/rule_mutants.hpp"
#include "core/cel/branch.hpp"
#include "core/cel/value.hpp"
#include "core/cel/watch.hpp"
#include "core/rules/pack.hpp"

#include <algorithm>
#include <atomic>
#include <fmt/format.h>
#include <set>
#include <thread>

namespace dnslint::authoring {
namespace {

// One rule with its tests, ready to run on any thread.
struct job {
   tested_rule* into = nullptr;
   std::vector<std::optional<prepared_rule_test>> tests;  // null: wrong by itself
};

void prepare(rules::pack const& p, audit::selection const* plugins, job& j)
{
   for (auto& t : j.into->tests) {
      auto made = prepared_rule_test::make(p, *t.test, plugins);
      if (!made)
         t.result.problems = made.errors();
      j.tests.push_back(made ? std::optional{std::move(*made)} : std::nullopt);
   }
}

void add_untested_outcomes(tested_rule& r)
{
   std::set<base::outcome> wanted{base::outcome::unknown};
   if (!cel::is_never_observable(*r.rule->verdict))
      wanted.insert({base::outcome::pass, base::outcome::fail});
   if (r.rule->applies_when)
      wanted.insert(base::outcome::not_applicable);
   for (auto const& t : r.tests)
      wanted.erase(t.test->expected);
   for (auto const o : wanted)
      r.gaps.push_back(
         {untested::kind::outcome,
          rules::place_in(*r.rule, {"id"}),
          fmt::format("{}: no test expects {}", r.rule->id, base::to_text(o))});
}

void add_untaken(
   tested_rule& r, std::string_view key, cel::expression const& e, cel::watch const& w)
{
   for (auto const& b : cel::branches_of(e)) {
      if (cel::is_never_observable(e))
         continue;
      auto const came_to = w.seen.at(b.part);
      for (auto const& [bit, word] :
           {std::pair{cel::came_to::yes, "true"}, std::pair{cel::came_to::no, "false"}})
         if ((came_to & bit) == 0)
            r.gaps.push_back(
               {untested::kind::branch,
                rules::place_in(*r.rule, {key}, b.part->begin),
                fmt::format("{}: never {}: {}", r.rule->id, word, b.text)});
   }
}

void run(job& j, bool mutate)
{
   auto& r = *j.into;
   cel::watch w;
   auto const expressions = rules::judging_expressions(*r.rule);
   for (auto const& [key, e] : expressions)
      for (auto const& b : cel::branches_of(*e))
         w.seen.emplace(b.part, 0);
   for (std::size_t i = 0; i != j.tests.size(); ++i)
      if (j.tests[i])
         r.tests[i].result = j.tests[i]->run(&w);
   add_untested_outcomes(r);
   for (auto const& [key, e] : expressions)
      add_untaken(r, key, *e, w);
   bool const passes = std::ranges::all_of(r.tests, [](ended_rule_test const& t) {
      return t.result.problems.empty();
   });
   if (mutate && passes)
      for (auto& gap : surviving_mutants(*r.rule, j.tests))
         r.gaps.push_back(std::move(gap));
}

}  // namespace

std::vector<tested_rule> test_rules(rules::pack const& p, rule_test_options const& options)
{
   std::vector<tested_rule> all(p.rules.size());
   std::vector<job> jobs(p.rules.size());
   for (std::size_t i = 0; i != p.rules.size(); ++i) {
      all[i].rule = &p.rules[i];
      for (auto const& t : p.tests)
         if (t.rule == p.rules[i].id)
            all[i].tests.push_back({&t, {}});
      jobs[i].into = &all[i];
      prepare(p, options.plugins, jobs[i]);
   }
   std::atomic<std::size_t> next{0};
   auto const work = [&] {
      for (auto i = next++; i < jobs.size(); i = next++)
         run(jobs[i], options.mutate);
   };
   std::vector<std::jthread> others;
   for (unsigned i = 1; i < std::min<std::size_t>(options.threads, jobs.size()); ++i)
      others.emplace_back(work);
   work();
   others.clear();
   return all;
}

}  // namespace dnslint::authoring
