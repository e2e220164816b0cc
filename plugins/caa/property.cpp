// SPDX-License-Identifier: Apache-2.0
#include "property.hpp"

#include "near_miss.hpp"

#include <dnslint/text.hpp>

#include <algorithm>
#include <array>

namespace caa {
namespace {

struct registered_tag {
   std::string_view tag;
   property_kind kind;
};

// The registry "Certification Authority Restriction Properties" of IANA, without its reserved tags.
constexpr std::array registry{
   registered_tag{"issue", property_kind::issuer},
   registered_tag{"issuewild", property_kind::issuer},
   registered_tag{"issuemail", property_kind::issuer},
   registered_tag{"issuevmc", property_kind::issuer},
   registered_tag{"iodef", property_kind::report_url},
   registered_tag{"contactemail", property_kind::email},
   registered_tag{"contactphone", property_kind::phone}};

int octet(char c)
{
   return static_cast<unsigned char>(c);
}

}  // namespace

std::optional<property> read_property(std::string_view rdata)
{
   constexpr std::size_t fixed = 2;
   if (rdata.size() < fixed)
      return std::nullopt;
   auto const rest = rdata.substr(fixed);
   auto const tag_length = static_cast<std::size_t>(octet(rdata[1]));
   if (rest.size() < tag_length)
      return std::nullopt;
   return property{
      octet(rdata[0]),
      std::string{rest.substr(0, tag_length)},
      std::string{rest.substr(tag_length)}};
}

property_kind kind_of(std::string_view tag)
{
   for (auto const& r : registry)
      if (dnslint::equal_ignoring_case(r.tag, tag))
         return r.kind;
   return property_kind::unregistered;
}

bool is_well_formed_tag(std::string_view tag)
{
   return !tag.empty() && std::ranges::all_of(tag, dnslint::is_alphanum);
}

std::string_view resembled_tag(std::string_view tag)
{
   for (auto const& r : registry)
      if (is_near_miss(tag, r.tag))
         return r.tag;
   return {};
}

}  // namespace caa
