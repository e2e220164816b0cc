// SPDX-License-Identifier: Apache-2.0
#include "core/base/causes.hpp"
#include "core/cel/bindings.hpp"
#include "core/rules/check.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dnslint::rules {
namespace {

judgement not_known(base::cause why)
{
   judgement j;
   j.why = std::move(why);
   return j;
}

judgement not_applicable(std::string reason)
{
   judgement j;
   j.result = base::outcome::not_applicable;
   j.reason = std::move(reason);
   return j;
}

judgement passed()
{
   judgement j;
   j.result = base::outcome::pass;
   return j;
}

judgement failed(check const& c, cel::bindings const& bound)
{
   judgement j;
   j.result = base::outcome::fail;
   j.message = c.message ? c.message->render(bound) : c.title;
   return j;
}

}  // namespace

judgement undecided(std::string_view key, cel::value const& v)
{
   if (v.is(cel::kind::unknown))
      return not_known(v.why_unknown());
   auto const detail = v.is(cel::kind::error) ? v.error_message()
                                              : fmt::format("the value is {}", to_text(v.type()));
   return not_known(base::because(base::causes::rule_error, fmt::format("{}: {}", key, detail)));
}

cel::value applicability(check const& c, cel::bindings const& bound)
{
   return c.applies_when ? c.applies_when->evaluate(bound) : cel::value{true};
}

std::optional<judgement> judge_applicability(check const& c, cel::value const& applies)
{
   if (applies.is_true())
      return std::nullopt;
   if (!applies.is_false())
      return undecided("applies_when", applies);
   return not_applicable(
      c.not_applicable_reason.empty() ? fmt::format("not the case: {}", c.applies_when->source())
                                      : c.not_applicable_reason);
}

std::optional<judgement> judge_applicability(check const& c, cel::bindings const& bound)
{
   return judge_applicability(c, applicability(c, bound));
}

judgement judge(check const& c, cel::value const& applies, cel::bindings const& bound)
{
   if (auto early = judge_applicability(c, applies))
      return *std::move(early);
   return judge_assert(c, bound);
}

judgement judge_assert(check const& c, cel::bindings const& bound)
{
   if (!c.verdict)
      return not_known(base::because(base::causes::not_settled, "the check has no 'assert'"));
   auto const verdict = c.verdict->evaluate(bound);
   if (verdict.is_true())
      return passed();
   return verdict.is_false() ? failed(c, bound) : undecided("assert", verdict);
}

judgement judge(check const& c, cel::bindings const& bound)
{
   return judge(c, applicability(c, bound), bound);
}

base::location place_in(
   check const& c, std::vector<std::string_view> const& keys, std::size_t offset)
{
   auto const path = fmt::format("{}", fmt::join(keys, "."));
   auto const found = std::ranges::find(c.places, path, [](auto const& place) {
      return std::string_view{place.first};
   });
   return found == c.places.end() ? c.where : found->second.at(offset);
}

std::vector<std::pair<std::string_view, cel::expression const*>> judging_expressions(check const& c)
{
   std::vector<std::pair<std::string_view, cel::expression const*>> all;
   if (c.applies_when)
      all.emplace_back("applies_when", &*c.applies_when);
   if (c.verdict)
      all.emplace_back("assert", &*c.verdict);
   return all;
}

lookup const* check::fan_out() const noexcept
{
   auto const found = std::ranges::find_if(lookups, &lookup::fans_out);
   return found == lookups.end() ? nullptr : &*found;
}

std::set<std::string> facts_used(check const& c)
{
   std::set<std::string> all;
   auto const add = [&all](std::optional<cel::expression> const& code) {
      if (code)
         all.insert(code->facts_used().begin(), code->facts_used().end());
   };
   add(c.applies_when);
   add(c.verdict);
   for (auto const& l : c.lookups) {
      add(l.for_each);
      all.merge(l.name.facts_used());
   }
   add(c.how_to_fix.when);
   add(c.how_to_fix.replaces);
   for (auto const* const text : {&c.message, &c.how_to_fix.text, &c.how_to_fix.record})
      if (*text)
         all.merge((*text)->facts_used());
   return all;
}

cel::value subjects_of(check const& c, cel::bindings const& bound)
{
   auto const made = c.fan_out()->for_each->evaluate(bound);
   if (made.is_abnormal() || made.is(cel::kind::list))
      return detached(made);
   return cel::value::error(fmt::format("for_each needs a list, this is {}", to_text(made.type())));
}

}  // namespace dnslint::rules
