// SPDX-License-Identifier: Apache-2.0
// What a profile makes of a plan.
#include "core/audit/plan_profile.hpp"

#include "tests/unit/audit/scratch_plan.hpp"

#include <gmock/gmock.h>

namespace dnslint::audit::test {
namespace {

using base::severity;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr auto pack = R"(pack: acme
version: 1.0.0
variables:
  most: { type: int, default: 5, min: 1, max: 9, description: "a bound" }
rules:
  - { id: acme/one, title: One, category: c, control: acme.one, severity: low, assert: "vars.most > 1" }
  - { id: acme/two, title: Two, category: c, severity: medium, assert: "domain != ''" }
)";

// The plan of the pack with a profile that extends the standard one.
class plan_by_profile : public testing::Test {
protected:
   base::result<built_plan> build(std::string const& profile)
   {
      profile_.emplace("profile: own\nextends: standard\n" + profile);
      rules_.emplace(pack);
      selection wanted;
      wanted.profile = profile_->path();
      wanted.rule_paths = {rules_->path()};
      return build_plan(wanted);
   }

   plan const& made(std::string const& profile)
   {
      auto built = build(profile);
      EXPECT_TRUE(built) << base::to_text(built.errors());
      if (built) {
         notes_ = base::to_text(built->notes);
         plan_ = std::move(built->made);
      }
      return *plan_;
   }

   static planned_check const* find_check(plan const& p, std::string_view id)
   {
      for (auto const& c : p.checks)
         if (c.definition->id == id)
            return &c;
      return nullptr;
   }

