// SPDX-License-Identifier: Apache-2.0
#include <dnslint/plugin.hpp>

#include <array>
#include <string>

namespace {

using dnslint::context;
using dnslint::task;

std::string to_text(dnslint::fact const& f)
{
   if (f.unknown())
      return "unknown " + f.cause().code;
   if (auto const b = f.boolean())
      return *b ? "true" : "false";
   if (auto const i = f.integer())
      return std::to_string(*i);
   if (f.is_null())
      return "null";
   return "'" + std::string{f.text()} + "'";
}

task facts(context cx)
{
   cx.log("kind " + to_text(cx.fact("name.kind")));
   cx.log("zone " + to_text(cx.fact("name.zone")));
   auto const some = cx.fact("publishing.some");
   cx.log("some " + std::to_string(some.size()));
   for (std::uint64_t i = 0; i != some.size() + 1; ++i)
      cx.log(to_text(some[i]));
   auto const table = cx.fact("publishing.table");
   cx.log("table " + std::to_string(table.size()));
   for (auto const* key : {"a", "b", "c"})
      cx.log(to_text(table[std::string_view{key}]));
   cx.log("deep " + to_text(table["a"][0][1]));
   for (auto const* name : {"hidden", "number", "flag", "nothing"})
      cx.log(name + (" " + to_text(cx.fact("publishing." + std::string{name}))));
   cx.log("raw " + std::to_string(cx.fact("publishing.raw").text().size()));
   cx.log("of a scalar " + to_text(cx.fact("name.kind")[0]) + to_text(cx.fact("name.kind")["x"]));
   co_return;
}

task not_needed(context cx)
{
   cx.settle("reading/not-needed", cx.fact("publishing.number").is_null());
   co_return;
}

task options(context cx)
{
   cx.log("count " + std::to_string(cx.option("count", std::int64_t{0})));
   cx.log(cx.option("strict", false) ? "strict" : "lax");
   cx.log("word " + std::string{cx.option("word", std::string_view{})});
   cx.log("other type " + std::to_string(cx.option("word", std::int64_t{-1})));
   cx.log("no such " + std::to_string(cx.option("no_such", std::int64_t{-1})));
   co_return;
}

task surroundings(context cx)
{
   cx.log(cx.domain());
   cx.log(std::to_string(cx.now().time_since_epoch().count()));
   cx.log(std::to_string(cx.remaining().count()));
   std::array const ids{
      "dnslint.facts/1", "dnslint.facts/2", "dnslint.dns/1", "", "dnslint.https/1"};
   for (auto const* id : ids)
      cx.log(std::string{id} + (cx.get<void>(id) == nullptr ? " no" : " yes"));
   co_return;
}

}  // namespace

DNSLINT_PLUGIN(
   "reading",
   "1.0.0",
   dnslint::make_probe<facts>("facts"),
   dnslint::make_probe<not_needed>("not-needed"),
   dnslint::make_probe<options>("options"),
   dnslint::make_probe<surroundings>("surroundings"))
