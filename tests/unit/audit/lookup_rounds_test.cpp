// SPDX-License-Identifier: Apache-2.0
#include "core/audit/lookup_rounds.hpp"

#include "core/audit/check_bindings.hpp"
#include "core/base/yaml.hpp"
#include "core/lab/lab.hpp"
#include "tests/unit/audit/scratch_plan.hpp"

#include <algorithm>
#include <gmock/gmock.h>

namespace dnslint::audit::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr auto all_forms = R"yaml(pack: acme
version: 1.0.0
rules:
  - id: acme/chain
    title: A lookup whose name stands on another
    category: c
    severity: low
    lookups:
      one: { name: "_a.{domain}", type: TXT }
      two: { name: "{one.records[0].text}.{domain}", type: TXT }
    assert: "!two.absent"
  - id: acme/each
    title: A lookup for each subject
    category: c
    severity: low
    lookups:
      mx: { name: "{domain}", type: MX }
      host: { for_each: "mx.records.map(r, r.exchange)", name: "{each}", type: A }
      back: { name: "{host.records[0].address}.{domain}", type: PTR }
    assert: "!back.absent"
  - id: acme/elsewhere
    title: It does not apply
    category: c
    severity: low
    applies_when: "domain == 'other.test'"
    otherwise: "it is another domain"
    lookups:
      one: { name: "_a.{domain}", type: TXT }
    assert: "!one.absent"
  - id: acme/no-lookups
    title: It asks nothing
    category: c
    severity: low
    assert: "domain != ''"
  - id: acme/no-name
    title: The name is none
    category: c
    severity: low
    lookups:
      bad: { name: "{'a..b'}.{domain}", type: TXT }
      good: { name: "{domain}", type: TXT }
    assert: "!bad.absent || !good.absent"
  - id: acme/servers
    title: Every name server is asked
    category: c
    severity: low
    lookups:
      own: { name: "{domain}", type: TXT, at: each-nameserver }
    assert: "!own.absent"
)yaml";

constexpr auto zone = R"yaml(zones:
  example.test: |
    @    NS  ns1
    @    MX  10 m1
    @    MX  20 m2
    @    TXT "x"
    _a   TXT "next"
    next TXT "yes"
    ns1  A   192.0.2.53
    m1   A   192.0.2.1
    m2   A   192.0.2.2
)yaml";

class rounds_of_lookups : public testing::Test {
protected:
   // The plan of that one rule; name/exists asks nothing.
   void use(std::string const& rule)
   {
      selection wanted;
      wanted.checks = {"acme/" + rule};
      plan_ = plan_of(all_forms, wanted);
      ASSERT_TRUE(plan_);
      rounds_.emplace(plan_->checks);
   }

   // The questions of the next round, as "one: _a.example.test TXT".
   std::vector<std::string> next()
   {
      round_ = rounds_->next({"example.test", {}, &facts_, nullptr, nullptr});
      std::vector<std::string> texts;
      for (auto const& l : round_)
         texts.push_back(text_of(l));
      return texts;
   }

   // Answers the whole round by the zone.
   void answer()
   {
      static auto const doc = base::yaml::load("lab.yaml", zone);
      static auto const lab = resolver::lab::from_yaml(*doc);
      ASSERT_TRUE(lab);
      for (auto const& l : round_) {
         resolver::exchange e;
         e.asked = l.question.asked;
         e.wire = dns::encode(lab->resolve(e.asked, 1));
         rounds_->answered(
            l, std::make_shared<resolver::answer>(resolver::interpret(std::move(e))));
      }
   }

   static std::string text_of(asked_lookup const& l)
   {
      auto text = l.key.lookup;
      if (l.key.subject)
         text += " of " + std::to_string(*l.key.subject);
      if (l.key.server_search)
         text += "'s servers";
      for (auto const& s : l.question.servers)
         text += " at " + s.address;
      return text + ": " + dns::to_text(l.question.asked);
   }

   std::unique_ptr<plan> plan_;
   facts::tree facts_;
   std::optional<lookup_rounds> rounds_;
   std::vector<asked_lookup> round_;
};

