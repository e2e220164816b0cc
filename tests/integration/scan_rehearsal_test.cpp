// SPDX-License-Identifier: Apache-2.0
// Scans of few domains and `score --what-if DOMAIN` try what they advise.
#include "tests/integration/scan_run.hpp"

#include <gmock/gmock.h>

namespace dnslint::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr auto muller = "xn--mller-kva.test";
// This mailbox is the domain's own, and the other one's domain does not agree to get reports.
constexpr auto own_mailbox = "advice.rua=d@xn--mller-kva.test";
constexpr auto foreign_mailbox = "advice.rua=d@weak-spf.test";

struct scan_rehearsal : testing::Test {
   static words scan_of(std::string const& mailbox, words const& more = {})
   {
      return joined(
         {"scan", muller, "--zone", sample_lab(), "--now", "2026-01-31", "--set", mailbox}, more);
   }

   static json domain(std::string const& mailbox, words const& more = {})
   {
      auto const done = dnslint(scan_of(mailbox, joined({"--format", "jsonl"}, more)));
      EXPECT_EQ(done.status, 0) << done.err;
      return domain_lines(done.out).at(0);
   }

   static json fix_of(json const& domain, std::string const& check)
   {
      for (auto const& f : domain["findings"].items())
         if (f["id"].text() == check)
            return f["fix"];
      return {};
   }

   work_folder folder;
};

TEST_F(scan_rehearsal, tells_the_score_that_the_records_lead_to)
{
   auto const told = domain(own_mailbox);
   ASSERT_TRUE(told.has("rehearsed"));
   auto const fixes = dnslint({"fix", muller, "--zone", sample_lab(), "--set", own_mailbox}).out;
   auto const overlay = folder.write("overlay", fixes);
   auto const after = domain(own_mailbox, {"--overlay", overlay, "--no-rehearsal"});
   for (auto const* const key : {"score", "score_low", "score_high"})
      EXPECT_EQ(told["rehearsed"][key].number(), after[key].number()) << key;
   EXPECT_EQ(told["rehearsed"]["grade"].text(), after["grade"].text());
   EXPECT_GT(told["rehearsed"]["score"].number(), told["score"].number());
   EXPECT_THAT(
      dnslint(scan_of(own_mailbox)).out,
      HasSubstr("With all records that are offered below: A 99.4, as rehearsed."));
}

TEST_F(scan_rehearsal, withdraws_a_record_that_would_not_help)
{
   auto const told = domain(foreign_mailbox);
   EXPECT_FALSE(told.has("rehearsed"));
   auto const fix = fix_of(told, "dmarc/reports");
   EXPECT_FALSE(fix.has("add"));
   EXPECT_FALSE(fix.has("remove"));
   EXPECT_THAT(fix["text"].text(), HasSubstr("No record is offered: in a rehearsal"));
   EXPECT_TRUE(fix_of(domain(foreign_mailbox, {"--no-rehearsal"}), "dmarc/reports").has("add"));
}

// One record stands and the next does not: the promise is that of the one that is offered.
TEST_F(scan_rehearsal, promises_what_the_records_lead_to_that_are_left)
{
   words const issuer{"--set", "advice.issuer=ca.test"};
   auto const told = domain(foreign_mailbox, issuer);
   ASSERT_TRUE(told.has("rehearsed"));
   EXPECT_EQ(told["withdrawn"].items().at(0).text(), "dmarc/reports");
   EXPECT_FALSE(fix_of(told, "dmarc/reports").has("add"));
   EXPECT_TRUE(fix_of(told, "caa/present").has("add"));
   auto const alone = domain(foreign_mailbox, joined(issuer, {"--skip", "dmarc/reports"}));
   EXPECT_TRUE(alone.has("rehearsed"));
   auto const overlay =
      folder.write("overlay", fix_of(told, "caa/present")["add"].items().at(0).text() + "\n");
   auto const after =
      domain(foreign_mailbox, joined(issuer, {"--overlay", overlay, "--no-rehearsal"}));
   EXPECT_EQ(told["rehearsed"]["score"].number(), after["score"].number());
   auto const fix =
      dnslint(joined({"fix", muller, "--zone", sample_lab(), "--set", foreign_mailbox}, issuer));
   EXPECT_THAT(
      fix.out, HasSubstr("left out: the edit for dmarc/reports does not stand its rehearsal"));
   EXPECT_THAT(fix.out, HasSubstr(" CAA "));
}

