// SPDX-License-Identifier: Apache-2.0
#include "effective.hpp"

namespace dmarc {

bool depends_on_existence(dmarc_record const& record, bool inherited)
{
   return inherited && record.asked_for &&
          record.asked_for->subdomains != record.asked_for->nonexistent;
}

std::optional<disposition> effective_policy(
   dmarc_record const& record, bool inherited, existence const& name)
{
   if (!record.asked_for)
      return std::nullopt;
   if (!inherited)
      return record.asked_for->domain;
   return name.exists ? record.asked_for->subdomains : record.asked_for->nonexistent;
}

}  // namespace dmarc
