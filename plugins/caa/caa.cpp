// SPDX-License-Identifier: Apache-2.0
#include "caa_facts.hpp"
#include "climb.hpp"
#include "parse_command.hpp"

#include <dnslint/plugin.hpp>

namespace caa {
namespace {

// Bounds the cost of a hostile record set. No set that is meant seriously comes near it.
constexpr std::size_t most_records = 256;

std::string_view status_of(dnslint::answer const& a)
{
   if (a.unknown())
      return "unknown";
   return a.absent() ? "absent" : "records";
}

std::vector<shown_property> read_set(dnslint::answer const& answer)
{
   std::vector<shown_property> all;
   for (auto const r : answer.records())
      if (auto written = read_property(r.rdata()))
         all.push_back({judge_property(std::move(*written)), std::string{r.text("value")}});
   return all;
}

dnslint::cause withheld(std::string detail)
{
   return {dnslint::cause_class::withheld, "budget", std::move(detail)};
}

// The names that were asked on the way up, and their answers. The climb ends at the first answer
// that is not absent, at the top-level domain, or at the limit of questions.
struct climbed {
   std::vector<std::string> names;
   std::vector<dnslint::answer> answers;
   bool is_cut = false;
};

dnslint::co<climbed> ask_upwards(dnslint::context cx)
{
   climbed c;
   auto const limit = static_cast<std::size_t>(cx.option("most_questions", std::int64_t{16}));
   for (auto const& name : climb(cx.domain())) {
      if (c.names.size() == limit) {
         c.is_cut = true;
         break;
      }
      auto const answer = co_await cx.query(name, dnslint::rrtype::caa);
      c.names.push_back(name);
      c.answers.push_back(answer);
      if (!answer.absent())
         break;
   }
   co_return c;
}

void publish_climb(dnslint::facts_writer const& facts, climbed const& c)
{
   auto const list = facts.list("asked");
   for (std::size_t i = 0; i != c.names.size(); ++i) {
      auto const step = list.add_map();
      step.set("name", std::string_view{c.names[i]});
      step.set("status", status_of(c.answers[i]));
   }
}

dnslint::task probe(dnslint::context cx)
{
   auto const c = co_await ask_upwards(cx);
   publish_climb(cx.facts(), c);
   auto const& last = c.answers.back();
   if (last.unknown())
      co_return cx.unknown(last.cause());
   if (c.is_cut)
      co_return cx.unknown(withheld("names above " + c.names.back() + " were not asked"));
   if (last.records().size() > most_records)
      co_return cx.unknown(
         withheld("more than " + std::to_string(most_records) + " records at " + c.names.back()));
   if (last.absent())
      co_return publish_set(cx.facts(), std::nullopt, {});
   auto const records = read_set(last);
   publish_set(cx.facts(), c.names.back(), records);
}

}  // namespace
}  // namespace caa

DNSLINT_PLUGIN(
   "caa",
   "0.1.0",
   dnslint::make_probe<caa::probe>("caa"),
   dnslint::make_command<caa::parse_command>("parse caa"))
