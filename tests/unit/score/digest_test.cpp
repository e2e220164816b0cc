// SPDX-License-Identifier: Apache-2.0
#include "core/score/score.hpp"
#include "tests/unit/score/sample_weights.hpp"

#include <algorithm>
#include <gtest/gtest.h>

namespace dnslint::score {
namespace {

using base::outcome;
using base::severity;

std::vector<scored_check> two_checks()
{
   return {
      {"x/1", "mail", "a", severity::high, outcome::pass, {}},
      {"x/2", "dns", "b", severity::low, outcome::fail, {}}};
}

TEST(score_digest, is_the_same_for_every_outcome_and_order)
{
   auto checks = two_checks();
   auto const first = digest(checks, sample_weights());
   checks[0].result = outcome::not_applicable;
   checks[1].result = outcome::unknown;
   checks[1].why = base::cause_class::unobservable;
   std::ranges::reverse(checks);
   EXPECT_EQ(first, digest(checks, sample_weights()));
   EXPECT_EQ(first, compute(checks, sample_weights()).digest);
   EXPECT_EQ(16U, first.size());
   EXPECT_EQ(std::string::npos, first.find_first_not_of("0123456789abcdef"));
}

TEST(score_digest, ignores_checks_that_are_not_scored)
{
   auto checks = two_checks();
   auto const first = digest(checks, sample_weights());
   checks.push_back({"x/3", "mail", "", severity::critical, outcome::fail, {}});
   EXPECT_EQ(first, digest(checks, sample_weights()));
}

TEST(score_digest, tells_apart_what_was_scored)
{
   auto const changed = [](auto change) {
      auto checks = two_checks();
      change(checks);
      return digest(checks, sample_weights());
   };
   auto const first = digest(two_checks(), sample_weights());
   EXPECT_NE(first, changed([](auto& c) {
                c[0].id = "x/9";
             }));
   EXPECT_NE(first, changed([](auto& c) {
                c[0].control = "c";
             }));
   EXPECT_NE(first, changed([](auto& c) {
                c[0].category = "web";
             }));
   EXPECT_NE(first, changed([](auto& c) {
                c[0].severity = severity::low;
             }));
   EXPECT_NE(first, changed([](auto& c) {
                c.pop_back();
             }));
}

TEST(score_digest, tells_apart_the_weights)
{
   auto const changed = [](auto change) {
      auto w = sample_weights();
      change(w);
      return digest(two_checks(), w);
   };
   auto const first = digest(two_checks(), sample_weights());
   EXPECT_NE(first, changed([](auto& w) {
                w.controls["spf.policy"].weight = 2.5;
             }));
   EXPECT_NE(first, changed([](auto& w) {
                w.controls["spf.policy"].category = "dns";
             }));
   EXPECT_NE(first, changed([](auto& w) {
                w.controls["spf.policy"].alternatives = {"x"};
             }));
   EXPECT_NE(first, changed([](auto& w) {
                w.categories["dns"] = 3;
             }));
   EXPECT_NE(first, changed([](auto& w) {
                w.grades.front().least = 91;
             }));
}

TEST(score_digest, tells_apart_the_caps)
{
   auto const changed = [](auto change) {
      auto w = sample_weights();
      w.caps = {{"one", "C", {"x/1"}, {"x/2"}, "text"}};
      change(w.caps.front());
      return digest(two_checks(), w);
   };
   auto const first = changed([](cap&) {});
   EXPECT_NE(first, digest(two_checks(), sample_weights()));
   EXPECT_NE(first, changed([](cap& c) {
                c.id = "other";
             }));
   EXPECT_NE(first, changed([](cap& c) {
                c.most = "D";
             }));
   EXPECT_NE(first, changed([](cap& c) {
                c.failed = {"x/2"};
             }));
   EXPECT_NE(first, changed([](cap& c) {
                c.unless = {};
             }));
   EXPECT_EQ(first, changed([](cap& c) {
                c.text = "other words";
             }));
}

TEST(score_digest, tells_whether_the_checks_of_a_cap_are_there)
{
   auto checks = two_checks();
   auto w = sample_weights();
   w.caps = {{"one", "C", {"x/3"}, {}, "text"}};
   auto const first = digest(checks, w);
   checks.push_back({"x/3", "mail", "", severity::low, outcome::fail, {}});
   EXPECT_NE(first, digest(checks, w));
}

TEST(score_digest, keeps_the_borders_between_texts)
{
   std::vector<scored_check> const one{{"x/1a", "m", "b", severity::low, outcome::pass, {}}};
   std::vector<scored_check> const other{{"x/1", "am", "b", severity::low, outcome::pass, {}}};
   EXPECT_NE(digest(one, {}), digest(other, {}));
}

}  // namespace
}  // namespace dnslint::score
