// SPDX-License-Identifier: Apache-2.0
#include "core/authoring/plugin_check_run.hpp"

#include "core/audit/check_bindings.hpp"
#include "core/audit/judgement.hpp"
#include "core/audit/lookups.hpp"
#include "core/base/virtual_loop.hpp"
#include "core/plugin/probe_run.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <set>

namespace dnslint::authoring {
namespace {

constexpr std::string_view domain = "example.test";
constexpr std::chrono::milliseconds early_deadline{1};
constexpr unsigned budget = 500;
constexpr std::chrono::sys_seconds some_time{std::chrono::seconds{1'767'225'600}};

base::result<audit::built_plan> build(probe_case const& c, plugin::load_code code)
{
   audit::selection wanted;
   wanted.plugin_folders = {c.file};
   wanted.plugin_folders.insert(
      wanted.plugin_folders.end(), c.companions.begin(), c.companions.end());
   wanted.settings = c.settings;
   return audit::build_plan(wanted, code);
}

bool has(audit::plan const& p, std::string const& file)
{
   return std::ranges::find(p.plugins.plugins, file, &plugin::plugin::file) !=
          p.plugins.plugins.end();
}

// What a refusal of this file says; companions may be refused without any harm.
base::diagnostics about(std::string const& file, base::diagnostics const& all)
{
   base::diagnostics some;
   for (auto const& d : all)
      if (d.where.file.starts_with(file))
         some.push_back(d);
   return some.empty() ? all : some;
}

base::result<std::unique_ptr<audit::plan>> plan_of(probe_case const& c, plugin::load_code code)
{
   auto built = build(c, code);
   if (!built)
      return built.errors();
   if (!has(*built->made, c.file))
      return about(c.file, built->problems);
   return std::move(built->made);
}

void note_unknowns(std::string const& where, facts::value const& v, std::vector<std::string>& wrong)
{
   if (auto const* why = v.unknown(); why != nullptr && why->kind == base::cause_class::internal)
      wrong.push_back(fmt::format("{}: {}", where, base::to_text(*why)));
   if (auto const* list = v.as<facts::list>())
      for (auto const& each : *list)
         note_unknowns(where, each, wrong);
   if (auto const* map = v.as<facts::map>())
      for (auto const& [key, each] : *map)
         note_unknowns(where + "." + key, each, wrong);
}

// One probe's run, with those before it whose facts it needs. Owns the world that it stands in.
class probe_bench {
public:
   probe_bench(audit::plan& plan, probe_case const& c)
   : plan_{&plan}
   , lab_{c.lab}
   , shared_{loop_, upstreams(), {}, 0}
   , memo_{shared_, {budget}, {}}
   {
      facts_["name"] = {{"kind", "organizational"}, {"zone", domain}};
      auto const& owner = plugin_of(plan, c.file);
      for (target_ = 0; target_ != plan.probes.size(); ++target_) {
         auto const& p = plan.probes[target_];
         if (p.owner == &owner && owner.manifest.probes[p.which].id == c.probe)
            break;
      }
   }

   std::vector<std::string> run()
   {
      run_with_needs(target_);
      if (wrong_.empty())
         judge_expressions();
      std::ranges::sort(wrong_);
      wrong_.erase(std::unique(wrong_.begin(), wrong_.end()), wrong_.end());
      return wrong_;
   }

private:
   std::vector<std::unique_ptr<resolver::source>> upstreams()
   {
      std::vector<std::unique_ptr<resolver::source>> all;
      all.push_back(make_lab_source(loop_, *lab_));
      return all;
   }

   void run_with_needs(std::size_t i)
   {
      for (auto const before : plan_->probes[i].after)
         if (!ran_.contains(before))
            run_with_needs(before);
      ran_.insert(i);
      auto const result = run_probe(i);
      auto const& p = plan_->probes[i];
      if (!result)
         return wrong_.push_back("the probe did not end");
      facts_[plugin::fact_name(p.owner->manifest.id)].merge(facts::map{result->facts});
      if (i == target_)
         judge(*result);
   }

   std::optional<plugin::run_result> run_probe(std::size_t i)
   {
      auto const& p = plan_->probes[i];
      plugin::run_environment where;
      where.loop = &loop_;
      where.memo = &memo_;
      where.domain = domain;
      where.now = some_time;
      where.facts = &facts_;
      where.options = &plan_->settings.find(p.owner->manifest.id)->second;
      where.granted = &plan_->granted;
      std::optional<plugin::run_result> result;
      plugin::probe_run::start(*p.owner, p.which, p.checks, where, [&](plugin::run_result r) {
         result = std::move(r);
      });
      loop_.run([&] {
         return result.has_value();
      });
      return result;
   }

   void judge(plugin::run_result const& r)
   {
      if (r.defect)
         wrong_.push_back(base::to_text(*r.defect));
      for (auto const& [name, value] : r.facts)
         note_unknowns("the fact " + name, value, wrong_);
      for (auto const& f : r.findings) {
         auto const* planned = applicable(f.id);
         judge(planned == nullptr ? f : audit::judge_settled(*planned, known(), f));
      }
   }

   void judge(audit::finding const& f)
   {
      if (f.why && f.why->kind == base::cause_class::internal)
         wrong_.push_back(fmt::format("{}: {}", f.id, base::to_text(*f.why)));
      if (f.result == base::outcome::fail && !lab_->may_fail)
         wrong_.push_back(fmt::format("{}: failed, though no question was answered", f.id));
   }

   audit::judged_facts known() const { return {domain, some_time, &facts_}; }

   bool is_known(std::string const& fact) const
   {
      auto const dot = fact.find('.');
      auto const published = facts_.find(std::string_view{fact}.substr(0, dot));
      return published != facts_.end() && published->second.contains(fact.substr(dot + 1));
   }

   // Facts of probes that are no part of this case say nothing about this one.
   bool has_its_facts(rules::check const& c) const
   {
      return std::ranges::all_of(std::array{&c.applies_when, &c.verdict}, [&](auto const* code) {
         return !*code || std::ranges::all_of((*code)->facts_used(), [&](auto const& fact) {
            return is_known(fact);
         });
      });
   }

   audit::planned_check const* applicable(std::string const& id) const
   {
      auto const found = std::ranges::find(plan_->checks, id, [](auto const& c) {
         return c.definition->id;
      });
      return found != plan_->checks.end() && has_its_facts(*found->definition) ? &*found : nullptr;
   }

   void judge_expressions()
   {
      auto const prefix = plan_->probes[target_].owner->manifest.id + "/";
      for (auto const& c : plan_->checks)
         if (
            c.definition->verdict && c.definition->id.starts_with(prefix) &&
            has_its_facts(*c.definition))
            judge(audit::judge_expression(c, known(), looked_up(c)));
   }

   audit::lookup_answers looked_up(audit::planned_check const& c)
   {
      return audit::answers_of(c, known(), [this](audit::lookup_questions const& questions) {
         return answered(questions);
      });
   }

   audit::lookup_answers answered(audit::lookup_questions const& questions)
   {
      audit::lookup_answers answers;
      for (auto const& [key, q] : questions)
         audit::ask_lookup(memo_, nullptr, q, [&answers, name = key](resolver::answer_ptr a) {
            answers[name] = std::move(a);
         });
      loop_.run([&] {
         return answers.size() == questions.size();
      });
      return answers;
   }

   audit::plan* plan_;
   plugin_lab const* lab_;
   base::virtual_loop loop_;
   resolver::shared_resolver shared_;
   resolver::domain_memo memo_;
   facts::tree facts_;
   std::size_t target_ = 0;
   std::set<std::size_t> ran_;
   std::vector<std::string> wrong_;
};

void shorten_deadlines(audit::plan& p)
{
   for (auto& one : p.plugins.plugins)
      for (auto& probe : one.manifest.probes)
         probe.deadline = early_deadline;
}

}  // namespace

base::result<std::unique_ptr<audit::plan>> plan_for(
   std::string const& file, std::vector<std::string> const& companions, plugin::load_code code)
{
   return plan_of({file, companions, {}, nullptr, {}}, code);
}

plugin::plugin const& plugin_of(audit::plan const& p, std::string const& file)
{
   return *std::ranges::find(p.plugins.plugins, file, &plugin::plugin::file);
}

std::string run_probe_case(probe_case const& c)
{
   auto p = plan_of(c, plugin::load_code::yes);
   if (!p)
      return base::to_text(p.errors());
   if (c.lab->cancels)
      shorten_deadlines(**p);
   probe_bench bench{**p, c};
   return fmt::format("{}", fmt::join(bench.run(), "; "));
}

}  // namespace dnslint::authoring
