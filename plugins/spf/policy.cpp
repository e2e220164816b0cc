// SPDX-License-Identifier: Apache-2.0
#include "policy.hpp"

#include <dnslint/text.hpp>

#include <algorithm>
#include <set>

namespace spf {
namespace {

// A text that is equal for mechanisms that match the same hosts, whatever their qualifiers. The
// second of two such mechanisms never matches.
std::string matched_hosts(term const& t)
{
   auto argument = dnslint::to_lower(t.argument.value_or(""));
   if (argument.ends_with('.'))
      argument.pop_back();
   auto const prefix = [](std::optional<std::int64_t> length) {
      return length ? "/" + std::to_string(*length) : std::string{"/"};
   };
   return t.name + ":" + argument + prefix(t.ip4_prefix) + prefix(t.ip6_prefix);
}

bool has_domain(term const& t)
{
   if (t.kind == term_kind::modifier)
      return is_known_modifier(t.name);
   return !t.is("ip4") && !t.is("ip6");
}

void sort_out_modifier(policy& p, term const& t)
{
   if (t.name == "redirect")
      p.redirect = t.argument;
   else if (t.name == "exp")
      p.exp = t.argument;
   else if (is_mechanism_name(t.name))
      p.misspelt_mechanisms.push_back(t.text);
   else if (!is_known_modifier(t.name))
      p.unknown_modifiers.push_back(t.text);
}

// Section 5.1: mechanisms behind `all` are never tested.
void sort_out_mechanism(policy& p, term const& t, std::set<std::string>& seen)
{
   if (p.all)
      p.after_all.push_back(t.text);
   else if (!seen.insert(matched_hosts(t)).second)
      p.duplicates.push_back(t.text);
   if (t.is("all") && !p.all)
      p.all = std::string{t.qualifier} + "all";
}

bool is_ignored(policy const& p, term const& t, bool behind_all)
{
   if (t.kind == term_kind::mechanism)
      return behind_all;
   return t.name == "redirect" && p.all;
}

}  // namespace

policy read_policy(spf_record const& record)
{
   policy p;
   std::set<std::string> seen;
   for (auto const& t : record.terms) {
      if (t.kind == term_kind::modifier)
         sort_out_modifier(p, t);
      else
         sort_out_mechanism(p, t, seen);
      if (
         has_domain(t) && t.argument && t.argument->find('%') == std::string::npos &&
         !is_domain_name(*t.argument))
         p.malformed_domains.push_back(t.text);
   }
   bool behind_all = false;
   for (auto const& t : record.terms) {
      auto const ignored = is_ignored(p, t, behind_all);
      p.is_ignored.push_back(ignored);
      p.lookups_direct += costs_lookup(t) && !ignored ? 1 : 0;
      behind_all = behind_all || t.is("all");
   }
   return p;
}

}  // namespace spf
