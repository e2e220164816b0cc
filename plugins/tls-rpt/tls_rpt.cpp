// SPDX-License-Identifier: Apache-2.0
#include "parse_command.hpp"
#include "record_facts.hpp"

#include <dnslint/parse_output.hpp>
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

void publish_ignored(dnslint::facts_writer const& facts, dnslint::answer const& answer)
{
   auto const list = facts.list("ignored");
   for (auto const r : answer.records())
      if (resembles_tls_rpt_record(joined(r)))
         list.add(r.text());
}

std::vector<dnslint::record> records_in(dnslint::answer const& answer)
{
   std::vector<dnslint::record> records;
   for (auto const r : answer.records())
      if (is_tls_rpt_record(joined(r)))
         records.push_back(r);
   return records;
}

// Drafts of RFC 8460 had the record at another name, where no sender looks for it.
dnslint::co<> publish_misplaced(dnslint::context cx)
{
   auto const name = "_smtp-tlsrpt." + std::string{cx.domain()};
   auto const answer = co_await cx.query(name, dnslint::rrtype::txt);
   if (answer.unknown())
      cx.facts().set("misplaced", answer.cause());
   else if (!records_in(answer).empty())
      cx.facts().set("misplaced", std::string_view{name});
}

void publish_record(dnslint::facts_writer const& facts, tls_rpt_record const& record)
{
   publish_fields(facts, record);
   dnslint::publish_errors(facts, "errors", record.errors);
}

// Nobody delivers to such a domain, so that there are no deliveries to report on.
bool refuses_mail(dnslint::context cx)
{
   return !cx.fact("mx.accepts_mail").boolean().value_or(true);
}

dnslint::task probe(dnslint::context cx)
{
   if (refuses_mail(cx) && !cx.option("ask_without_mail", false))
      co_return cx.unknown(dnslint::cause{
         dnslint::cause_class::withheld, "not-needed", "the domain accepts no mail"});
   auto const name = "_smtp._tls." + std::string{cx.domain()};
   auto const answer = co_await cx.query(name, dnslint::rrtype::txt);
   if (answer.unknown())
      co_return cx.unknown(answer.cause());
   auto const records = records_in(answer);
   auto const facts = cx.facts();
   facts.set("records", records.size());
   publish_ignored(facts, answer);
   if (records.empty())
      co_await publish_misplaced(cx);
   if (records.size() != 1)
      co_return publish_record(facts, {});
   facts.set("record", records.front().text());
   publish_record(facts, read_tls_rpt_record(joined(records.front())));
}

}  // namespace
}  // namespace tls_rpt

DNSLINT_PLUGIN(
   "tls-rpt",
   "0.1.0",
   dnslint::make_probe<tls_rpt::probe>("tls-rpt"),
   dnslint::make_command<tls_rpt::parse_command>("parse tls-rpt"))
