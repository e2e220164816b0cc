// SPDX-License-Identifier: Apache-2.0
#include "core/report/domain_json.hpp"

#include "core/base/escape.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace dnslint::report {
namespace {

using base::json_writer;

void append_score(json_writer& json, std::string_view name, std::optional<double> score)
{
   json.key(name);
   json.number(score, 1);
}

void append_share(json_writer& json, std::string_view name, std::optional<double> share)
{
   json.key(name);
   json.number(share, 2);
}

// Downwards, so that 1 means all; the millionth keeps 0.29 from becoming 0.28.
std::optional<double> whole_hundredths(std::optional<double> share)
{
   return share ? std::optional{std::floor(*share * 100 + 1e-6) / 100} : std::nullopt;
}

void append_text_or_null(json_writer& json, std::string_view name, std::string_view text)
{
   json.key(name);
   if (text.empty())
      json.null();
   else
      json.text(text);
}

void append_texts(json_writer& json, std::string_view name, std::vector<std::string> const& texts)
{
   json.begin_array(name);
   for (auto const& text : texts)
      json.text(text);
   json.end_array();
}

void append_scores(json_writer& json, audit::domain_record const& d)
{
   append_score(json, "score", d.scored.score);
   append_score(json, "score_low", d.scored.score_low);
   append_score(json, "score_high", d.scored.score_high);
   append_score(json, "score_standard", d.score_standard);
   append_text_or_null(json, "grade", d.scored.grade.value_or(""));
   append_share(json, "coverage", whole_hundredths(d.scored.coverage));
   json.member("score_digest", d.scored.digest);
}

void append_rehearsed(json_writer& json, std::optional<audit::rehearsed_scores> const& s)
{
   if (!s)
      return;
   json.begin_object("rehearsed");
   append_score(json, "score", s->score);
   append_score(json, "score_low", s->score_low);
   append_score(json, "score_high", s->score_high);
   append_text_or_null(json, "grade", s->grade.value_or(""));
   json.end_object();
}

void append_categories(json_writer& json, score::scores const& s)
{
   json.begin_array("categories");
   for (auto const& c : s.categories) {
      json.begin_object();
      json.member("category", c.category);
      append_share(json, "weight", c.weight);
      append_score(json, "score", c.score);
      json.end_object();
   }
   json.end_array();
}

// What is as good as it can be says nothing more: a value of 1 that costs nothing.
void append_control(json_writer& json, score::control_score const& c)
{
   json.begin_object();
   json.member("control", c.control);
   json.member("category", c.category);
   append_share(json, "weight", c.weight);
   if (c.value != 1.0 || c.low != 1.0 || c.high != 1.0) {
      append_share(json, "value", c.value);
      append_share(json, "low", c.low);
      append_share(json, "high", c.high);
      append_score(json, "lost", c.lost);
   }
   if (!c.lowered_by.empty())
      append_texts(json, "lowered_by", c.lowered_by);
   json.end_object();
}

void append_caps(json_writer& json, std::string_view name, std::vector<score::told_cap> const& caps)
{
   if (caps.empty())
      return;
   json.begin_array(name);
   for (auto const& c : caps) {
      json.begin_object();
      json.member("id", c.id);
      json.member("most", c.most);
      json.member("text", c.text);
      if (!c.failed.empty())
         append_texts(json, "failed", c.failed);
      json.end_object();
   }
   json.end_array();
}

void append_cause(json_writer& json, base::cause const& c)
{
   json.begin_object("cause");
   json.member("class", base::to_text(c.kind));
   json.member("code", c.code);
   json.member("detail", c.detail);
   json.end_object();
}

void append_items(json_writer& json, std::vector<audit::finding_item> const& items)
{
   json.begin_array("items");
   for (auto const& item : items) {
      json.begin_object();
      json.member("subject", item.subject.bytes());
      json.member("outcome", base::to_text(item.result));
      json.member("message", item.message.bytes());
      json.end_object();
   }
   json.end_array();
}

void append_evidence(json_writer& json, std::vector<audit::evidence> const& evidence)
{
   if (evidence.empty()) {  // of most checks
      json.place() += R"("evidence":[])";
      return;
   }
   json.begin_array("evidence");
   for (auto const& e : evidence) {
      json.begin_object();
      json.member("kind", e.kind);
      json.member("text", e.text.bytes());
      json.end_object();
   }
   json.end_array();
}

void append_lines(
   json_writer& json, std::string_view name, std::vector<base::untrusted> const& lines)
{
   json.begin_array(name);
   for (auto const& line : lines)
      json.text(line.bytes());
   json.end_array();
}

void append_fix(json_writer& json, audit::finding const& f)
{
   if (f.fix_text.empty() && f.fix_record.empty())
      return;
   json.begin_object("fix");
   json.optional_member("text", f.fix_text.bytes());
   if (!f.fix_removed.empty())
      append_lines(json, "remove", f.fix_removed);
   if (!f.fix_record.empty())
      append_lines(json, "add", {f.fix_record});
   json.end_object();
}

void append_suppression(json_writer& json, audit::finding const& f)
{
   if (!f.suppression)
      return;
   json.begin_object("suppressed");
   json.member("reason", f.suppression->reason);
   json.member("owner", f.suppression->owner);
   json.member("expires", f.suppression->expires);
   json.end_object();
}

bool is_finding(audit::finding const& f)
{
   return f.result == base::outcome::fail || f.result == base::outcome::unknown;
}

bool tells_of_pass(audit::finding const& f)
{
   bool const says_something = !f.message.bytes().empty() || !f.subject.bytes().empty() ||
                               !f.items.empty() || !f.evidence.empty();
   return f.result == base::outcome::pass && says_something;
}

void append_passed(json_writer& json, std::vector<audit::finding> const& findings)
{
   json.begin_array("passed");
   for (auto const& f : findings)
      if (f.result == base::outcome::pass)
         json.text(f.id);
   json.end_array();
}

void append_not_applicable(json_writer& json, std::vector<audit::finding> const& findings)
{
   std::map<std::string_view, std::vector<std::string>> by_reason;
   for (auto const& f : findings)
      if (f.result == base::outcome::not_applicable)
         by_reason[f.reason].push_back(f.id);
   json.begin_object("not_applicable");
   for (auto const& [reason, ids] : by_reason)
      append_texts(json, reason, ids);
   json.end_object();
}

}  // namespace

