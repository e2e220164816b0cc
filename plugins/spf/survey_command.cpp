// SPDX-License-Identifier: Apache-2.0
#include "survey_command.hpp"

#include "allowed.hpp"
#include "dns_asker.hpp"
#include "exchange_limit.hpp"
#include "survey_facts.hpp"
#include "void_limit.hpp"

#include <dnslint/text.hpp>

namespace spf {
namespace {

// A larger budget than that of an audit: one person asks about one domain.
constexpr survey_limits command_limits{200, 800, 64, 5000, 4096};

std::string number(bound const& b)
{
   return (b.open ? "at least " : "") + std::to_string(b.known);
}

std::string line_of(survey_line const& l)
{
   std::string const indent(6 * l.depth, ' ');
   if (l.term.empty())
      return indent + l.domain + ": " + l.note + '\n';
   std::string text = indent + "   " + l.term;
   if (l.cost.known != 0)
      text += "  costs " + number(l.cost);
   return text + (l.note.empty() ? "" : "  " + l.note) + '\n';
}

void write_list(
   dnslint::command_context const& cx,
   std::string const& head,
   std::vector<std::string> const& texts)
{
   for (auto const& t : texts)
      cx.text(head + t + '\n');
}

void write_faults(dnslint::command_context const& cx, survey const& s, std::string const& root)
{
   for (auto const* list : {&s.missing, &s.unregistered, &s.broken, &s.loops})
      for (auto const& t : *list)
         cx.text("wrong: " + t.domain + ' ' + t.why + '\n');
   auto const allowed = find_allowed(s.records, root);
   write_list(cx, "wrong: ", find_exchange_excess(s.records, root).terms);
   write_list(cx, "not reached: ", find_void_victims(s.records, root, allowed.all).terms);
   write_list(cx, "never matches: ", allowed.mapped);
   write_list(cx, "not on the Internet: ", allowed.special);
   if (allows_everybody_ip4(allowed.all) || allows_everybody_ip6(allowed.all))
      write_list(cx, "allows everybody: ", allowed.widest);
}

void write(dnslint::command_context const& cx, survey const& s)
{
   for (auto const& l : s.tree)
      cx.text(line_of(l));
   cx.text("\nlookups: " + number(s.lookups) + " (receivers stop at 10)\n");
   cx.text(
      "void lookups: " + number(s.voids_ip4) + " for an IPv4 client, " + number(s.voids_ip6) +
      " for an IPv6 client (receivers stop at 2)\n");
}

}  // namespace

dnslint::co<> survey_command(dnslint::command_context cx, std::string domain)
{
   dns_asker dns{cx, denial::proved};
   auto const found = co_await survey_records(dns, domain, command_limits);
   publish_survey(cx.values(), found, domain);
   publish_tree(cx.values(), found);
   write(cx, found);
   write_faults(cx, found, dnslint::to_lower(domain));
}

}  // namespace spf
