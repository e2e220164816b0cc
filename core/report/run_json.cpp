// SPDX-License-Identifier: Apache-2.0
#include "core/report/run_json.hpp"

#include "core/base/json_writer.hpp"

namespace dnslint::report {
namespace {

using base::json_writer;

void append_parts(json_writer& json, std::string_view name, std::vector<run_part> const& parts)
{
   json.begin_array(name);
   for (auto const& part : parts) {
      json.begin_object();
      json.member("id", part.id);
      json.optional_member("version", part.version);
      json.optional_member("sha256", part.sha256);
      json.end_object();
   }
   json.end_array();
}

void append_trials(json_writer& json, run_info const& run)
{
   json.optional_member("port_53", run.port_53);
   if (run.trials.empty())
      return;
   json.begin_array("upstreams");
   for (auto const& t : run.trials) {
      json.begin_object();
      json.member("where", t.where);
      json.begin_object("trial");
      for (auto const& [what, word] : t.found)
         json.member(what, word);
      json.end_object();
      json.end_object();
   }
   json.end_array();
}

void append_entry(json_writer& json, catalogue_entry const& entry)
{
   json.member("title", entry.title);
   json.member("category", entry.category);
   json.key("control");
   if (entry.control.empty())
      json.null();
   else
      json.text(entry.control);
   json.member("severity", base::to_text(entry.severity));
   json.begin_array("references");
   for (auto const& reference : entry.references)
      json.text(reference);
   json.end_array();
   json.member("docs", entry.docs);
}

void append_counts(
   json_writer& json, std::string_view name, std::map<std::string, std::size_t> const& counts)
{
   json.begin_object(name);
   for (auto const& [what, count] : counts)
      json.member(what, count);
   json.end_object();
}

}  // namespace

std::string run_json(run_info const& run, std::string_view digest)
{
   std::string out;
   json_writer json{out};
   json.begin_object();
   json.optional_member("digest", digest);
   json.member("engine_version", run.engine_version);
   json.member("now", run.now);
   json.member("source", run.source);
   json.member("psl_date", run.psl_date);
   json.member("score_algorithm", run.score_algorithm);
   append_parts(json, "plugins", run.plugins);
   append_parts(json, "packs", run.packs);
   json.member("profile", run.profiles.empty() ? "" : run.profiles.back().id);
   append_parts(json, "profiles", run.profiles);
   json.begin_array("expired_suppressions");
   for (auto const& one : run.expired_suppressions)
      json.text(one);
   json.end_array();
   append_trials(json, run);
   json.end_object();
   return out;
}

std::string catalogue_json(catalogue const& checks)
{
   std::string out;
   json_writer json{out};
   json.begin_object();
   for (auto const& [id, entry] : checks) {
      json.begin_object(id);
      append_entry(json, entry);
      json.end_object();
   }
   json.end_object();
   return out;
}

std::string summary_json(summary const& s)
{
   std::string out;
   json_writer json{out};
   json.begin_object();
   json.member("domains", s.domains);
   json.member("bad_lines", s.bad_lines);
   if (s.withdrawn != 0)
      json.member("withdrawn", s.withdrawn);
   if (s.is_cut)
      json.member("cut", true);
   append_counts(json, "by_status", s.by_status);
   append_counts(json, "by_grade", s.by_grade);
   append_counts(json, "by_outcome", s.by_outcome);
   append_counts(json, "failed_by_severity", s.failed_by_severity);
   append_counts(json, "failed_by_check", s.failed_by_check);
   append_counts(json, "unknown_by_cause", s.unknown_by_cause);
   json.member("suppressed", s.suppressed);
   json.end_object();
   return out;
}

}  // namespace dnslint::report
