// SPDX-License-Identifier: Apache-2.0
#include "core/engine/run_description.hpp"

#include "core/audit/plan_profile.hpp"
#include "core/engine/trial_report.hpp"
#include "core/engine/version.hpp"

#include <fmt/format.h>

namespace dnslint::engine {
namespace {

void note_reported(facts::schema const& declared, report::record_content& content)
{
   for (auto const& [plugin, facts] : declared)
      for (auto const& [name, declaration] : facts)
         if (declaration.reported)
            content.reported_facts.insert(fmt::format("{}.{}", plugin, name));
}

}  // namespace

report::run_info describe_run(run_config const& c, world const& w, audit::plan const& p)
{
   report::run_info run;
   run.engine_version = version();
   run.now = w.now_text;
   run.source = w.source;
   run.psl_date = w.suffixes.date();
   run.score_algorithm = score::algorithm;
   run.plugins = plugin_parts(p);
   run.packs = pack_parts(p);
   run.profiles = profile_parts(p);
   for (auto const& d : audit::expired_suppressions(p, w.now))
      run.expired_suppressions.push_back(d.message);
   describe_trials(w, run);
   run.list_digest = c.list.digest;
   run.shard = c.list.shard;
   run.shards = c.list.shards;
   run.options = w.options_text;
   return run;
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

report::record_content make_record_content(record_config const& c, audit::plan const& p)
{
   report::record_content content;
   content.all_facts = c.all_facts;
   content.passes = c.passes;
   note_reported(audit::core_facts(), content);
   for (auto const& one : p.plugins.plugins)
      note_reported({{plugin::fact_name(one.manifest.id), one.manifest.facts}}, content);
   for (auto const& check : p.checks) {
      auto const used = rules::facts_used(*check.definition);
      content.facts_of_checks.emplace(
         check.definition->id, std::vector<std::string>{used.begin(), used.end()});
   }
   return content;
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

}  // namespace dnslint::engine
