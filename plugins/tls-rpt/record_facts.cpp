// SPDX-License-Identifier: Apache-2.0
#include "record_facts.hpp"

namespace tls_rpt {
namespace {

void publish_strings(
   dnslint::keyed_writer const& into, std::string_view fact, std::vector<std::string> const& texts)
{
   auto const list = into.list(fact);
   for (auto const& t : texts)
      list.add(std::string_view{t});
}

}  // namespace

void publish_fields(dnslint::keyed_writer const& into, tls_rpt_record const& record)
{
   into.set("rua_fields", record.rua_fields);
   publish_strings(into, "rua", record.rua);
   publish_strings(into, "other_schemes", record.other_schemes);
   publish_strings(into, "unknown_fields", record.unknown_fields);
}

}  // namespace tls_rpt