   std::optional<scratch_file> profile_;
   std::optional<scratch_file> rules_;
   std::unique_ptr<plan> plan_;
   std::string notes_;
};

TEST_F(plan_by_profile, leaves_out_disabled_checks)
{
   auto const& p = made("disable: [acme/one]\n");
   EXPECT_EQ(find_check(p, "acme/one"), nullptr);
   EXPECT_NE(find_check(p, "acme/two"), nullptr);
   EXPECT_TRUE(is_disabled(p.profile, "acme/one"));
   EXPECT_FALSE(is_disabled(p.profile, "acme/two"));
   EXPECT_THAT(notes_, IsEmpty());
}

TEST_F(plan_by_profile, changes_severities_and_controls_and_keeps_the_checks_own)
{
   auto const& p = made(
      "overrides:\n  - { check: name/exists, severity: critical }\n"
      "  - { check: acme/*, severity: high }\n");
   auto const* const own = find_check(p, "name/exists");
   ASSERT_NE(own, nullptr);
   EXPECT_EQ(own->definition->severity, severity::critical);
   ASSERT_TRUE(own->standard);
   EXPECT_EQ(own->standard->severity, severity::medium) << "as the standard profile has it";
   auto const* const one = find_check(p, "acme/one");
   EXPECT_EQ(one->definition->severity, severity::high);
   EXPECT_EQ(one->definition->control, "acme.one");
   EXPECT_FALSE(one->standard) << "the standard profile does not run that pack";
   EXPECT_TRUE(p.adapted);
}

TEST_F(plan_by_profile, sets_variables)
{
   EXPECT_EQ(made("variables: { acme.most: 7 }\n").settings.at("acme").at("most"), facts::value{7});
   EXPECT_EQ(made("").settings.at("acme").at("most"), facts::value{5});
}

TEST_F(plan_by_profile, refuses_variables_that_are_wrong)
{
   for (auto const& [text, message] : std::initializer_list<std::pair<char const*, char const*>>{
           {"variables: { acme.most: 70 }\n", "9"},
           {"variables: { acme.mots: 7 }\n", "did you mean 'most'?"}}) {
      auto const built = build(text);
      ASSERT_FALSE(built) << text;
      EXPECT_THAT(base::to_text(built.errors()), HasSubstr(message));
      EXPECT_THAT(base::to_text(built.errors()), HasSubstr(profile_->path() + ":3:"));
   }
}

// A plugin may be absent on this machine, so what is meant for it is no error.
TEST_F(plan_by_profile, tells_of_what_it_names_and_nothing_is)
{
   made("disable: [acme/noe]\n");
   EXPECT_THAT(notes_, HasSubstr("warning: no check is 'acme/noe'"));
   EXPECT_THAT(notes_, HasSubstr("did you mean 'acme/one'?"));
   made("variables: { absent.most: 7 }\n");
   EXPECT_THAT(notes_, HasSubstr("'absent.most' is set, but its plugin or pack is not loaded"));
   made(
      "suppressions:\n"
      "  - { check: other/*, domain: '*', reason: r, owner: o, expires: 2999-01-01 }\n");
   EXPECT_THAT(notes_, HasSubstr("no check is 'other/*'"));
   made("overrides: [{ check: acme/x, severity: low }]\n");
   EXPECT_THAT(notes_, HasSubstr("no check is 'acme/x'"));
   made(
      "caps: [{ id: new, most: C, failed: [acme/one, acme/tow], unless: [acme/oen], text: t }]\n");
   EXPECT_THAT(notes_, HasSubstr("no check is 'acme/tow'"));
   EXPECT_THAT(notes_, HasSubstr("no check is 'acme/oen'"));
}

// A shipped profile speaks of all packs and plugins that ship, whatever of them is loaded here.
TEST_F(plan_by_profile, does_not_tell_of_what_a_shipped_profile_names)
{
   auto built = build("");
   ASSERT_TRUE(built) << base::to_text(built.errors());
   auto& p = *built->made;
   base::location where;
   where.file = profile::shipped_profiles().front().file;
   p.profile.disabled.push_back({"nosuch/check", where});
   EXPECT_THAT(unmatched(p), IsEmpty());
   where.file = "own.yaml";
   p.profile.disabled.push_back({"nosuch/other", where});
   auto const told = unmatched(p);
   ASSERT_EQ(told.size(), 1U);
   EXPECT_EQ(told[0].message, "no check is 'nosuch/other'");
}

TEST_F(plan_by_profile, tells_of_suppressions_that_have_expired)
{
   auto const& p = made(
      "suppressions:\n"
      "  - { check: acme/one, domain: '*.test', reason: r, owner: mail team, expires: 2026-01-31 "
      "}\n"
      "  - { check: acme/two, domain: '*.test', reason: r, owner: o, expires: 2999-01-01 }\n");
   using namespace std::chrono;
   EXPECT_THAT(expired_suppressions(p, sys_days{2026y / January / 31}), IsEmpty());
   auto const told = base::to_text(expired_suppressions(p, sys_days{2026y / February / 1}));
   EXPECT_THAT(told, HasSubstr("the suppression of acme/one for *.test has expired: 2026-01-31"));
   EXPECT_THAT(told, HasSubstr("mail team answers for it"));
   EXPECT_THAT(told, testing::Not(HasSubstr("acme/two")));
}

// What is scored decides the digest; who is suppressed does not.
TEST_F(plan_by_profile, has_a_digest_of_what_is_scored)
{
   auto const plain = made("").score_digest;
   auto const suppressed =
      made(
         "suppressions:\n"
         "  - { check: acme/one, domain: '*', reason: r, owner: o, expires: 2999-01-01 }\n")
         .score_digest;
   EXPECT_EQ(plain, suppressed);
   EXPECT_NE(plain, made("overrides: [{ check: acme/one, severity: high }]\n").score_digest);
   EXPECT_NE(plain, made("disable: [acme/one]\n").score_digest);
}

TEST_F(plan_by_profile, that_changes_nothing_scores_as_the_standard_one)
{
   auto built = build_plan({});
   ASSERT_TRUE(built);
   EXPECT_FALSE(built->made->adapted);
   EXPECT_TRUE(made("").adapted) << "it runs another pack";
}

}  // namespace
}  // namespace dnslint::audit::test
