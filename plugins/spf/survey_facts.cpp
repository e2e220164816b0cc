// SPDX-License-Identifier: Apache-2.0
#include "survey_facts.hpp"

namespace spf {
namespace {

constexpr std::int64_t most_voids = 2;

void publish_targets(
   dnslint::keyed_writer const& values,
   std::string_view name,
   std::vector<bad_target> const& targets,
   survey const& s)
{
   // That there is none is sure only when every record was seen.
   if (targets.empty() && !s.unseen.empty())
      return values.set(name, s.unseen.front());
   auto const list = values.list(name);
   for (auto const& t : targets)
      list.add(t.domain + " " + t.why);
}

// Above the limit it does not matter how much is hidden.
void publish_voids(dnslint::keyed_writer const& values, std::string_view name, bound const& voids)
{
   if (voids.open && voids.known <= most_voids)
      values.set(name, *voids.open);
   else
      values.set(name, voids.known);
}

}  // namespace

void publish_survey(dnslint::keyed_writer const& values, survey const& s)
{
   values.set("lookups_min", s.lookups.known);
   if (s.lookups.open)
      values.set("lookups_max", *s.lookups.open);
   else
      values.set("lookups_max", s.lookups.known);
   publish_voids(values, "voids_v4", s.voids_ip4);
   publish_voids(values, "voids_v6", s.voids_ip6);
   publish_targets(values, "targets_missing", s.missing, s);
   publish_targets(values, "targets_unregistered", s.unregistered, s);
   publish_targets(values, "targets_broken", s.broken, s);
   publish_targets(values, "targets_looping", s.loops, s);
   values.set("ip4_addresses", static_cast<std::int64_t>(s.ip4_addresses));
}

void publish_tree(dnslint::keyed_writer const& values, survey const& s)
{
   auto const list = values.list("tree");
   for (auto const& l : s.tree) {
      auto const entry = list.add_map();
      entry.set("depth", l.depth);
      entry.set("domain", l.domain);
      entry.set("term", l.term);
      entry.set("cost", l.cost.known);
      entry.set("at_least", l.cost.open.has_value());
      entry.set("note", l.note);
   }
}

}  // namespace spf
