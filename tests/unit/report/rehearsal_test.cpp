// SPDX-License-Identifier: Apache-2.0
#include "core/report/rehearsal.hpp"

#include <gmock/gmock.h>

namespace dnslint::report {
namespace {

using base::outcome;
using testing::EndsWith;

base::finding settled(std::string id, outcome result, base::cause why = base::transient("timeout"))
{
   base::finding f;
   f.id = std::move(id);
   f.result = result;
   if (result == outcome::unknown)
      f.why = std::move(why);
   return f;
}

domain_state with(std::vector<base::finding> findings, double score = 80)
{
   reported_domain d;
   d.record.scored.score = score;
   d.checks.resize(findings.size());
   d.record.findings = std::move(findings);
   return state_of(d);
}

zone_edit edit_for(std::string check)
{
   zone_edit e;
   e.owner = *dns::name::from_text("example.test");
   e.checks = {std::move(check)};
   return e;
}

rehearsal judged(domain_state const& after)
{
   auto const before = with({settled("a/1", outcome::fail), settled("a/2", outcome::pass)});
   return judge_rehearsal("example.test", before, {edit_for("a/1")}, after);
}

TEST(rehearsal, stands_when_the_check_passes_and_nothing_is_worse)
{
   EXPECT_EQ(
      judged(with({settled("a/1", outcome::pass), settled("a/2", outcome::pass)})),
      rehearsal::stands);
}

TEST(rehearsal, falls_when_the_check_still_fails_or_another_does)
{
   EXPECT_EQ(
      judged(with({settled("a/1", outcome::fail), settled("a/2", outcome::pass)})),
      rehearsal::falls);
   EXPECT_EQ(
      judged(with({settled("a/1", outcome::pass), settled("a/2", outcome::fail)})),
      rehearsal::falls);
}

TEST(rehearsal, says_nothing_when_an_answer_did_not_come)
{
   EXPECT_EQ(
      judged(with({settled("a/1", outcome::unknown), settled("a/2", outcome::pass)})),
      rehearsal::inconclusive);
   EXPECT_EQ(
      judged(with({settled("a/1", outcome::pass), settled("a/2", outcome::unknown)})),
      rehearsal::inconclusive);
   EXPECT_EQ(
      judged(with({settled("a/1", outcome::fail), settled("a/2", outcome::unknown)})),
      rehearsal::falls);
   auto const unobservable =
      settled("a/2", outcome::unknown, {base::cause_class::unobservable, "other", {}});
   EXPECT_EQ(judged(with({settled("a/1", outcome::pass), unobservable})), rehearsal::falls);
}

TEST(rehearsal, cannot_take_a_wildcard_away)
{
   auto e = edit_for("a/1");
   e.owner = *dns::name::from_text("*.example.test");
   EXPECT_TRUE(can_be_rehearsed(e));
   e.remove.emplace_back();
   EXPECT_FALSE(can_be_rehearsed(e));
}

TEST(rehearsal, withdraws_a_record_and_says_so)
{
   auto f = settled("a/1", outcome::fail);
   f.fix_text = base::untrusted{"Do it."};
   f.fix_record = base::untrusted{"example.test. TXT x"};
   f.fix_removed.emplace_back("example.test. TXT y");
   auto other = f;
   other.id = "a/2";
   audit::domain_record d;
   d.findings = {f, other};
   withdraw_edits(d, {edit_for("a/1")});
   auto const& all = d.findings;
   EXPECT_THAT(d.withdrawn, testing::ElementsAre("a/1"));
   EXPECT_TRUE(all[0].fix_record.empty());
   EXPECT_TRUE(all[0].fix_removed.empty());
   EXPECT_THAT(
      all[0].fix_text.bytes(),
      EndsWith("Do it. No record is offered: in a rehearsal it "
               "did not help, or made another check fail."));
   EXPECT_EQ(all[1].fix_record, other.fix_record);
   EXPECT_EQ(all[1].fix_text, other.fix_text);
}

}  // namespace
}  // namespace dnslint::report
