// SPDX-License-Identifier: Apache-2.0
#include "core/profile/profile.hpp"

#include "core/base/yaml.hpp"

#include <algorithm>
#include <gmock/gmock.h>

namespace dnslint::profile {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string const whole = R"(profile: acme
title: Ours
extends: standard
packs: [baseline, ./own/rules.yaml]
variables: { spf.widest_ipv4: 12 }
categories: { dns: 3 }
controls:
  transport.authentication: { category: mail.transport, weight: 2, any_of: [dane.policy, mta-sts.policy] }
  spf.policy: { weight: 4 }
grades: { good: 75, bad: 0 }
caps:
  - { id: watching, most: bad, failed: [dmarc/policy-enforced, x/y], unless: [x/z], text: "it only watches" }
overrides:
  - { check: "spf/*", severity: low }
  - { check: dmarc/present, control: none }
disable: ["caa/*"]
suppressions:
  - { check: "spf/*", domain: "*.acme.test", reason: moving, owner: mail team, expires: 2027-01-31 }
)";

base::result<profile> read(std::string const& text)
{
   auto const doc = base::yaml::load("acme/acme.yaml", text);
   if (!doc)
      return doc.errors();
   return read_profile(*doc);
}

std::string refusal(std::string const& text)
{
   auto const made = read(text);
   return made ? "it was read" : base::to_text(made.errors());
}

TEST(profile, says_what_its_file_says)
{
   auto const made = read(whole);
   ASSERT_TRUE(made.ok()) << base::to_text(made.errors());
   EXPECT_EQ("acme", made->name);
   EXPECT_EQ("standard", made->extends->value);
   EXPECT_EQ("baseline", made->packs[0].value);
   EXPECT_EQ("acme/own/rules.yaml", made->packs[1].value);
   EXPECT_EQ(4U, made->packs[0].where.line);
   EXPECT_TRUE(made->variables.contains("spf.widest_ipv4"));
   EXPECT_EQ(base::severity::low, made->overrides[0].severity);
   EXPECT_EQ(std::nullopt, made->overrides[0].control);
   EXPECT_EQ("", made->overrides[1].control);
   EXPECT_EQ("caa/*", made->disabled[0].value);
   EXPECT_EQ("mail team", made->suppressions[0].owner);
}

TEST(profile, suppresses_through_the_last_day)
{
   using namespace std::chrono;
   auto const made = read(whole);
   ASSERT_TRUE(made.ok());
   EXPECT_EQ(sys_seconds{sys_days{2027y / February / 1}}, made->suppressions[0].end);
}

TEST(profile, becomes_weights)
{
   auto const made = read(whole);
   ASSERT_TRUE(made.ok());
   auto const w = weights_of(extend(standard(), *made));
   EXPECT_EQ(4, w.controls.at("spf.policy").weight);
   EXPECT_EQ("mail.authentication", w.controls.at("spf.policy").category);
   EXPECT_EQ(5, w.controls.at("dmarc.policy").weight);
   EXPECT_THAT(
      w.controls.at("transport.authentication").alternatives,
      ElementsAre("dane.policy", "mta-sts.policy"));
   EXPECT_EQ(3, w.categories.at("dns"));
   EXPECT_EQ(2, w.categories.at("mail.transport"));
   ASSERT_EQ(2U, w.grades.size());
   EXPECT_EQ("good", w.grades[0].grade);
   EXPECT_EQ(75, w.grades[0].least);
   ASSERT_EQ(1U, w.caps.size());  // those of standard are to grades that are gone
   EXPECT_EQ("watching", w.caps[0].id);
   EXPECT_EQ("bad", w.caps[0].most);
   EXPECT_THAT(w.caps[0].failed, ElementsAre("dmarc/policy-enforced", "x/y"));
   EXPECT_THAT(w.caps[0].unless, ElementsAre("x/z"));
   EXPECT_EQ("it only watches", w.caps[0].text);
}

TEST(profile, keeps_the_packs_of_what_it_extends_once)
{
   auto const made = read(whole);
   ASSERT_TRUE(made.ok());
   EXPECT_EQ(2U, extend(standard(), *made).packs.size());
}

struct mistake {
   std::string text;
   std::string place;
   std::string message;
   std::string hint;
};

class profile_mistake : public testing::TestWithParam<mistake> {};

TEST_P(profile_mistake, is_shown_with_its_place_and_what_to_write)
{
   auto const& m = GetParam();
   auto const text = refusal(m.text);
   EXPECT_THAT(text, HasSubstr("acme/acme.yaml:" + m.place + ": error: "));
   EXPECT_THAT(text, HasSubstr(m.message));
   EXPECT_THAT(text, HasSubstr(m.hint));
   EXPECT_THAT(text, HasSubstr("^"));
}

