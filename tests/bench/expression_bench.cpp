// SPDX-License-Identifier: Apache-2.0
#include "core/rules/expression.hpp"

#include <benchmark/benchmark.h>

namespace {

using namespace dnslint;

rules::scope names()
{
   rules::scope s;
   s.facts["spf"]["records"] = {facts::type::integer, false, ""};
   s.facts["spf"]["all"] = {facts::type::string, true, ""};
   s.facts["mx"]["exchanges"] = {facts::type::list, false, ""};
   return s;
}

void evaluate(benchmark::State& state, char const* source)
{
   auto const compiled = rules::expression::compile(source, names());
   facts::tree const tree{
      {"spf", {{"records", 1}, {"all", "-all"}}},
      {"mx",
       {{"exchanges", facts::list{"mx1.example.com", "mx2.example.com", "mx3.example.org"}}}}};
   rules::bindings with;
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
         rules::expression::compile("facts.spf.records == 1 && facts.spf.all != '+all'", known));
}
BENCHMARK(compile);

}  // namespace