TEST_F(scan_rehearsal, gives_the_same_bytes_with_workers_and_from_a_recording)
{
   for (auto const* const mailbox : {own_mailbox, foreign_mailbox}) {
      words const form{"--format", "jsonl"};
      auto const recording = folder.at("recording");
      auto const plain = dnslint(scan_of(mailbox, form)).out;
      EXPECT_EQ(plain, dnslint(scan_of(mailbox, joined(form, {"--workers", "2"}))).out);
      EXPECT_EQ(plain, dnslint(scan_of(mailbox, joined(form, {"--record", recording}))).out);
      auto const again = dnslint(joined(
         {"scan", muller, "--replay", recording, "--now", "2026-01-31", "--set", mailbox}, form));
      EXPECT_EQ(plain, again.out);
      EXPECT_THAT(again.err, Not(HasSubstr("not in the recording")));
   }
}

TEST_F(scan_rehearsal, is_not_made_from_a_recording_without_one)
{
   auto const recording = folder.at("recording");
   dnslint(scan_of(foreign_mailbox, {"--record", recording, "--no-rehearsal"}));
   auto const again = dnslint(
      {"scan", muller, "--replay", recording, "--set", foreign_mailbox, "--format", "jsonl"});
   EXPECT_THAT(again.err, Not(HasSubstr("not in the recording")));
   EXPECT_TRUE(fix_of(domain_lines(again.out).at(0), "dmarc/reports").has("add"));
}

TEST_F(scan_rehearsal, is_not_made_for_long_lists)
{
   std::string list;
   for (int i = 0; i != 20; ++i)
      list += "absent-" + std::to_string(i) + ".test\n";
   auto const scan = [&](std::string const& text) {
      auto const done = dnslint(
         {"scan",
          "-l",
          folder.write("list", text),
          "--zone",
          sample_lab(),
          "--set",
          own_mailbox,
          "--format",
          "jsonl"});
      return done.out.find("\"rehearsed\"") != std::string::npos;
   };
   EXPECT_TRUE(scan(list.substr(list.find('\n') + 1) + muller + "\n"));
   EXPECT_FALSE(scan(list + muller + "\n"));
}

TEST_F(scan_rehearsal, of_steps_keeps_what_it_says)
{
   auto const told = json::parse(dnslint({"score",
                                          "--what-if",
                                          muller,
                                          "--zone",
                                          sample_lab(),
                                          "--set",
                                          own_mailbox,
                                          "--format",
                                          "json"})
                                    .out);
   EXPECT_EQ(told["steps"].items().at(0)["checks"].items().at(0).text(), "dmarc/reports");
   EXPECT_EQ(told["rehearsal"].text(), "stands");
   EXPECT_EQ(told["checks_with_record"].number(), 1);
   EXPECT_EQ(told["rehearsed"]["grade"].text(), "A");
   EXPECT_EQ(
      told["rehearsed"]["score"].number(), domain(own_mailbox)["rehearsed"]["score"].number());
}

TEST_F(scan_rehearsal, of_steps_says_what_it_cannot_try)
{
   words const steps{"score", "--what-if", muller, "--zone", sample_lab()};
   auto const none = dnslint(steps);
   EXPECT_EQ(none.status, 0) << none.err;
   EXPECT_THAT(
      none.out,
      AllOf(
         HasSubstr("then, by estimate, "), HasSubstr("not rehearsed: the steps have no record")));
   auto const falls = dnslint(joined(steps, {"--set", foreign_mailbox}));
   EXPECT_THAT(falls.out, HasSubstr("rehearsed with all records above: a check still fails"));
   EXPECT_EQ(dnslint(joined(steps, {"--record", folder.at("r")})).status, 2);
   EXPECT_EQ(dnslint({"score", "--what-if", folder.at("none.jsonl")}).status, 2);
}

}  // namespace
}  // namespace dnslint::tests
