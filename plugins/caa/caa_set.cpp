// SPDX-License-Identifier: Apache-2.0
#include "caa_set.hpp"

#include "contact.hpp"
#include "issuer_parameter.hpp"
#include "url.hpp"

#include <dnslint/text.hpp>

#include <set>

namespace caa {
namespace {

void judge_issuer(judged_property& p)
{
   auto read = read_issuer_value(p.written.value);
   if (read.error) {
      p.errors.push_back(std::move(*read.error));
      return;
   }
   p.issuer = dnslint::to_lower(read.issuer);
   for (auto& e : errors_of_parameters(p.written.value, read.parameters)) {
      p.is_unsatisfied = p.is_unsatisfied || e.is_unsatisfied;
      p.parameter_errors.push_back(std::move(e.error));
   }
}

std::optional<dnslint::parse_error> error_of_value(judged_property const& p)
{
   switch (p.kind) {
      case property_kind::report_url:
         return error_of_report_url(p.written.value);
      case property_kind::email:
         return error_of_email(p.written.value);
      case property_kind::phone:
         return error_of_phone(p.written.value);
      case property_kind::issuer:
      case property_kind::unregistered:
         break;
   }
   return std::nullopt;
}

}  // namespace

judged_property judge_property(property written)
{
   judged_property p;
   p.written_tag = dnslint::printable(written.tag);
   p.tag = dnslint::to_lower(p.written_tag);
   p.kind = kind_of(written.tag);
   p.written = std::move(written);
   if (p.kind == property_kind::issuer)
      judge_issuer(p);
   else if (auto error = error_of_value(p))
      p.errors.push_back(std::move(*error));
   return p;
}

std::vector<std::string> issuers_named(
   std::vector<judged_property> const& all, std::string_view tag)
{
   std::set<std::string> issuers;
   for (auto const& p : all)
      if (p.tag == tag && !p.issuer.empty())
         issuers.insert(p.issuer);
   return {issuers.begin(), issuers.end()};
}

std::vector<std::string> contradictory_tags(std::vector<judged_property> const& all)
{
   std::set<std::string> tags;
   for (auto const& p : all)
      if (p.names_nobody() && !issuers_named(all, p.tag).empty())
         tags.insert(p.tag);
   return {tags.begin(), tags.end()};
}

std::vector<std::string> stopped_tags(std::vector<judged_property> const& all)
{
   std::set<std::string> tags;
   for (auto const& p : all)
      if (p.kind == property_kind::issuer && !p.names_nobody() && !p.names_somebody())
         tags.insert(p.tag);
   for (auto const& p : all)
      if (p.names_nobody() || p.names_somebody())
         tags.erase(p.tag);
   return {tags.begin(), tags.end()};
}

}  // namespace caa
