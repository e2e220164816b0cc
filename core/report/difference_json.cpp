// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_writer.hpp"
#include "core/report/difference_text.hpp"

namespace dnslint::report {
namespace {

void append_standing(base::json_writer& json, std::string_view name, domain_state const& s)
{
   json.begin_object(name);
   json.member("status", audit::to_text(s.status));
   json.key("score");
   json.number(s.scored.score, 1);
   json.key("grade");
   if (s.scored.grade)
      json.text(*s.scored.grade);
   else
      json.null();
   json.end_object();
}

void append_state(base::json_writer& json, std::string_view name, check_state const& s)
{
   json.begin_object(name);
   json.member("outcome", base::to_text(s.result));
   json.optional_member("statement", s.statement.bytes());
   json.end_object();
}

void append_check(base::json_writer& json, changed_check const& c)
{
   json.begin_object();
   json.member("id", c.id);
   json.member("severity", base::to_text(c.severity));
   json.member("change", to_text(c.became));
   append_state(json, "before", c.before);
   append_state(json, "after", c.after);
   json.end_object();
}

// Facts are JSON already.
void append_fact(base::json_writer& json, changed_fact const& f)
{
   json.begin_object();
   json.member("name", f.name);
   for (auto const& [key, value] : {std::pair{"before", f.before}, std::pair{"after", f.after}}) {
      json.key(key);
      json.place() += value;
   }
   json.end_object();
}

}  // namespace

std::string difference_json(domain_difference const& d)
{
   std::string out;
   base::json_writer json{out};
   json.begin_object();
   json.member("kind", "domain");
   json.member("domain", d.domain);
   if (d.before)
      append_standing(json, "before", *d.before);
   if (d.after)
      append_standing(json, "after", *d.after);
   json.begin_array("checks");
   for (auto const& c : d.checks)
      append_check(json, c);
   json.end_array();
   json.begin_array("published");
   for (auto const& f : d.facts)
      append_fact(json, f);
   json.end_array();
   json.end_object();
   return out + '\n';
}

std::string difference_json(difference_counts const& all)
{
   std::string out;
   base::json_writer json{out};
   json.begin_object();
   json.member("kind", "summary");
   json.member("domains", all.domains);
   json.member("differing", all.differing);
   json.member("added", all.added);
   json.member("removed", all.removed);
   json.begin_object("changes");
   for (auto const& [became, count] : all.changes)
      json.member(to_text(became), count);
   json.end_object();
   json.begin_object("by_check");
   for (auto const& [id, changes] : all.by_check) {
      json.begin_object(id);
      for (auto const& [became, count] : changes)
         json.member(to_text(became), count);
      json.end_object();
   }
   json.end_object();
   json.end_object();
   return out + '\n';
}

}  // namespace dnslint::report
