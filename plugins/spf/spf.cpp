// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "dns_asker.hpp"
#include "explanation.hpp"
#include "selection.hpp"
#include "spf_facts.hpp"
#include "survey_facts.hpp"

#include <dnslint/plugin.hpp>
#include <dnslint/text.hpp>

namespace spf {
namespace {

// Bounds what a hostile record costs. No record that receivers can use comes near it.
constexpr std::size_t most_terms = 512;

txt_set sort_out(dnslint::answer const& answer)
{
   txt_set set;
   for (auto const r : answer.records()) {
      auto text = joined(r);
      set.octets += text.size();
      if (is_spf_record(text))
         set.spf.push_back(std::move(text));
      else if (looks_like_spf(text))
         set.lookalikes.push_back(std::move(text));
   }
   return set;
}

void settle_syntax(dnslint::context const& cx, spf_record const& record, std::string_view text)
{
   auto finding = cx.settle("spf/syntax", record.errors.empty());
   finding.evidence(dnslint::printable(text));
   if (record.errors.empty())
      return;
   auto const& first = record.errors.front();
   auto const more = record.errors.size() - 1;
   finding.message(to_text(first) + (more == 0 ? "" : " (and " + std::to_string(more) + " more)"));
   for (auto const& e : record.errors)
      if (e != first)
         finding.item("column " + std::to_string(e.column), dnslint::outcome::fail, e.text);
}

void judge(dnslint::context const& cx, std::string_view text)
{
   auto const record = read_record(text, most_terms);
   if (record.unread != 0)
      return cx.unknown(
         {dnslint::cause_class::withheld,
          "budget",
          std::to_string(record.unread) + " terms beyond the first " + std::to_string(most_terms) +
             " were not read"});
   publish_record(cx.facts(), text, record);
   settle_syntax(cx, record, text);
}

dnslint::task probe(dnslint::context cx)
{
   auto const answer = co_await cx.query(cx.domain(), dnslint::rrtype::txt);
   if (answer.unknown())
      co_return cx.unknown(answer.cause());
   auto const set = sort_out(answer);
   publish_set(cx.facts(), set);
   if (set.spf.size() == 1)
      co_return judge(cx, set.spf.front());
   publish_no_record(cx.facts());
   cx.not_applicable("spf/syntax", "there is not exactly one SPF record to read");
}

// A probe of its own, since checks of the record alone need none of these lookups.
dnslint::task survey_probe(dnslint::context cx)
{
   auto const records = cx.fact("spf.records");
   if (records.unknown())
      co_return cx.unknown(records.cause());
   if (records.integer() != 1)
      co_return;
   dns_asker dns{cx, denial::proved};
   survey_limits const limits;
   auto const found = co_await survey_records(dns, std::string{cx.domain()}, limits);
   publish_survey(cx.facts(), found, cx.domain());
}

dnslint::task explanation_probe(dnslint::context cx)
{
   auto const spec = cx.fact("spf.exp");
   if (spec.unknown())
      co_return cx.unknown(spec.cause());
   if (spec.is_null()) {
      cx.not_applicable("spf/explanation", "the SPF record has no exp");
      co_return;
   }
   dns_asker dns{cx, denial::proved};
   auto const e =
      co_await read_explanation(dns, std::string{spec.text()}, std::string{cx.domain()});
   if (e.open)
      co_return cx.unknown(*e.open);
   auto finding = cx.settle("spf/explanation", !e.fault);
   auto const where =
      e.name.empty() ? "exp=" + std::string{spec.text()} : dnslint::printable(e.name);
   if (e.fault)
      finding.message("receivers give no explanation: " + where + " " + *e.fault);
}

}  // namespace
}  // namespace spf

DNSLINT_PLUGIN(
   "spf",
   "0.1.0",
   dnslint::make_probe<spf::probe>("spf"),
   dnslint::make_probe<spf::survey_probe>("survey"),
   dnslint::make_probe<spf::explanation_probe>("explanation"),
   dnslint::make_command<spf::spf_command>("spf"),
   dnslint::make_command<spf::parse_command>("parse spf"))
