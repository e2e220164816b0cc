// SPDX-License-Identifier: Apache-2.0
#include "core/audit/probe_order.hpp"

#include "core/plugin/plugin_set.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>

namespace dnslint::audit {
namespace {

// "mx.accepts_mail" -> the probe that publishes it.
std::map<std::string, std::size_t> publishers(std::vector<planned_probe> const& probes)
{
   std::map<std::string, std::size_t> by_fact;
   for (std::size_t i = 0; i != probes.size(); ++i) {
      auto const& manifest = probes[i].owner->manifest;
      for (auto const& fact : manifest.probes[probes[i].which].publishes)
         by_fact[plugin::fact_name(manifest.id) + "." + fact] = i;
   }
   return by_fact;
}

std::vector<planned_probe> all_probes(std::vector<plugin::plugin> const& plugins)
{
   std::vector<planned_probe> probes;
   for (auto const& p : plugins)
      for (std::size_t i = 0; i != p.manifest.probes.size(); ++i) {
         planned_probe one{&p, i, {}, {}};
         for (auto const& c : p.checks)
            if (!c.verdict && c.probe == p.manifest.probes[i].id)
               one.checks.push_back(c.id);
         probes.push_back(std::move(one));
      }
   return probes;
}

std::string label(planned_probe const& p)
{
   return fmt::format("{}/{}", p.owner->manifest.id, p.owner->manifest.probes[p.which].id);
}

void find_dependencies(std::vector<planned_probe>& probes)
{
   auto const by_fact = publishers(probes);
   for (auto& p : probes)
      for (auto const& need : p.owner->manifest.probes[p.which].needs)
         if (auto const found = by_fact.find(need); found != by_fact.end())
            p.after.push_back(found->second);
}

}  // namespace

base::result<std::vector<planned_probe>> order_probes(std::vector<plugin::plugin> const& plugins)
{
   auto probes = all_probes(plugins);
   find_dependencies(probes);
   std::vector<planned_probe> ordered;
   std::map<std::size_t, std::size_t> place;  // old index -> new one
   for (bool moved = true; moved;) {
      moved = false;
      for (std::size_t i = 0; i != probes.size(); ++i) {
         auto const ready = std::ranges::all_of(probes[i].after, [&](std::size_t a) {
            return place.contains(a);
         });
         if (!ready || place.contains(i))
            continue;
         place[i] = ordered.size();
         ordered.push_back(probes[i]);
         for (auto& a : ordered.back().after)
            a = place.at(a);
         moved = true;
      }
   }
   if (ordered.size() == probes.size())
      return ordered;
   std::vector<std::string> stuck;
   for (std::size_t i = 0; i != probes.size(); ++i)
      if (!place.contains(i))
         stuck.push_back(label(probes[i]));
   return base::error(
      fmt::format("these probes need facts of each other in a circle: {}", fmt::join(stuck, ", ")),
      "take a fact out of the `needs` of one of them");
}

}  // namespace dnslint::audit
