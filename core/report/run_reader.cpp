// SPDX-License-Identifier: Apache-2.0
#include "core/report/run_reader.hpp"

#include "core/report/json_reading.hpp"

#include <boost/json.hpp>

#include <fmt/format.h>

namespace dnslint::report {
namespace {

namespace json = boost::json;
using namespace json_reading;

std::vector<run_part> parts(json::object const& in, std::string_view key)
{
   std::vector<run_part> all;
   for (auto const& v : items(in, key)) {
      auto const& one = object(v);
      all.push_back({text(one, "id"), text(one, "version"), text(one, "sha256")});
   }
   return all;
}

run_info read_run(json::object const& in)
{
   run_info run;
   run.engine_version = text(in, "engine_version");
   run.now = text(in, "now");
   run.source = text(in, "source");
   run.psl_date = text(in, "psl_date");
   run.score_algorithm = text(in, "score_algorithm");
   run.plugins = parts(in, "plugins");
   run.packs = parts(in, "packs");
   run.profiles = parts(in, "profiles");
   for (auto const& one : items(in, "expired_suppressions"))
      run.expired_suppressions.push_back(element(one));
   for (auto const& v : items(in, "upstreams")) {
      auto const& one = object(v);
      auto& trial = run.trials.emplace_back();
      trial.where = text(one, "where");
      for (auto const& [what, found] : object(member(one, "trial")))
         trial.found.emplace_back(std::string{what}, element(found));
   }
   run.port_53 = text(in, "port_53");
   run.id = text(in, "digest");
   return run;
}

catalogue_entry read_entry(std::string id, json::object const& in)
{
   catalogue_entry entry;
   entry.id = std::move(id);
   entry.title = text(in, "title");
   entry.category = text(in, "category");
   entry.control = text(in, "control");
   entry.docs = text(in, "docs");
   auto const severity = base::severity_from_text(text(in, "severity"));
   if (!severity)
      throw wrong{fmt::format("'{}' has no severity", entry.id)};
   entry.severity = *severity;
   for (auto const& r : items(in, "references"))
      entry.references.push_back(element(r));
   return entry;
}

journal_header read(json::object const& in)
{
   journal_header header;
   auto const& run = object(member(in, "run"));
   header.about = read_run(run);
   for (auto const& [id, entry] : object(member(in, "catalogue")))
      header.checks.emplace(std::string{id}, read_entry(std::string{id}, object(entry)));
   return header;
}

}  // namespace

base::result<journal_header> read_header(std::string_view line)
{
   try {
      return read(object(parse(line)));
   } catch (wrong const& w) {
      return base::error(fmt::format("this is no beginning of a journal: {}", w.message));
   }
}

std::size_t bad_lines_of(std::string_view line)
{
   try {
      auto const parsed = parse(line);
      auto const count = number(object(member(object(parsed), "summary")), "bad_lines");
      return count && *count > 0 && *count < 1e15 ? static_cast<std::size_t>(*count) : 0;
   } catch (wrong const&) {
      return 0;
   }
}

}  // namespace dnslint::report
