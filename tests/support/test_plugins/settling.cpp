// SPDX-License-Identifier: Apache-2.0
#include <dnslint/plugin.hpp>

#include <string>

namespace {

using dnslint::context;
using dnslint::outcome;
using dnslint::task;

dnslint::cause no_selector()
{
   return dnslint::unobservable("no-selector", "none is known");
}

task all(context cx)
{
   cx.settle("settling/passes", true).message("all is well").evidence("a text");
   cx.settle("settling/fails", false)
      .message("it is \x1b[31mred\x1b[0m")
      .subject("mx.example.test")
      .item("one", outcome::pass, "good")
      .item("two", outcome::fail, "bad")
      .fix_text("do this")
      .fix_record("@ TXT x");
   cx.unknown("settling/unknown", no_selector());
   cx.not_applicable("settling/not-applicable", "there is no mail");
   co_return;
}

task twice(context cx)
{
   cx.settle("settling/twice", true).message("first");
   cx.settle("settling/twice", false)
      .message("second")
      .item("x", outcome::fail, "y")
      .cause(no_selector());
   co_return;
}

task foreign(context cx)
{
   cx.settle("settling/own", true);
   cx.settle("settling/nothing", true);
   co_return;
}

task nowhere(context cx)
{
   cx.settle("settling/no-such-check", true);
   co_return;
}

task bare(context cx)
{
   cx.settle("settling/no-cause", outcome::unknown);
   cx.settle("settling/no-reason", outcome::not_applicable);
   co_return;
}

task codeless(context cx)
{
   cx.unknown("settling/codeless", {dnslint::cause_class::transient, "", "said nothing"});
   co_return;
}

task strange(context cx)
{
   cx.settle("settling/strange", static_cast<outcome>(17)).message("what now");
   co_return;
}

task nothing(context)
{
   co_return;
}

task covered(context cx)
{
   cx.settle("settling/settled", true);
   cx.unknown(no_selector());
   co_return;
}

task covered_twice(context cx)
{
   cx.unknown(no_selector());
   cx.unknown({dnslint::cause_class::transient, "timeout", ""});
   co_return;
}

task long_texts(context cx)
{
   std::string const text(100'000, 'x');
   auto finding = cx.settle("settling/long", outcome::unknown);
   finding.message(text).cause(dnslint::unobservable("long", text));
   for (int i = 0; i != 1000; ++i)
      finding.evidence(text).item(text, outcome::fail, text);
   co_return;
}

}  // namespace

DNSLINT_PLUGIN(
   "settling",
   "1.0.0",
   dnslint::make_probe<all>("all"),
   dnslint::make_probe<twice>("twice"),
   dnslint::make_probe<foreign>("foreign"),
   dnslint::make_probe<nowhere>("nowhere"),
   dnslint::make_probe<bare>("bare"),
   dnslint::make_probe<codeless>("codeless"),
   dnslint::make_probe<strange>("strange"),
   dnslint::make_probe<nothing>("nothing"),
   dnslint::make_probe<covered>("covered"),
   dnslint::make_probe<covered_twice>("covered-twice"),
   dnslint::make_probe<long_texts>("long"))
