// SPDX-License-Identifier: Apache-2.0
#include "core/base/outcome.hpp"
#include "core/profile/shape.hpp"

namespace dnslint::profile {
namespace {

constexpr double most_weight = 1000;

shape text(std::string description)
{
   shape s;
   s.description = std::move(description);
   return s;
}

shape matching(std::string pattern, std::string hint, std::string description)
{
   auto s = text(std::move(description));
   s.pattern = std::move(pattern);
   s.hint = std::move(hint);
   return s;
}

shape number(double most, std::string description)
{
   auto s = text(std::move(description));
   s.value_form = form::number;
   s.most = most;
   return s;
}

shape record(std::string description, std::vector<field> fields)
{
   auto s = text(std::move(description));
   s.value_form = form::record;
   s.fields = std::move(fields);
   return s;
}

shape list(std::string description, shape each)
{
   auto s = text(std::move(description));
   s.value_form = form::list;
   s.each = {std::move(each)};
   return s;
}

// A map whose keys are of the form of `name`.
shape named(std::string description, shape name, shape each)
{
   auto s = list(std::move(description), std::move(each));
   s.value_form = form::named;
   s.pattern = std::move(name.pattern);
   s.hint = std::move(name.hint);
   return s;
}

shape profile_name()
{
   return matching(
      "^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
      "use lower-case letters, digits and -",
      "how --profile and reports call it");
}

shape dotted(std::string description)
{
   return matching(
      "^[a-z][a-z0-9-]*(\\.[a-z0-9-]+)*$",
      "write it like spf.policy: lower-case letters, digits, - and dots",
      std::move(description));
}

shape check_glob()
{
   return matching(
      "^[a-z0-9*?/-]+$",
      "write an id, or a pattern of ids such as spf/*",
      "the checks: an id, or a pattern of ids with * and ?");
}

shape severity()
{
   auto s = text("the severity that they get");
   using base::severity;
   for (auto const one :
        {severity::info, severity::low, severity::medium, severity::high, severity::critical})
      s.words.emplace_back(base::to_text(one));
   return s;
}

shape variables()
{
   shape any = text("a value of the type that its plugin or pack declares, within its bounds");
   any.value_form = form::value;
   return named(
      "options of plugins and variables of packs",
      matching(
         "^[a-z][a-z0-9-]*\\.[a-z][a-z0-9_]*$",
         "write it like spf.widest_ipv4: the plugin or pack, a dot, the name",
         ""),
      std::move(any));
}

shape controls()
{
   return named(
      "what is scored",
      dotted(""),
      record(
         "a control; what is left out stays as in the profile that is extended",
         {{"category", dotted("the category in which it is scored")},
          {"weight",
           number(most_weight, "its weight in the category; 0 leaves it out (default: 1)")},
          {"any_of",
           list(
              "controls that may meet this one instead: the best counts", dotted("a control"))}}));
}

shape check_id()
{
   return matching("^[a-z0-9-]+/[a-z0-9-]+$", "write an id such as dmarc/present", "a check");
}

shape cap_id()
{
   return matching(
      "^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
      "use lower-case letters, digits and -",
      "its name, by which a profile that extends this one changes it");
}

shape grade_name(std::string description)
{
   return matching("^[A-Za-z0-9+-]{1,12}$", "use letters, digits, + and -", std::move(description));
}

shape caps()
{
   return list(
      "what limits the grade, whatever the score would be",
      record(
         "a cap; what is left out stays as in the profile that is extended",
         {{"id", cap_id(), true},
          {"most", grade_name("the best grade that is left; none: the cap is taken away")},
          {"failed", list("the checks that must all have failed", check_id())},
          {"unless", list("the checks of which none may have passed", check_id())},
          {"passed", list("the checks that must all have passed", check_id())},
          {"text", text("why, for people: the rest of a sentence such as 'At most C: ...'")}}));
}

shape gates()
{
   return list(
      "conditions over the whole run, which must hold at its end",
      record(
         "a gate; what is left out stays as in the profile that is extended",
         {{"id", cap_id(), true},
          {"require",
           text("an expression such as failures.critical == 0; none: the gate is taken away")},
          {"text", text("why, for people")}}));
}

shape overrides()
{
   return list(
      "what is changed about checks of others; later ones win",
      record(
         "a change",
         {{"check", check_glob(), true},
          {"severity", severity()},
          {"control", dotted("the control that they get; none: not scored")}}));
}

shape suppressions()
{
   return list(
      "failures that are known and accepted; they stay visible and are scored",
      record(
         "a suppression",
         {{"check", check_glob(), true},
          {"domain",
           matching(
              "^[a-z0-9._*?-]+$",
              "write the domain in lower-case A-labels, * and ? allowed",
              "the domains: a name, or a pattern with * and ?"),
           true},
          {"reason", text("why the failure is accepted"), true},
          {"owner", text("who answers for it"), true},
          {"expires",
           matching(
              "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
              "write it like 2027-01-31",
              "the last day, in UTC, on which it works"),
           true}}));
}

}  // namespace

shape const& profile_shape()
{
   static shape const made = record(
      "A profile of dnslint",
      {{"profile", profile_name(), true},
       {"title", text("what it is for, in one line")},
       {"description", text("what it is for")},
       {"extends", text("a profile that ships, by its name, or a file, by its path")},
       {"packs",
        list(
           "the rule packs that run",
           text("a pack that ships, by its name, or a file, by its path"))},
       {"variables", variables()},
       {"categories",
        named("the weights of categories", dotted(""), number(most_weight, "a weight"))},
       {"controls", controls()},
       {"grades",
        named(
           "the lowest score of each grade; the last grade has 0",
           grade_name(""),
           number(100, "the lowest score"))},
       {"when_all_seen",
        list("grades that are given only to domains of which everything was seen", grade_name(""))},
       {"caps", caps()},
       {"gate", gates()},
       {"overrides", overrides()},
       {"disable", list("checks that do not run", check_glob())},
       {"suppressions", suppressions()}});
   return made;
}

shape const& project_shape()
{
   static shape const made = record(
      "A project of dnslint: dnslint.yaml, beside the lists that it is for",
      {{"profile", text("a profile that ships, by its name, or a file, by its path")},
       {"packs",
        list(
           "the rule packs that run beside those of the profile",
           text("a pack that ships, by its name, or a file, by its path"))},
       {"variables", variables()},
       {"suppressions", suppressions()},
       {"resolvers",
        list(
           "whom scans ask; more than one share the questions",
           text("192.0.2.1, 192.0.2.1:5300 or tls://192.0.2.1#NAME"))}});
   return made;
}

}  // namespace dnslint::profile
