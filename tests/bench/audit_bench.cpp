// SPDX-License-Identifier: Apache-2.0
#include "core/audit/domain_audit.hpp"
#include "core/audit/plan.hpp"
#include "core/base/virtual_loop.hpp"
#include "core/base/yaml.hpp"
#include "core/lab/lab.hpp"
#include "core/report/domain_json.hpp"
#include "core/report/report.hpp"

#include <benchmark/benchmark.h>
#include <sstream>

namespace {

using namespace dnslint;

constexpr char const* zone = R"(zones:
  example.test: |
    @ MX 10 mx1
    @ MX 20 mx2
    @ TXT "v=spf1 mx ip4:192.0.2.0/24 -all"
    _dmarc TXT "v=DMARC1; p=reject; rua=mailto:dmarc@example.test"
    mx1 A 192.0.2.1
    mx1 AAAA 2001:db8::1
    mx2 A 192.0.2.2
)";

// One domain with everything in order: probes, expressions, score and a JSON line, over a lab. With
// state.range(0) == 0 nothing is written.
void audit_one_domain(benchmark::State& state)
{
   audit::selection wanted;
   wanted.plugin_folders = {DNSLINT_PLUGIN_DIR};
   wanted.rule_paths = {DNSLINT_RULES_DIR};
   auto const built = audit::build_plan(wanted);
   auto const suffixes = audit::public_suffix_list::builtin();
   auto const doc = base::yaml::load("bench", zone);
   auto const lab = resolver::lab::from_yaml(*doc);
   base::virtual_loop loop;
   std::vector<std::unique_ptr<resolver::source>> sources;
   sources.push_back(resolver::make_lab_source(loop, *lab));
   resolver::shared_resolver shared{loop, std::move(sources), {}, 0};
   audit::environment world;
   world.plan = built->made.get();
   world.suffixes = &suffixes;
   world.resolver = &shared;
   report::catalogue const none;
   std::ostringstream out;
   auto const writer = report::make_jsonl_writer(out);
   writer->begin({}, none);
   report::domain_json const domains{none};
   auto const name = *dns::name::from_text("example.test");
   for (auto _ : state) {
      audit::audit_domain(
         world, {name, "example.test", 1}, [&](audit::domain_record const& r, audit::usage const&) {
            if (state.range(0) != 0)
               writer->domain(domains.made(r));
         });
      loop.run([] {
         return false;
      });
      out.str({});
   }
   state.counters["questions"] = benchmark::Counter(
      static_cast<double>(shared.stats().exchanges), benchmark::Counter::kAvgIterations);
}
BENCHMARK(audit_one_domain)->Arg(0)->Arg(1);

}  // namespace
