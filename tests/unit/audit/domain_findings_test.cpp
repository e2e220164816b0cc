// SPDX-License-Identifier: Apache-2.0
#include "core/audit/domain_findings.hpp"

#include "core/audit/check_bindings.hpp"
#include "tests/unit/audit/scratch_plan.hpp"

#include <gmock/gmock.h>

namespace dnslint::audit::test {
namespace {

using base::outcome;
using testing::ElementsAre;

constexpr auto some_rules = R"(pack: acme
version: 1.0.0
rules:
  - { id: acme/fails, title: F, category: c, severity: low, assert: "domain == ''", message: "no" }
  - { id: acme/passes, title: P, category: c, severity: low, assert: "domain != ''" }
  - id: acme/asks
    title: A
    category: c
    severity: low
    lookups: { txt: { name: "{domain}", type: TXT } }
    assert: "!txt.absent"
)";

std::vector<std::string> texts(std::vector<finding> const& all)
{
   std::vector<std::string> lines;
   for (auto const& f : all)
      lines.push_back(
         f.id + " " + std::string{base::to_text(f.result)} + (f.why ? " " + f.why->code : "") +
         (f.reason.empty() ? "" : " " + f.reason));
   return lines;
}

class findings_of_a_domain : public testing::Test {
protected:
   findings_of_a_domain() { facts_["name"]["kind"] = facts::value{"organizational"}; }

   judged_facts known() { return {"example.test", {}, &facts_, nullptr, nullptr}; }
   std::vector<std::string> judged(std::vector<finding> settled = {})
   {
      return texts(judge_all(*plan_, known(), std::move(settled), lookup_rounds{plan_->checks}));
   }

   std::unique_ptr<plan> plan_ = plan_of(some_rules);
   facts::tree facts_;
};

TEST_F(findings_of_a_domain, stand_in_the_order_of_the_plan)
{
   EXPECT_THAT(
      judged(),
      ElementsAre(
         "acme/asks unknown not-asked", "acme/fails fail", "acme/passes pass", "name/exists pass"));
}

TEST_F(findings_of_a_domain, do_not_take_a_probes_word_where_an_expression_judges)
{
   finding lie;
   lie.id = "acme/fails";
   lie.result = outcome::pass;
   EXPECT_THAT(judged({lie})[1], "acme/fails fail");
}

TEST_F(findings_of_a_domain, are_unknown_where_a_fact_is)
{
   facts_["name"]["kind"] = base::transient("servfail");
   EXPECT_THAT(judged().back(), "name/exists unknown servfail");
}

TEST_F(findings_of_a_domain, that_does_not_exist_are_judged_by_the_manifest)
{
   facts_["name"]["kind"] = facts::value{"nonexistent"};
   EXPECT_THAT(
      texts(judge_nonexistent(*plan_, known())),
      ElementsAre(
         "acme/asks not-applicable the name does not exist",
         "acme/fails not-applicable the name does not exist",
         "acme/passes not-applicable the name does not exist",
         "name/exists fail"));
}

TEST_F(findings_of_a_domain, are_all_unknown_for_one_reason)
{
   auto const why = base::internal("worker-died", "SIGSEGV");
   auto const all = all_unknown(*plan_, why);
   ASSERT_EQ(all.size(), plan_->checks.size());
   for (auto const& f : all) {
      EXPECT_EQ(f.result, outcome::unknown) << f.id;
      EXPECT_EQ(f.why, why) << f.id;
   }
}

// A check that the code of a probe settles.
class settled_check : public testing::Test {
protected:
   settled_check()
   {
      definition_.id = "spf/x";
      definition_.probe = "spf";
      plan_.checks.push_back({&definition_});
   }

   std::vector<finding> judged(std::vector<finding> settled)
   {
      return judge_all(
         plan_,
         {"example.test", {}, &facts_, nullptr, nullptr},
         std::move(settled),
         lookup_rounds{plan_.checks});
   }

   rules::check definition_;
   plan plan_;
   facts::tree facts_;
};

TEST_F(settled_check, is_what_the_probe_settled)
{
   for (auto const result : {outcome::pass, outcome::fail, outcome::not_applicable}) {
      finding f;
      f.id = "spf/x";
      f.result = result;
      f.message = base::untrusted{"as the probe says"};
      auto const all = judged({f});
      ASSERT_EQ(all.size(), 1U);
      EXPECT_EQ(all[0].result, result);
      EXPECT_EQ(all[0].message.bytes(), "as the probe says");
   }
}

TEST_F(settled_check, that_the_probe_left_is_unknown_and_no_pass)
{
   finding other;
   other.id = "spf/y";
   other.result = outcome::pass;
   EXPECT_THAT(texts(judged({other})), ElementsAre("spf/x unknown not-settled"));
}

}  // namespace
}  // namespace dnslint::audit::test
