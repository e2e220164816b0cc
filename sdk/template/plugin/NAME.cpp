// SPDX-License-Identifier: Apache-2.0
#include <dnslint/plugin.hpp>

#include <cstdint>
#include <string>

namespace {

std::uint64_t total_bytes(dnslint::record_range const& texts)
{
   std::uint64_t total = 0;
   for (auto const r : texts)
      for (auto const part : r.strings())
         total += part.size();
   return total;
}

void settle_count(dnslint::context const& cx, dnslint::record_range const& texts)
{
   auto const* const check = "@NAME@/few-txt-records";
   if (texts.empty()) {
      cx.not_applicable(check, "there is no TXT record");
      return;
   }
   auto const most = static_cast<std::uint64_t>(cx.option("most_records", std::int64_t{20}));
   auto result = cx.settle(check, texts.size() <= most);
   result.evidence(texts);
   if (texts.size() > most)
      result.message(
         "there are " + std::to_string(texts.size()) + " TXT records, more than " +
         std::to_string(most));
}

// Asks for the TXT records of the domain. An answer that is unknown leaves everything unknown, with
// its cause; it is never taken for "no record".
dnslint::task probe(dnslint::context cx)
{
   auto const txt = co_await cx.query(cx.domain(), dnslint::rrtype::txt);
   if (txt.unknown())
      co_return cx.unknown(txt.cause());
   cx.facts().set("txt_records", txt.records().size());
   cx.facts().set("txt_bytes", total_bytes(txt.records()));
   settle_count(cx, txt.records());
}

}  // namespace

DNSLINT_PLUGIN("@NAME@", "0.1.0", dnslint::make_probe<probe>("@NAME@"))
