// SPDX-License-Identifier: Apache-2.0
// Rules over what was recorded: what they see, and what another version of them changes.
#include "tests/integration/scan_run.hpp"
#include "tests/integration/serving_lab.hpp"

#include <gmock/gmock.h>

namespace dnslint::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string acme_pack(std::string const& condition)
{
   return R"(pack: acme
version: 1.0.0
requires: { plugins: [spf] }
rules:
  - id: acme/ending
    title: SPF ends as we want it
    category: acme
    severity: high
    applies_when: facts.spf.records == 1
    otherwise: there is no one SPF record
    lookups:
      here: { name: "{domain}", type: TXT }
    assert: )" +
          condition + "\n    message: \"it ends in {facts.spf.all}\"\n";
}

class rules_trial : public testing::Test {
protected:
   // The sample, recorded against a lab that is gone afterwards.
   rules_trial()
   {
      serving_lab const server{{sample_lab()}};
      auto const done = dnslint(joined(
         {"scan",
          "-q",
          "--resolver",
          server.address(),
          "--timeout",
          "300ms",
          "--record",
          recorded_},
         {"--now", "2026-01-31", "good.test", "weak-spf.test", "parked.test"}));
      EXPECT_EQ(done.status, 0) << done.err;
   }
   words replay(words const& more) const
   {
      return joined(
         more, {"--replay", recorded_, "good.test", "weak-spf.test", "parked.test", "-q"});
   }

   work_folder folder_;
   std::string recorded_ = folder_.at("run.dnstap");
   std::string old_ = folder_.write("old.yaml", acme_pack("'facts.spf.all != null'"));
   std::string new_ = folder_.write("new.yaml", acme_pack("'facts.spf.all == \"-all\"'"));
};

TEST_F(rules_trial, shows_the_facts_and_answers_that_a_rule_saw)
{
   auto const done = dnslint(replay({"rules", "try", new_}));
   EXPECT_EQ(done.status, 0) << done.err;
   EXPECT_THAT(
      done.out,
      AllOf(
         HasSubstr(
            "weak-spf.test\n   fail            acme/ending\n                   it ends in +all\n"
            "                   fact spf.all: \"+all\"\n"),
         HasSubstr("                   seen weak-spf.test. TXT \"v=spf1 mx +all\"\n"),
         HasSubstr("good.test\n   pass            acme/ending\n"),
         HasSubstr("acme/ending: 2 pass, 1 fail\n"),
         Not(HasSubstr("caa/present"))));
}

TEST_F(rules_trial, takes_a_folder_and_the_name_of_a_pack_that_ships)
{
   auto const folder = folder_.path() / "packs";
   std::filesystem::create_directory(folder);
   std::filesystem::copy_file(new_, folder / "new.yaml");
   EXPECT_THAT(
      dnslint(replay({"rules", "try", folder.string() + "/"})).out,
      HasSubstr("acme/ending: 2 pass, 1 fail\n"));
   auto const named = dnslint(replay({"rules", "try", "parked"}));
   EXPECT_EQ(named.status, 0) << named.err;
   EXPECT_THAT(named.out, HasSubstr("parked/null-mx: "));
   EXPECT_EQ(dnslint(replay({"rules", "try", "parkd"})).status, 2);
}

TEST_F(rules_trial, compares_two_versions_over_a_recorded_list)
{
   auto const done = dnslint(replay({"rules", "compare", "--old", old_, "--new", new_}));
   EXPECT_EQ(done.status, 1) << done.err;
   EXPECT_THAT(
      done.out,
      AllOf(
         HasSubstr("weak-spf.test"),
         HasSubstr("acme/ending (high): it ends in +all"),
         Not(HasSubstr("\ngood.test"))));
   auto const back = dnslint(replay({"rules", "compare", "--old", new_, "--new", old_}));
   EXPECT_EQ(back.status, 0) << back.err;
   EXPECT_THAT(back.out, HasSubstr("fixed"));
   auto const same = dnslint(replay({"rules", "compare", "--old", new_, "--new", new_}));
   EXPECT_EQ(same.status, 0);
   EXPECT_THAT(same.out, Not(HasSubstr("acme/ending")));
}

TEST_F(rules_trial, compares_two_sets_of_plugins)
{
   std::string const plugins = DNSLINT_PLUGIN_DIR;
   auto const some = folder_.path() / "plugins";
   std::filesystem::create_directory(some);
   for (auto const& entry : std::filesystem::directory_iterator{plugins})
      if (entry.path().filename() != "caa.so")
         std::filesystem::copy_file(entry.path(), some / entry.path().filename());
   auto const done = dnslint(
      replay({"rules", "compare", "--old", some.string(), "--new", plugins, "--format", "json"}));
   EXPECT_EQ(done.status, 1) << done.err;
   EXPECT_THAT(done.out, HasSubstr("caa/present"));
}

TEST_F(rules_trial, says_what_is_missing)
{
   auto const nothing = dnslint({"rules", "compare", "a.test"});
   EXPECT_EQ(nothing.status, 2);
   EXPECT_THAT(nothing.err, AllOf(HasSubstr("--old PATH"), HasSubstr("--replay FILE")));
   auto const gone = dnslint(replay({"rules", "compare", "--old", "/nowhere", "--new", new_}));
   EXPECT_EQ(gone.status, 2);
   EXPECT_THAT(gone.err, HasSubstr("/nowhere"));
   auto const empty = dnslint({"rules", "try"});
   EXPECT_EQ(empty.status, 2);
   EXPECT_THAT(empty.err, HasSubstr("no pack is named"));
}

}  // namespace
}  // namespace dnslint::tests
