// SPDX-License-Identifier: Apache-2.0
#include "issuance.hpp"

#include <algorithm>

namespace caa {
namespace {

bool has_tag(std::vector<judged_property> const& all, std::string_view tag)
{
   return std::ranges::any_of(all, [&](judged_property const& p) {
      return p.tag == tag;
   });
}

permission permission_by(std::vector<judged_property> const& all, std::string_view tag)
{
   if (!has_tag(all, tag))
      return permission::anybody;
   bool const names_somebody = std::ranges::any_of(all, [&](judged_property const& p) {
      return p.tag == tag && p.names_somebody();
   });
   return names_somebody ? permission::named : permission::nobody;
}

// Section 4.5: an authority must not issue when a tag that it does not know is critical.
bool stops_everybody(judged_property const& p)
{
   return p.kind == property_kind::unregistered && p.written.is_critical();
}

}  // namespace

std::string_view to_text(permission p)
{
   switch (p) {
      case permission::anybody:
         return "anybody";
      case permission::named:
         return "named";
      case permission::nobody:
         break;
   }
   return "nobody";
}

issuance issuance_by(std::vector<judged_property> const& all)
{
   if (std::ranges::any_of(all, stops_everybody))
      return {permission::nobody, permission::nobody, permission::nobody, permission::nobody};
   // Section 4.3: wildcards go by issuewild if there is one, and else by issue.
   auto const wildcard_tag = has_tag(all, "issuewild") ? "issuewild" : "issue";
   return {
      permission_by(all, "issue"),
      permission_by(all, wildcard_tag),
      permission_by(all, "issuemail"),
      permission_by(all, "issuevmc")};
}

}  // namespace caa
