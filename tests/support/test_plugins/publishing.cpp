// SPDX-License-Identifier: Apache-2.0
#include <dnslint/plugin.hpp>

#include <limits>
#include <optional>
#include <stdexcept>
#include <string>

namespace {

using dnslint::context;
using dnslint::task;

dnslint::cause no_selector()
{
   return dnslint::unobservable("no-selector", "none is known");
}

// The interface below what the C++ headers offer, which cannot make most of these mistakes.
struct raw_facts {
   dnslint_facts const* table = nullptr;
   dnslint_run* run = nullptr;
};

// Stands in for a probe function: what it does is done before start() returns.
template <void (*Act)(dnslint_host const&, raw_facts)>
dnslint_task* start_raw(dnslint_probe const*, dnslint_host const* host, dnslint_run* run) noexcept
{
   auto const* facts =
      static_cast<dnslint_facts const*>(host->get_interface(run, "dnslint.facts/1"));
   Act(*host, {facts, run});
   host->finish(run, DNSLINT_OK, {nullptr, 0});
   static int token = 0;
   return reinterpret_cast<dnslint_task*>(&token);
}

void destroy_nothing(dnslint_task*) noexcept {}

template <void (*Act)(dnslint_host const&, raw_facts)>
constexpr dnslint_probe raw_probe(std::string_view id)
{
   return {sizeof(dnslint_probe), 0, {id.data(), id.size()}, &start_raw<Act>, &destroy_nothing};
}

task all(context cx)
{
   auto const facts = cx.facts();
   facts.set("flag", true);
   facts.set("number", std::numeric_limits<std::int64_t>::min());
   facts.set("ratio", 0.5);
   facts.set("name", "caf\xc3\xa9");
   facts.set("raw", dnslint::bytes_view{{"\0\xff", 2}});
   {
      auto const some = facts.list("some");
      some.add(1);
      some.add(std::string{"two"});
      some.add(no_selector());
      auto const inner = some.add_map();
      inner.set("k", nullptr);
   }
   {
      auto const table = facts.map("table");
      table.set("b", std::optional<bool>{});
      auto const list = table.list("a");
      list.add_list().add(7);
   }
   facts.set("any", 3U);
   facts.set("nothing", nullptr);
   facts.set("hidden", no_selector());
   co_return;
}

task undeclared(context cx)
{
   cx.settle("publishing/undeclared", true);
   cx.facts().set("undeclared_first", 1);
   cx.facts().set("no_such_fact", 2);
   cx.facts().set("undeclared_last", 3);
   co_return;
}

task foreign(context cx)
{
   cx.facts().set("must", 1);
   co_return;
}

task wrong_type(context cx)
{
   cx.facts().set("typed", "1");
   co_return;
}

task not_a_number(context cx)
{
   cx.facts().set("real", std::numeric_limits<double>::quiet_NaN());
   co_return;
}

task too_large(context cx)
{
   cx.facts().set("large_first", 1);
   std::string const text(1000, 'x');
   auto const list = cx.facts().list("large");
   for (int i = 0; i != 2000; ++i)
      list.add(text);
   co_return;
}

void too_deep(dnslint_host const&, raw_facts facts)
{
   facts.table->key(facts.run, {"deep", 4});
   for (int i = 0; i != 100'000; ++i)
      facts.table->begin_list(facts.run);
}

void not_ended(dnslint_host const&, raw_facts facts)
{
   facts.table->key(facts.run, {"begun", 5});
   facts.table->begin_list(facts.run);
}

void no_value(dnslint_host const&, raw_facts facts)
{
   facts.table->key(facts.run, {"keyed", 5});
}

void ended_twice(dnslint_host const&, raw_facts facts)
{
   facts.table->key(facts.run, {"ended", 5});
   facts.table->begin_list(facts.run);
   facts.table->end(facts.run);
   facts.table->end(facts.run);
}

void sizeless(dnslint_host const&, raw_facts facts)
{
   facts.table->key(facts.run, {"sized", 5});
   dnslint_value const value{0, DNSLINT_INT, 1, 0, {nullptr, 0}};
   facts.table->put(facts.run, &value);
}

void strange_kind(dnslint_host const&, raw_facts facts)
{
   facts.table->key(facts.run, {"strange", 7});
   dnslint_value const value{sizeof(dnslint_value), DNSLINT_LIST, 1, 0, {nullptr, 0}};
   facts.table->put(facts.run, &value);
}

task silent(context)
{
   co_return;
}

task covered(context cx)
{
   cx.facts().set("covered_set", 1);
   cx.unknown(no_selector());
   co_return;
}

task thrown(context cx)
{
   cx.facts().set("thrown_set", 1);
   auto const list = cx.facts().list("thrown_may");
   throw std::runtime_error{"while a list is open"};
   co_return;
}

}  // namespace

DNSLINT_PLUGIN(
   "publishing",
   "1.0.0",
   dnslint::make_probe<all>("all"),
   dnslint::make_probe<undeclared>("undeclared"),
   dnslint::make_probe<foreign>("foreign"),
   dnslint::make_probe<wrong_type>("wrong-type"),
   dnslint::make_probe<not_a_number>("not-a-number"),
   dnslint::make_probe<too_large>("too-large"),
   raw_probe<too_deep>("too-deep"),
   raw_probe<not_ended>("not-ended"),
   raw_probe<no_value>("no-value"),
   raw_probe<ended_twice>("ended-twice"),
   raw_probe<sizeless>("sizeless"),
   raw_probe<strange_kind>("strange-kind"),
   dnslint::make_probe<silent>("silent"),
   dnslint::make_probe<covered>("covered"),
   dnslint::make_probe<thrown>("thrown"))
