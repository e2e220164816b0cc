// SPDX-License-Identifier: Apache-2.0
#include "survey_facts.hpp"

#include "allowed.hpp"
#include "ending.hpp"
#include "exchange_limit.hpp"
#include "limits.hpp"
#include "void_limit.hpp"

#include <dnslint/text.hpp>

namespace spf {
namespace {

// Publishes a list of faults. That there is none is sure only when `open` is null.
void publish_faults(
   dnslint::keyed_writer const& values,
   std::string_view name,
   std::vector<std::string> const& faults,
   std::optional<dnslint::cause> const& open)
{
   if (faults.empty() && open)
      return values.set(name, *open);
   auto const list = values.list(name);
   for (auto const& f : faults)
      list.add(f);
}

std::optional<dnslint::cause> why_unseen(survey const& s)
{
   return s.unseen.empty() ? std::nullopt : std::optional{s.unseen.front()};
}

void publish_targets(
   dnslint::keyed_writer const& values,
   std::string_view name,
   std::vector<bad_target> const& targets,
   survey const& s)
{
   std::vector<std::string> texts;
   texts.reserve(targets.size());
   for (auto const& t : targets)
      texts.push_back(t.domain + " " + t.why);
   publish_faults(values, name, texts, why_unseen(s));
}

// Above the limit it does not matter how much is hidden.
void publish_voids(dnslint::keyed_writer const& values, std::string_view name, bound const& voids)
{
   if (voids.open && voids.known <= most_void_lookups)
      values.set(name, *voids.open);
   else
      values.set(name, voids.known);
}

void publish_ending(
   dnslint::keyed_writer const& values, record_tree const& tree, std::string const& root)
{
   auto const ending = find_ending(tree, root);
   if (ending.open) {
      values.set("ending", *ending.open);
      values.set("denies_all", *ending.open);
      return;
   }
   values.set("ending", ending.result);
   values.set("denies_all", ending.result == "-all" && !ending.has_other_mechanisms);
}

void publish_allowed(dnslint::keyed_writer const& values, allowed_hosts const& allowed)
{
   values.set("ip4_addresses", static_cast<std::int64_t>(allowed.all.ip4.size().low));
   values.set("ip4_width", width_of(allowed.all.ip4, 32));
   values.set("ip6_width", width_of(allowed.all.ip6, 128));
   std::vector<std::string> families;
   if (allows_everybody_ip4(allowed.all))
      families.emplace_back("IPv4");
   if (allows_everybody_ip6(allowed.all))
      families.emplace_back("IPv6");
   publish_faults(values, "everybody", families, allowed.open);
   publish_faults(values, "widest_terms", allowed.widest, std::nullopt);
   publish_faults(values, "special_networks", allowed.special, allowed.few_open);
   publish_faults(values, "mapped_addresses", allowed.mapped, allowed.few_open);
   if (allowed.open)
      values.set("allowed_seen", *allowed.open);
   else
      values.set("allowed_seen", true);
}

}  // namespace

void publish_survey(dnslint::keyed_writer const& values, survey const& s, std::string_view domain)
{
   auto const root = dnslint::to_lower(domain);
   values.set("lookups_min", s.lookups.known);
   if (s.lookups.open)
      values.set("lookups_max", *s.lookups.open);
   else
      values.set("lookups_max", s.lookups.known);
   publish_voids(values, "voids_v4", s.voids_ip4);
   publish_voids(values, "voids_v6", s.voids_ip6);
   auto const allowed = find_allowed(s.records, root);
   auto const victims = find_void_victims(s.records, root, allowed.all);
   publish_faults(values, "void_victims", victims.terms, victims.open);
   auto excess = find_exchange_excess(s.records, root);
   if (!excess.open)
      excess.open = why_unseen(s);
   publish_faults(values, "exchanges_excessive", excess.terms, excess.open);
   publish_targets(values, "targets_missing", s.missing, s);
   publish_targets(values, "targets_unregistered", s.unregistered, s);
   publish_targets(values, "targets_broken", s.broken, s);
   publish_targets(values, "targets_looping", s.loops, s);
   publish_ending(values, s.records, root);
   publish_allowed(values, allowed);
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
