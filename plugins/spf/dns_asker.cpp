// SPDX-License-Identifier: Apache-2.0
#include "dns_asker.hpp"

#include <array>

namespace spf {
namespace {

using dnslint::rrtype;

rrtype number_of(record_type t)
{
   constexpr std::array numbers{rrtype::txt, rrtype::a, rrtype::aaaa, rrtype::mx, rrtype::ptr};
   return numbers[static_cast<std::size_t>(t)];
}

// A backslash in a name that macros made stands for itself; in presentation form it would begin an
// escape.
std::string presentation(std::string_view name)
{
   std::string text;
   for (char const c : name) {
      if (c == '\\')
         text += '\\';
      text += c;
   }
   return text;
}

std::string value_of(dnslint::record const& r, record_type type)
{
   switch (type) {
      case record_type::txt:
         return joined(r);
      case record_type::mx:
         return std::string{r.text("exchange")};
      case record_type::ptr:
         return std::string{r.text("target")};
      default:
         return std::string{r.text("address")};
   }
}

std::string denying_zone(dnslint::answer const& a)
{
   for (auto const r : a.authority())
      if (r.type() == rrtype::soa)
         return std::string{r.owner()};
   return {};
}

}  // namespace

dnslint::co<lookup> dns_asker::ask(std::string name, record_type type)
{
   auto const asked = presentation(name);
   auto const answer = co_await cx_.query(asked, number_of(type));
   lookup found;
   if (answer.unknown()) {
      found.why = answer.cause();
      if (denial_ == denial::believed && found.why.code == "no-soa")
         found.status = lookup_status::no_records;
      co_return found;
   }
   found.status = answer.nxdomain() ? lookup_status::no_name : lookup_status::no_records;
   if (answer.nxdomain())
      found.denied_by = denying_zone(answer);
   for (auto const r : answer.records()) {
      found.status = lookup_status::records;
      found.values.push_back(value_of(r, type));
   }
   co_return found;
}

std::string joined(dnslint::record const& txt)
{
   std::string text;
   for (auto const part : txt.strings())
      text += part;
   return text;
}

}  // namespace spf