domain_json::domain_json(catalogue const& checks, record_content content)
: content_{std::move(content)}
{
   checks_.reserve(checks.size());
   for (auto const& [id, entry] : checks)
      checks_.push_back(text_of(id, entry));
}

domain_json::check_text domain_json::text_of(std::string const& id, catalogue_entry const& entry)
{
   check_text made{id, {}, {}};
   json_writer before{made.before_outcome};
   before.begin_object();
   before.member("id", id);
   before.key("outcome");
   made.before_outcome += '"';
   made.after_outcome = "\",";
   json_writer after{made.after_outcome};
   after.member("severity", base::to_text(entry.severity));
   after.member("category", entry.category);
   append_text_or_null(after, "control", entry.control);
   after.key("message");
   return made;
}

void domain_json::append_checks(
   json_writer& json,
   std::vector<audit::finding> const& findings,
   bool (*is_wanted)(audit::finding const&)) const
{
   for (auto const& f : findings) {
      if (!is_wanted(f))
         continue;
      auto const about = std::ranges::lower_bound(checks_, f.id, {}, &check_text::id);
      if (about == checks_.end() || about->id != f.id)
         append_check(json, f, text_of(f.id, {}));
      else
         append_check(json, f, *about);
   }
}

void domain_json::append_findings(
   json_writer& json, std::vector<audit::finding> const& findings) const
{
   json.begin_array("findings");
   append_checks(json, findings, is_finding);
   json.end_array();
   append_passed(json, findings);
   append_not_applicable(json, findings);
}

void domain_json::append_passes(
   json_writer& json, std::vector<audit::finding> const& findings) const
{
   json.begin_array("passes");
   append_checks(json, findings, tells_of_pass);
   json.end_array();
}

// By "plugin.name".
std::set<std::string_view> domain_json::facts_of_failures(
   std::vector<audit::finding> const& findings) const
{
   std::set<std::string_view> all;
   for (auto const& f : findings)
      if (f.result == base::outcome::fail)
         if (auto const used = content_.facts_of_checks.find(f.id);
             used != content_.facts_of_checks.end())
            all.insert(used->second.begin(), used->second.end());
   return all;
}

// Those of every record, and those that failures rest on.
void domain_json::append_facts(json_writer& json, audit::domain_record const& d) const
{
   auto const of_failures = facts_of_failures(d.findings);
   std::string full_name;
   json.begin_object("facts");
   for (auto const& [plugin, published] : d.facts) {
      bool is_begun = false;
      for (auto const& [name, value] : published) {
         full_name.assign(plugin).append(1, '.').append(name);
         if (
            !content_.all_facts && !content_.reported_facts.contains(full_name) &&
            !of_failures.contains(full_name))
            continue;
         if (!std::exchange(is_begun, true))
            json.begin_object(plugin);
         json.key(name);
         facts::append_json(json.place(), value);
      }
      if (is_begun)
         json.end_object();
   }
   json.end_object();
}

void domain_json::append_check(json_writer& json, audit::finding const& f, check_text const& about)
{
   auto& out = json.place();
   out += about.before_outcome;
   out += base::to_text(f.result);
   out += about.after_outcome;
   base::append_json_string(out, f.message.bytes());
   if (f.why)
      append_cause(json, *f.why);
   json.optional_member("reason", f.reason);
   json.optional_member("subject", f.subject.bytes());
   if (!f.items.empty())
      append_items(json, f.items);
   append_evidence(json, f.evidence);
   append_fix(json, f);
   append_suppression(json, f);
   json.end_object();
}

void domain_json::append(json_writer& json, audit::domain_record const& d) const
{
   json.member("domain", d.domain);
   json.member("input", d.input);
   if (d.line != 0)
      json.member("line", d.line);
   json.member("status", audit::to_text(d.status));
   append_scores(json, d);
   append_rehearsed(json, d.rehearsed);
   if (!d.withdrawn.empty())
      append_texts(json, "withdrawn", d.withdrawn);
   append_categories(json, d.scored);
   json.begin_array("controls");
   for (auto const& c : d.scored.controls)
      append_control(json, c);
   json.end_array();
   append_caps(json, "caps", d.scored.caps);
   append_caps(json, "possible_caps", d.scored.possible_caps);
   if (!d.scored.not_seen.empty())
      append_texts(json, "not_seen", d.scored.not_seen);
   append_findings(json, d.findings);
   if (content_.passes)
      append_passes(json, d.findings);
   append_facts(json, d);
}

record domain_json::made(audit::domain_record const& d) const
{
   record r;
   base::json_writer json{r.json};
   append(json, d);
   r.counts = count(d);
   return r;
}

}  // namespace dnslint::report
