// SPDX-License-Identifier: Apache-2.0
#include "core/engine/statistics.hpp"

#include "core/base/json_writer.hpp"
#include "core/engine/counters.hpp"
#include "core/report/run_json.hpp"

namespace dnslint::engine {
namespace {

void append_latency(base::json_writer& json, scan::statistics const& counted)
{
   json.begin_object("latency_ms");
   json.member("p50", latency_percentile(counted, 0.5));
   json.member("p90", latency_percentile(counted, 0.9));
   json.member("p99", latency_percentile(counted, 0.99));
   json.member("most", latency_percentile(counted, 1));
   json.end_object();
}

void append_workers(
   base::json_writer& json, scan::workforce_report const& workforce, std::size_t workers)
{
   json.begin_object("workers");
   json.member("count", workers);
   json.member("restarts", workforce.restarts);
   json.begin_object("crashes");
   for (auto const& [probe, count] : workforce.crashes)
      json.member(probe, count);
   json.end_object();
   json.begin_array("switched_off");
   for (auto const& probe : workforce.switched_off)
      json.text(probe);
   json.end_array();
   json.end_object();
}

}  // namespace

std::string statistics_json(
   scan::totals const& t,
   scan::workforce_report const& workforce,
   std::size_t workers,
   std::chrono::duration<double> took)
{
   std::string out;
   base::json_writer json{out};
   json.begin_object();
   json.member("schema", "dnslint-statistics/1");
   json.key("seconds");
   json.number(took.count(), 3);
   json.member("resumed", t.resumed);
   json.member("domain_questions", t.questions);
   json.key("summary");
   json.place() += report::summary_json(t.summary);
   append_latency(json, workforce.counted);
   append_workers(json, workforce, workers);
   json.begin_object("counters");
   for (auto const& [name, count] : workforce.counted.counters)
      json.member(name, count);
   json.end_object();
   json.end_object();
   out += '\n';
   return out;
}

}  // namespace dnslint::engine
