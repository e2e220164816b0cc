// SPDX-License-Identifier: Apache-2.0
#include "alignment_report.hpp"

#include "alignment.hpp"

namespace dmarc {
namespace {

identifier from_of(policy_lookup const& p)
{
   if (p.found.organization_open)
      return {p.walk[0].domain, std::nullopt};
   return {p.walk[0].domain, p.found.organizational_domain};
}

// Null while it is not known which record applies.
std::optional<bool> is_strict(policy_lookup const& p, std::string_view mechanism)
{
   if (!p.found.source)
      return std::nullopt;
   auto const& record = *p.walk[*p.found.source].record();
   return mechanism == "spf" ? record.aspf_strict : record.adkim_strict;
}

dnslint::cause why_unknown(policy_lookup const& p, authenticated_domain const& a)
{
   if (p.found.policy_open)
      return p.asked[*p.found.policy_open].cause();
   if (p.found.organization_open)
      return p.asked[*p.found.organization_open].cause();
   return *a.own.unknown;
}

// Without a DMARC record there is no alignment.
bool applies(policy_lookup const& p)
{
   return p.found.source || p.found.policy_open;
}

std::string verdict_text(
   policy_lookup const& p, authenticated_domain const& a, std::optional<bool> aligned)
{
   if (!applies(p))
      return "no DMARC record applies";
   if (!aligned)
      return "unknown: " + why_unknown(p, a).code;
   auto const strict = is_strict(p, a.mechanism);
   std::string const mode = !strict ? "" : *strict ? " (strict)" : " (relaxed)";
   return (*aligned ? "aligned" : "not aligned") + mode;
}

void publish(
   dnslint::map_writer const& into,
   policy_lookup const& p,
   authenticated_domain const& a,
   std::optional<bool> aligned)
{
   auto const strict = is_strict(p, a.mechanism);
   into.set("domain", std::string_view{a.domain});
   if (a.own.unknown)
      into.set("organizational_domain", *a.own.unknown);
   else
      into.set("organizational_domain", std::string_view{a.own.domain});
   into.set("mode", strict ? std::optional{std::string_view{*strict ? "s" : "r"}} : std::nullopt);
   if (!applies(p))
      into.set("aligned", nullptr);
   else if (aligned)
      into.set("aligned", *aligned);
   else
      into.set("aligned", why_unknown(p, a));
}

}  // namespace

void tell_alignment(
   dnslint::command_context const& cx,
   policy_lookup const& p,
   std::vector<authenticated_domain> const& all)
{
   auto const alignment = cx.values().map("alignment");
   for (auto const& a : all) {
      identifier const found{a.domain, a.own.unknown ? std::nullopt : std::optional{a.own.domain}};
      auto const aligned = is_aligned(from_of(p), found, is_strict(p, a.mechanism));
      publish(alignment.map(a.mechanism), p, a, aligned);
      cx.text(
         std::string{a.mechanism} + " " + a.domain + ": " + verdict_text(p, a, aligned) + '\n');
   }
}

}  // namespace dmarc
