// SPDX-License-Identifier: Apache-2.0
#include "core/rules/check.hpp"

#include <fmt/format.h>

namespace dnslint::rules {
namespace {

judgement not_known(base::cause why)
{
   judgement j;
   j.why = std::move(why);
   return j;
}

// What is neither true nor false.
judgement undecided(std::string_view key, value const& v)
{
   if (v.is(kind::unknown))
      return not_known(v.why_unknown());
   auto const detail =
      v.is(kind::error) ? v.error_message() : fmt::format("the value is {}", to_text(v.what()));
   return not_known(base::internal("rule-error", fmt::format("{}: {}", key, detail)));
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

judgement failed(check const& c, bindings const& with)
{
   judgement j;
   j.result = base::outcome::fail;
   j.message = c.message ? c.message->render(with) : c.title;
   return j;
}

}  // namespace

value applicability(check const& c, bindings const& with)
{
   return c.applies_when ? c.applies_when->evaluate(with) : value{true};
}

std::optional<judgement> judge_applicability(check const& c, value const& applies)
{
   if (applies.is_true())
      return std::nullopt;
   if (!applies.is_false())
      return undecided("applies_when", applies);
   return not_applicable(
      c.not_applicable_reason.empty() ? fmt::format("not the case: {}", c.applies_when->source())
                                      : c.not_applicable_reason);
}

std::optional<judgement> judge_applicability(check const& c, bindings const& with)
{
   return judge_applicability(c, applicability(c, with));
}

judgement judge(check const& c, value const& applies, bindings const& with)
{
   if (auto early = judge_applicability(c, applies))
      return *std::move(early);
   if (!c.verdict)
      return not_known(base::internal("not-settled", "the check has no 'assert'"));
   auto const verdict = c.verdict->evaluate(with);
   if (verdict.is_true())
      return passed();
   return verdict.is_false() ? failed(c, with) : undecided("assert", verdict);
}

judgement judge(check const& c, bindings const& with)
{
   return judge(c, applicability(c, with), with);
}

}  // namespace dnslint::rules
