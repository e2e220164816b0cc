// SPDX-License-Identifier: Apache-2.0
#include "exchange_limit.hpp"

#include "allowed.hpp"
#include "limits.hpp"

namespace spf {

exchange_excess find_exchange_excess(record_tree const& tree, std::string const& root)
{
   exchange_excess found;
   auto const open = [&](dnslint::cause const& why) {
      if (!found.open)
         found.open = why;
   };
   for (auto const& [key, record] : tree) {
      if (record.state == record_state::unseen)
         open(record.why);
      for (auto const& t : record.terms) {
         if (!t.exchanges)
            continue;
         if (t.exchanges->status == lookup_status::failed)
            open(t.exchanges->why);
         if (auto const count = t.exchanges->values.size(); count > most_exchanges)
            found.terms.push_back(
               label_of(t, record, key == root) + " has " + std::to_string(count) + " exchanges");
      }
   }
   return found;
}

}  // namespace spf
