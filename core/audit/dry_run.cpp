// SPDX-License-Identifier: Apache-2.0
#include "core/audit/dry_run.hpp"

#include "core/audit/plan.hpp"
#include "core/base/yaml.hpp"
#include "core/cel/bindings.hpp"
#include "core/rules/question_count.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace dnslint::audit {
namespace {

// How a template shows a part that is not known without asking.
constexpr std::string_view unknown_part = "(unknown)";
constexpr std::string_view shown_part = "{...}";

// zone_search asks for the SOA of the domain and, below aliases, of each name above it.
unsigned zone_questions(dns::name const& domain)
{
   return static_cast<unsigned>(domain.label_count()) + 1;
}

bool may_run(plan const& plan, plugin::probe_definition const& probe)
{
   return std::ranges::all_of(probe.powers, [&](std::string const& power) {
      return plan.granted.contains(power);
   });
}

std::string lookup_text(rules::lookup const& l, planned_check const& c, std::string_view domain)
{
   static facts::tree const nothing;
   cel::bindings b;
   b.domain = domain;
   b.facts = &nothing;
   b.variables = c.variables;
   auto name = l.name.render(b);
   for (auto at = name.find(unknown_part); at != std::string::npos; at = name.find(unknown_part))
      name.replace(at, unknown_part.size(), shown_part);
   return fmt::format("{} {}", name, dns::to_text(l.type));
}

void add(dry_run& run, expected_questions part, unsigned budget)
{
   run.undeclared += part.count ? 0 : 1;
   run.questions += part.count.value_or(budget);
   run.parts.push_back(std::move(part));
}

}  // namespace

std::optional<unsigned> declared_questions(plugin::manifest const& manifest, std::string_view probe)
{
   auto const* const probes = manifest.document.root().find("probes");
   auto const* const body = probes == nullptr ? nullptr : probes->find(probe);
   auto const* const written = body == nullptr ? nullptr : body->find("questions");
   if (written == nullptr)
      return std::nullopt;
   unsigned count = 0;
   auto const& text = written->text;
   auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
   return error == std::errc{} && end == text.data() + text.size() ? std::optional{count}
                                                                   : std::nullopt;
}

dry_run plan_questions(plan const& plan, dns::name const& domain, unsigned budget)
{
   dry_run run;
   run.domain = domain.to_text();
   add(run, {"name", {}, zone_questions(domain)}, budget);
   for (std::size_t i = 0; i != plan.probes.size(); ++i) {
      auto const& manifest = plan.probes[i].owner->manifest;
      auto const& probe = manifest.probes[plan.probes[i].which];
      if (plan.runs[i] && may_run(plan, probe))
         add(
            run,
            {fmt::format("{}/{}", manifest.id, probe.id),
             {},
             declared_questions(manifest, probe.id)},
            budget);
   }
   for (auto const& c : plan.checks)
      for (auto const& l : c.definition->lookups)
         add(
            run,
            {c.definition->id,
             lookup_text(l, c, run.domain),
             static_cast<unsigned>(rules::most_questions(l))},
            budget);
   return run;
}

}  // namespace dnslint::audit
