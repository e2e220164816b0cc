// SPDX-License-Identifier: Apache-2.0
#include "ending.hpp"

#include <dnslint/text.hpp>

#include <set>

namespace spf {
namespace {

dnslint::cause beyond_budget()
{
   return {dnslint::cause_class::withheld, "budget", "an SPF record beyond the budget"};
}

// Reads one record; returns where its redirect leads, or null at the end of the way.
std::optional<std::string> read_ending(followed_record const& record, record_ending& found)
{
   std::optional<std::string> next;
   for (auto const& t : record.terms) {
      if (t.written.is("all"))
         found.result = std::string{t.written.qualifier} + "all";
      else if (t.written.kind == term_kind::mechanism)
         found.has_other_mechanisms = true;
      else if (t.written.is_modifier("redirect") && t.depends_on_sender)
         found.open = dnslint::unobservable("sender-dependent", dnslint::printable(t.written.text));
      else if (t.written.is_modifier("redirect"))
         next = t.target;
   }
   return next;
}

}  // namespace

record_ending find_ending(record_tree const& tree, std::string const& root)
{
   record_ending found;
   std::set<std::string> seen;
   for (std::optional<std::string> key = root; key;) {
      auto const at = tree.find(*key);
      if (!key->empty() && at == tree.end()) {
         found.open = beyond_budget();
         break;
      }
      if (
         key->empty() || !seen.insert(*key).second || at->second.state == record_state::broken ||
         at->second.state == record_state::missing) {
         found.result = "permerror";
         break;
      }
      if (at->second.state == record_state::unseen)
         found.open = at->second.why;
      key = read_ending(at->second, found);
   }
   return found;
}

}  // namespace spf
