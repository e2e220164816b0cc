// SPDX-License-Identifier: Apache-2.0
#include "core/base/yaml.hpp"
#include "core/cel/bindings.hpp"
#include "core/cel/scope.hpp"
#include "core/rules/pack.hpp"

#include <benchmark/benchmark.h>

namespace {

using namespace dnslint;

cel::scope names()
{
   cel::scope s;
   s.facts["spf"]["records"] = {facts::type::integer, false, ""};
   s.facts["spf"]["all"] = {facts::type::string, true, ""};
   s.facts["mx"]["exchanges"] = {facts::type::list, false, ""};
   return s;
}

void evaluate(benchmark::State& state, char const* source)
{
   auto const compiled = cel::expression::compile(source, names());
   facts::tree const tree{
      {"spf", {{"records", 1}, {"all", "-all"}}},
      {"mx",
       {{"exchanges", facts::list{"mx1.example.com", "mx2.example.com", "mx3.example.org"}}}}};
   cel::bindings with;
   with.domain = "example.com";
   with.facts = &tree;
   for (auto _ : state)
      benchmark::DoNotOptimize(compiled->evaluate(with));
}
BENCHMARK_CAPTURE(evaluate, two_comparisons, "facts.spf.records == 1 && facts.spf.all != '+all'");
BENCHMARK_CAPTURE(
   evaluate, exists_in_a_list, "facts.mx.exchanges.exists(e, e.endsWith('.example.org'))");

void compile(benchmark::State& state)
{
   auto const known = names();
   for (auto _ : state)
      benchmark::DoNotOptimize(
         cel::expression::compile("facts.spf.records == 1 && facts.spf.all != '+all'", known));
}
BENCHMARK(compile);

// Rules as authors write them: a lookup, a condition, an assert, a message and a fix.
std::string pack_of(std::size_t rules)
{
   std::string text{"pack: many\nversion: 1.0.0\nrules:\n"};
   for (std::size_t i = 0; i != rules; ++i)
      text += "  - id: many/rule-" + std::to_string(i) + R"(
    title: There is one record with a policy
    category: mail.transport
    severity: low
    applies_when: "facts.spf.records == 1 && facts.spf.all != '+all'"
    lookups:
      report: { name: "_smtp._tls.{domain}", type: TXT }
    assert: >-
      report.records.filter(r, r.text.startsWith("v=TLSRPTv1;")).size() == 1
    message: "{report.records.size()} records at {report.name}, there must be one"
    fix: { text: "Publish one", record: '_smtp._tls.{domain}. 3600 IN TXT "v=TLSRPTv1; rua=mailto:tls@{domain}"' }
)";
   return text;
}

void load_rules(benchmark::State& state)
{
   auto const known = names();
   auto const text = pack_of(static_cast<std::size_t>(state.range(0)));
   for (auto _ : state) {
      auto const doc = base::yaml::load("many.yaml", text);
      auto const pack = rules::read_pack(*doc, known.facts);
      if (!pack)
         state.SkipWithError("the pack is refused");
      benchmark::DoNotOptimize(pack);
   }
}
BENCHMARK(load_rules)->Arg(1000)->Unit(benchmark::kMillisecond);

}  // namespace
