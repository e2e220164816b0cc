// SPDX-License-Identifier: Apache-2.0
#include "core/report/zone_edit_text.hpp"

#include "core/base/escape.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dnslint::report {
namespace {

// "for spf/present, mail-baseline/spf": whose advice it is.
std::string reason(zone_edit const& e)
{
   return "for " + base::terminal_text(fmt::format("{}", fmt::join(e.checks, ", ")));
}

// "_dmarc.example.com. IN TXT ...": of what is removed the TTL does not matter.
std::string without_ttl(dns::record const& r)
{
   return fmt::format(
      "{} IN {} {}", r.owner.to_absolute_text(), dns::to_text(r.type), dns::rdata_to_text(r));
}

}  // namespace

std::string edit_lines(std::vector<zone_edit> const& edits)
{
   std::string out;
   for (auto const& e : edits) {
      out += fmt::format("; {}\n", reason(e));
      for (auto const& r : e.remove)
         out += fmt::format("- {}\n", without_ttl(r));
      for (auto const& r : e.add)
         out += fmt::format("+ {}\n", dns::to_text(r));
   }
   return out;
}

std::string bind_text(std::vector<zone_edit> const& edits)
{
   std::string out;
   for (auto const& e : edits) {
      out += fmt::format("; {}\n", reason(e));
      for (auto const& r : e.remove)
         out += fmt::format("; - {}\n", without_ttl(r));
      for (auto const& r : e.add)
         out += dns::to_text(r) + '\n';
   }
   return out;
}

std::string nsupdate_text(std::vector<zone_edit> const& edits, std::string_view zone)
{
   auto out = zone.empty() ? std::string{} : fmt::format("zone {}.\n", zone);
   for (auto const& e : edits) {
      out += fmt::format("; {}\n", reason(e));
      for (auto const& r : e.remove)
         out += fmt::format("update delete {}\n", without_ttl(r));
      for (auto const& r : e.add)
         out += fmt::format("update add {}\n", dns::to_text(r));
   }
   return out + "send\n";
}

}  // namespace dnslint::report
