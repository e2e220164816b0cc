// SPDX-License-Identifier: Apache-2.0
#include "tls_rpt_record.hpp"

#include <dnslint/plugin.hpp>

#include <optional>

namespace tls_rpt {
namespace {

// RFC 8460 section 3: strings are put together without spaces.
std::string joined(dnslint::record const& txt)
{
   std::string text;
   for (auto const part : txt.strings())
      text += part;
   return text;
}

void publish_strings(
   dnslint::facts_writer const& facts, std::string_view fact, std::vector<std::string> const& texts)
{
   auto const list = facts.list(fact);
   for (auto const& t : texts)
      list.add(std::string_view{t});
}

void publish_ignored(dnslint::facts_writer const& facts, dnslint::answer const& answer)
{
   auto const list = facts.list("ignored");
   for (auto const r : answer.records())
      if (resembles_tls_rpt_record(joined(r)))
         list.add(r.text());
}

void publish_fields(dnslint::facts_writer const& facts, tls_rpt_record const& record)
{
   facts.set("rua_fields", record.rua_fields);
   publish_strings(facts, "rua", record.rua);
   publish_strings(facts, "other_schemes", record.other_schemes);
   publish_strings(facts, "unknown_fields", record.unknown_fields);
   auto const list = facts.list("errors");
   for (auto const& e : record.errors) {
      auto const error = list.add_map();
      error.set("column", e.column);
      error.set("text", std::string_view{e.text});
   }
}

dnslint::task probe(dnslint::context cx)
{
   auto const name = "_smtp._tls." + std::string{cx.domain()};
   auto const answer = co_await cx.query(name, dnslint::rrtype::txt);
   if (answer.unknown())
      co_return cx.unknown(answer.cause());
   std::vector<dnslint::record> records;
   for (auto const r : answer.records())
      if (is_tls_rpt_record(joined(r)))
         records.push_back(r);
   auto const facts = cx.facts();
   facts.set("records", records.size());
   publish_ignored(facts, answer);
   if (records.size() != 1)
      co_return publish_fields(facts, {});
   facts.set("record", records.front().text());
   publish_fields(facts, read_tls_rpt_record(joined(records.front())));
}

}  // namespace
}  // namespace tls_rpt

DNSLINT_PLUGIN("tls-rpt", "0.1.0", dnslint::make_probe<tls_rpt::probe>("tls-rpt"))
