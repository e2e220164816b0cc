// SPDX-License-Identifier: Apache-2.0
#include "core/report/fingerprint.hpp"
#include "core/report/rank.hpp"
#include "core/report/reference.hpp"
#include "core/report/sarif.hpp"
#include "core/report/statement.hpp"
#include "core/report/streamed_report.hpp"

#include <iterator>

namespace dnslint::report {
namespace {

using base::json_writer;
using base::outcome;

void append_message(
   json_writer& json, std::string_view name, std::string_view text, bool is_markdown = false)
{
   json.begin_object(name);
   json.member("text", sarif::message_string(text));
   if (is_markdown)
      json.member("markdown", sarif::message_string(text));
   json.end_object();
}

// What GitHub ranks alerts by: from 9 on critical, 7 high, 4 medium, above 0 low.
std::string_view security_severity(base::severity s)
{
   switch (s) {
      case base::severity::critical:
         return "9.5";
      case base::severity::high:
         return "8.0";
      case base::severity::medium:
         return "5.5";
      case base::severity::low:
         return "2.0";
      case base::severity::info:
         break;
   }
   return "0.0";
}

void append_rule_properties(json_writer& json, catalogue_entry const& entry)
{
   json.begin_object("properties");
   json.begin_array("tags");
   json.text("security");
   json.text(entry.category);
   json.end_array();
   json.member("security-severity", security_severity(entry.severity));
   json.member("severity", base::to_text(entry.severity));
   json.optional_member("control", entry.control);
   json.begin_array("references");
   for (auto const& reference : entry.references)
      json.text(reference);
   json.end_array();
   json.end_object();
}

// Of the first reference that has one.
std::string help_address(catalogue_entry const& entry)
{
   for (auto const& reference : entry.references)
      if (auto address = address_of_reference(reference); !address.empty())
         return address;
   return {};
}

void append_rule(json_writer& json, catalogue_entry const& entry)
{
   json.begin_object();
   json.member("id", entry.id);
   append_message(json, "shortDescription", entry.title);
   if (!entry.docs.empty())
      append_message(json, "help", entry.docs, true);
   json.optional_member("helpUri", help_address(entry));
   json.begin_object("defaultConfiguration");
   json.member("level", sarif::level_of(entry.severity));
   json.end_object();
   append_rule_properties(json, entry);
   json.end_object();
}

std::string rules_of(catalogue const& checks)
{
   std::string text;
   json_writer json{text};
   for (auto const& [id, entry] : checks)
      append_rule(json, entry);
   return text;
}

// Section 3.27.9: "open" is what a tool could not decide for lack of information.
std::string_view kind_of(outcome o)
{
   switch (o) {
      case outcome::pass:
         return "pass";
      case outcome::fail:
         return "fail";
      case outcome::unknown:
         return "open";
      case outcome::not_applicable:
         return "notApplicable";
   }
   return "open";
}

std::string message_of(ranked_finding const& f)
{
   auto text = statement(*f.of, *f.about).bytes();
   if (!f.of->subject.empty())
      text = f.of->subject.bytes() + ": " + text;
   if (!f.of->fix_text.empty())
      text += "\nFix: " + f.of->fix_text.bytes();
   if (auto const record = record_of(*f.of); !record.empty())
      text.append("\n").append(record);
   return text;
}

void append_location(json_writer& json, audit::domain_record const& d, std::string_view list)
{
   json.begin_array("locations");
   json.begin_object();
   // Code scanning shows no result without a file: a domain of no list stands as one by itself.
   bool const is_listed = !list.empty() && d.line != 0;
   sarif::append_physical_location(
      json, is_listed ? list : std::string_view{d.domain}, is_listed ? d.line : 0, 0);
   json.begin_array("logicalLocations");
   json.begin_object();
   json.member("name", d.domain);
   json.member("kind", "domain");
   json.end_object();
   json.end_array();
   json.end_object();
   json.end_array();
}

// Section 3.27.23: on all results or on none.
void append_suppressions(json_writer& json, audit::finding const& f)
{
   json.begin_array("suppressions");
   if (f.suppression) {
      json.begin_object();
      json.member("kind", "external");
      json.member("status", "accepted");
      json.member("justification", suppression_text(f).bytes());
      json.end_object();
   }
   json.end_array();
}

void append_properties(json_writer& json, audit::domain_record const& d, ranked_finding const& f)
{
   json.begin_object("properties");
   json.member("domain", d.domain);
   json.optional_member("subject", f.of->subject.bytes());
   json.member("outcome", base::to_text(f.of->result));
   json.member("severity", base::to_text(f.about->severity));
   if (f.of->why)
      json.member("cause", base::to_text({f.of->why->kind, f.of->why->code, {}}));
   json.begin_array("details");
   for (auto const& line : details(*f.of))
      json.text(line.bytes());
   json.end_array();
   json.end_object();
}

void append_result(
   json_writer& json,
   audit::domain_record const& d,
   ranked_finding const& f,
   catalogue const& checks,
   std::string_view list)
{
   json.begin_object();
   json.member("ruleId", f.of->id);
   if (auto const found = checks.find(f.of->id); found != checks.end())
      json.member("ruleIndex", static_cast<std::uint64_t>(std::distance(checks.begin(), found)));
   json.member("kind", kind_of(f.of->result));
   json.member(
      "level", f.of->result == outcome::fail ? sarif::level_of(f.about->severity) : "none");
   append_message(json, "message", message_of(f));
   append_location(json, d, list);
   json.begin_object("partialFingerprints");
   json.member("dnslintFinding/v1", fingerprint(d.domain, *f.of));
   json.end_object();
   append_suppressions(json, *f.of);
   append_properties(json, d, f);
   json.end_object();
}

std::string head(run_info const& run, catalogue const& checks)
{
   auto text = sarif::begin(run.engine_version) + rules_of(checks);
   text += sarif::middle();
   return text;
}

}  // namespace

std::unique_ptr<writer> make_sarif_writer(std::ostream& out, outcomes show, std::string list)
{
   report_form form;
   form.head = head;
   form.domain = [show = std::move(show), list = std::move(list)](
                    audit::domain_record const& d, catalogue const& checks) {
      std::string text;
      json_writer json{text};
      for (auto const& f : ranked_findings(d, checks, show))
         append_result(json, d, f, checks, list);
      return text;
   };
   form.between = ",\n";
   form.tail = [](summary const& s) {
      return sarif::end_of_run(!s.is_cut);
   };
   return make_streamed_writer(out, std::move(form));
}

}  // namespace dnslint::report