TEST_F(rounds_of_lookups, ask_what_stands_on_an_answer_when_it_is_there)
{
   use("chain");
   EXPECT_THAT(next(), ElementsAre("one: _a.example.test TXT"));
   answer();
   EXPECT_THAT(next(), ElementsAre("two: next.example.test TXT"));
   answer();
   EXPECT_THAT(next(), IsEmpty());
}

TEST_F(rounds_of_lookups, ask_for_each_subject_when_the_subjects_are_known)
{
   use("each");
   EXPECT_THAT(next(), ElementsAre("mx: example.test MX"));
   answer();
   EXPECT_THAT(next(), ElementsAre("host of 0: m1.example.test A", "host of 1: m2.example.test A"));
   answer();
   EXPECT_THAT(
      next(),
      ElementsAre(
         "back of 0: 192.0.2.1.example.test PTR", "back of 1: 192.0.2.2.example.test PTR"));
   answer();
   EXPECT_THAT(next(), IsEmpty());
}

TEST_F(rounds_of_lookups, find_name_servers_before_they_ask_them)
{
   use("servers");
   EXPECT_THAT(next(), ElementsAre("own's servers: example.test SOA"));
   answer();
   EXPECT_THAT(next(), ElementsAre("own's servers: example.test NS"));
   answer();
   EXPECT_THAT(
      next(),
      UnorderedElementsAre(
         "own's servers: ns1.example.test A", "own's servers: ns1.example.test AAAA"));
   answer();
   EXPECT_THAT(next(), ElementsAre("own of 0 at 192.0.2.53: example.test TXT"));
   answer();
   EXPECT_THAT(next(), IsEmpty());
}

TEST_F(rounds_of_lookups, ask_nothing_for_a_check_that_does_not_apply)
{
   use("elsewhere");
   EXPECT_THAT(next(), IsEmpty());
}

TEST_F(rounds_of_lookups, leave_out_a_name_that_is_none)
{
   use("no-name");
   EXPECT_THAT(next(), ElementsAre("good: example.test TXT"));
   answer();
   EXPECT_THAT(next(), IsEmpty());
}

TEST_F(rounds_of_lookups, hold_the_questions_of_all_checks_in_one_round)
{
   use("*");
   EXPECT_THAT(
      next(),
      ElementsAre(
         "one: _a.example.test TXT",
         "mx: example.test MX",
         "good: example.test TXT",
         "own's servers: example.test SOA"));
   std::vector<std::string> checks;
   for (auto const& l : round_)
      checks.push_back(plan_->checks[l.check].definition->id);
   EXPECT_THAT(checks, ElementsAre("acme/chain", "acme/each", "acme/no-name", "acme/servers"));
}

TEST_F(rounds_of_lookups, keep_the_answers_of_each_check_apart)
{
   use("*");
   next();
   answer();
   auto const place = [this](std::string_view id) {
      return static_cast<std::size_t>(
         std::ranges::find_if(
            plan_->checks,
            [&](planned_check const& c) {
               return c.definition->id == id;
            }) -
         plan_->checks.begin());
   };
   auto const& of_chain = rounds_->answers_of(place("acme/chain"));
   ASSERT_EQ(of_chain.size(), 1U);
   EXPECT_EQ(of_chain.begin()->first, lookup_key{"one"});
   EXPECT_THAT(rounds_->answers_of(place("acme/no-lookups")), IsEmpty());
   EXPECT_THAT(rounds_->answers_of(place("acme/elsewhere")), IsEmpty());
}

// An answer that is unknown ends the chain: nothing is asked under a name that nobody knows.
TEST_F(rounds_of_lookups, stop_at_an_unknown_answer)
{
   use("chain");
   next();
   rounds_->answered(
      round_.front(),
      resolver::make_unknown(round_.front().question.asked, base::transient("timeout")));
   EXPECT_THAT(next(), IsEmpty());
}

TEST(lookup_key, tells_subjects_and_searches_apart)
{
   dns::question const soa{*dns::name::from_text("example.test"), dns::rrtype::soa};
   std::vector<lookup_key> const keys{
      {"a"}, {"a", std::nullopt, soa}, {"a", 0}, {"a", 2}, {"a", 2, soa}, {"a", 10}, {"b"}};
   EXPECT_TRUE(std::ranges::is_sorted(keys));
   EXPECT_EQ(std::ranges::adjacent_find(keys), keys.end());
}

}  // namespace
}  // namespace dnslint::audit::test