INSTANTIATE_TEST_SUITE_P(
   all,
   profile_mistake,
   testing::Values(
      mistake{"title: x\n", "1:1", "the profile needs 'profile'", ""},
      mistake{"profile: a\ncontrol: {}\n", "2:1", "no key 'control'", "did you mean 'controls'?"},
      mistake{"profile: a\nprofile: b\n", "2:1", "duplicate key", ""},
      mistake{"profile: A_b\n", "1:10", "cannot be 'A_b'", "lower-case"},
      mistake{
         "profile: a\ncontrols: { x.y: { wieght: 1 } }\n",
         "2:20",
         "no key 'wieght'",
         "did you mean 'weight'?"},
      mistake{
         "profile: a\ncontrols: { x.y: { weight: -1 } }\n", "2:28", "number from 0 to 1000", ""},
      mistake{"profile: a\ncontrols: { x.y: { weight: .nan } }\n", "2:28", "must be a number", ""},
      mistake{"profile: a\ncontrols: { x.y: { any_of: [x.y] } }\n", "2:28", "met by itself", ""},
      mistake{"profile: a\ncategories: [dns]\n", "2:13", "must be a map", ""},
      mistake{"profile: a\ngrades: { A: 90, B: 80 }\n", "2:9", "must begin at 0", "F: 0"},
      mistake{"profile: a\ngrades: { A: 90, B: 90, F: 0 }\n", "2:9", "same score", ""},
      mistake{"profile: a\ncaps:\n  - { id: x, mots: C }\n", "3:14", "no key 'mots'", "'most'?"},
      mistake{"profile: a\ncaps:\n  - { most: C }\n", "3:5", "needs 'id'", ""},
      mistake{
         "profile: a\ncaps:\n  - { id: x, most: C }\n  - { id: x, most: D }\n",
         "4:11",
         "two caps are called 'x'",
         ""},
      mistake{"profile: a\ncaps:\n  - { id: x, failed: [] }\n", "3:22", "needs a check", ""},
      mistake{
         "profile: a\ncaps:\n  - { id: x, failed: [\"spf/*\"] }\n",
         "3:23",
         "cannot be 'spf/*'",
         "dmarc/present"},
      mistake{
         "profile: a\noverrides:\n  - { check: x/y, severity: hihg }\n",
         "3:29",
         "cannot be 'hihg'",
         "did you mean 'high'?"},
      mistake{"profile: a\noverrides:\n  - { check: x/y }\n", "3:5", "changes 'severity'", ""},
      mistake{"profile: a\ndisable: x/y\n", "2:10", "must be a list", ""},
      mistake{
         "profile: a\nvariables: { most: 1 }\n", "2:14", "cannot be 'most'", "spf.widest_ipv4"},
      mistake{
         "profile: a\nsuppressions:\n  - { check: x/y, domain: a.test, reason: r, owner: o }\n",
         "3:5",
         "needs 'expires'",
         ""},
      mistake{
         "profile: a\nsuppressions:\n"
         "  - { check: x/y, domain: a.test, reason: r, owner: o, expires: soon }\n",
         "3:65",
         "cannot be 'soon'",
         "2027-01-31"},
      mistake{
         "profile: a\nsuppressions:\n"
         "  - { check: x/y, domain: a.test, reason: r, owner: o, expires: 2027-02-30 }\n",
         "3:65",
         "there is no day 2027-02-30",
         ""}));

TEST(shipped_profile, loads_and_is_called_as_its_file_is)
{
   for (auto const& one : shipped_profiles()) {
      auto const made = load_profile(std::string{one.name});
      ASSERT_TRUE(made.ok()) << base::to_text(made.errors());
      EXPECT_EQ(one.name, made->name);
      EXPECT_NE("", made->title);
   }
}

TEST(shipped_profile, standard_is_sound)
{
   auto const w = weights_of(standard());
   ASSERT_FALSE(w.grades.empty());
   EXPECT_EQ(0, w.grades.back().least);
   EXPECT_TRUE(std::ranges::is_sorted(w.grades, std::greater{}, &score::grade_bound::least));
   for (auto const& c : w.caps)
      EXPECT_NE(w.grades.end(), std::ranges::find(w.grades, c.most, &score::grade_bound::grade))
         << c.id;
   for (auto const& [name, control] : w.controls) {
      EXPECT_GT(control.weight, 0) << name;
      EXPECT_TRUE(w.categories.contains(control.category)) << name;
   }
}

}  // namespace
}  // namespace dnslint::profile
