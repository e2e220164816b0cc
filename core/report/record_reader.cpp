// SPDX-License-Identifier: Apache-2.0
#include "core/report/record_reader.hpp"

#include "core/report/json_reading.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cassert>
#include <fmt/format.h>
#include <set>
#include <utility>

namespace dnslint::report {
namespace {

namespace json = boost::json;
using namespace json_reading;

// The enumerator below `count` that has this text.
template <class Enum>
Enum named(std::string_view word, std::string_view key, unsigned count, auto const& text_of)
{
   for (unsigned i = 0; i != count; ++i)
      if (text_of(static_cast<Enum>(i)) == word)
         return static_cast<Enum>(i);
   throw wrong{fmt::format("'{}' is none of what '{}' may be", word, key)};
}

base::outcome outcome_of(json::object const& in)
{
   return named<base::outcome>(text(in, "outcome"), "outcome", 4, [](auto o) {
      return base::to_text(o);
   });
}

base::cause cause_of(json::object const& in)
{
   auto const kind = named<base::cause_class>(text(in, "class"), "class", 4, [](auto c) {
      return base::to_text(c);
   });
   return {kind, text(in, "code"), text(in, "detail")};
}

void read_fix(json::object const& in, base::finding& into)
{
   into.fix_text = hostile_text(in, "text");
   into.fix_record = hostile_text(in, "record");  // of reports of the first version
   for (auto const& line : items(in, "add"))
      into.fix_record = base::untrusted{element(line)};
   for (auto const& line : items(in, "remove"))
      into.fix_removed.emplace_back(element(line));
}

// Of a failed, unknown or passed check that the record tells of in full.
base::finding read_check(json::object const& in)
{
   base::finding f;
   f.id = text(in, "id");
   f.result = outcome_of(in);
   f.reason = text(in, "reason");
   f.message = hostile_text(in, "message");
   f.subject = hostile_text(in, "subject");
   if (auto const& why = member(in, "cause"); !why.is_null())
      f.why = cause_of(object(why));
   if (auto const& fix = member(in, "fix"); !fix.is_null())
      read_fix(object(fix), f);
   if (auto const& accepted = member(in, "suppressed"); !accepted.is_null()) {
      auto const& suppression = object(accepted);
      f.suppression = std::make_shared<base::suppressed>(
         text(suppression, "reason"), text(suppression, "owner"), text(suppression, "expires"));
   }
   for (auto const& v : items(in, "items")) {
      auto const& item = object(v);
      f.items.push_back(
         {hostile_text(item, "subject"), outcome_of(item), hostile_text(item, "message")});
   }
   for (auto const& v : items(in, "evidence")) {
      auto const& e = object(v);
      f.evidence.push_back({text(e, "kind"), hostile_text(e, "text")});
   }
   return f;
}

score::control_score read_control(json::object const& in)
{
   score::control_score c;
   c.control = text(in, "control");
   c.category = text(in, "category");
   c.weight = number(in, "weight").value_or(1);
   // A control that says no more has all that it can have.
   c.value = in.contains("value") ? number(in, "value") : 1.0;
   c.low = number(in, "low").value_or(1);
   c.high = number(in, "high").value_or(1);
   c.lost = number(in, "lost").value_or(0);
   for (auto const& id : items(in, "lowered_by"))
      c.lowered_by.push_back(element(id));
   return c;
}

std::vector<score::told_cap> read_caps(json::object const& in, std::string_view key)
{
   std::vector<score::told_cap> all;
   for (auto const& v : items(in, key)) {
      auto const& c = object(v);
      all.push_back({text(c, "id"), text(c, "most"), text(c, "text"), {}});
      for (auto const& id : items(c, "failed"))
         all.back().failed.push_back(element(id));
   }
   return all;
}

score::scores read_scores(json::object const& in)
{
   score::scores s;
   s.score = number(in, "score");
   s.score_low = number(in, "score_low");
   s.score_high = number(in, "score_high");
   s.coverage = number(in, "coverage");
   if (auto grade = text(in, "grade"); !grade.empty())
      s.grade = std::move(grade);
   s.digest = text(in, "score_digest");
   for (auto const& v : items(in, "categories")) {
      auto const& c = object(v);
      s.categories.push_back(
         {text(c, "category"), number(c, "weight").value_or(1), number(c, "score")});
   }
   for (auto const& v : items(in, "controls"))
      s.controls.push_back(read_control(object(v)));
   s.caps = read_caps(in, "caps");
   s.possible_caps = read_caps(in, "possible_caps");
   for (auto const& control : items(in, "not_seen"))
      s.not_seen.push_back(element(control));
   return s;
}

std::optional<audit::rehearsed_scores> read_rehearsed(json::object const& in)
{
   auto const& told = member(in, "rehearsed");
   if (told.is_null())
      return std::nullopt;
   auto const& s = object(told);
   audit::rehearsed_scores read{
      number(s, "score"), number(s, "score_low"), number(s, "score_high"), std::nullopt};
   if (auto grade = text(s, "grade"); !grade.empty())
      read.grade = std::move(grade);
   return read;
}

base::finding settled(json::value const& id, base::outcome o, std::string_view reason)
{
   base::finding f;
   f.id = element(id);
   f.result = o;
   f.reason = reason;
   return f;
}

void read_not_applicable(json::object const& in, std::vector<base::finding>& into)
{
   auto const& reasons = member(in, "not_applicable");
   if (reasons.is_null())
      return;
   for (auto const& [reason, ids] : object(reasons))
      for (auto const& id : array(ids))
         into.push_back(settled(id, base::outcome::not_applicable, reason));
}

// Every check of the domain, sorted by id.
std::vector<base::finding> read_findings(json::object const& in)
{
   std::vector<base::finding> all;
   for (auto const* const key : {"findings", "passes"})
      for (auto const& v : items(in, key))
         all.push_back(read_check(object(v)));
   std::set<std::string> told;
   for (auto const& f : all)
      told.insert(f.id);
   for (auto const& id : items(in, "passed"))
      if (!told.contains(element(id)))
         all.push_back(settled(id, base::outcome::pass, {}));
   read_not_applicable(in, all);
   std::ranges::stable_sort(all, {}, &base::finding::id);
   return all;
}

audit::domain_record read(json::object const& in)
{
   audit::domain_record d;
   d.domain = text(in, "domain");
   if (d.domain.empty())
      throw wrong{"'domain' is missing"};
   d.input = text(in, "input");
   auto const line = number(in, "line").value_or(0);
   d.line = line >= 1 && line < 1e15 ? static_cast<std::size_t>(line) : 0;
   d.status = named<audit::domain_status>(text(in, "status"), "status", 3, [](auto s) {
      return audit::to_text(s);
   });
   d.scored = read_scores(in);
   d.score_standard = number(in, "score_standard");
   d.rehearsed = read_rehearsed(in);
   for (auto const& id : items(in, "withdrawn"))
      d.withdrawn.push_back(element(id));
   d.findings = read_findings(in);
   return d;
}

}  // namespace

std::shared_ptr<audit::list_columns const> read_list_columns(std::string_view text_of_domain)
{
   try {
      auto const parsed = parse(text_of_domain);
      auto const& list = object(member(object(member(object(parsed), "facts")), "list"));
      auto columns = std::make_shared<audit::list_columns>();
      columns->posture = text(list, "posture");
      columns->profile = text(list, "profile");
      for (auto const& v : items(list, "selectors"))
         columns->selectors.push_back(element(v));
      for (auto const& v : items(list, "tags"))
         columns->tags.push_back(element(v));
      return *columns == audit::list_columns{} ? nullptr : columns;
   } catch (wrong const&) {
      return nullptr;
   }
}

base::result<audit::domain_record> read_domain(std::string_view text)
{
   try {
      return read(object(parse(text)));
   } catch (wrong const& w) {
      return base::error(fmt::format("this is no domain of a report: {}", w.message));
   }
}

audit::domain_record read_record(record const& r)
{
   auto made = read_domain('{' + r.json + '}');
   assert(made);
   return std::move(*made);
}

}  // namespace dnslint::report
