// SPDX-License-Identifier: Apache-2.0
// What the command says about itself, and about wrong usage.
#include "tests/integration/scan_run.hpp"

#include <gmock/gmock.h>

namespace dnslint::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

ended_process scan(words more)
{
   more.insert(more.begin(), {"scan", "good.test", "--zone", sample_lab()});
   return dnslint(more);
}

TEST(usage, help_is_an_answer_and_no_arguments_is_a_mistake)
{
   for (auto const& asked : {words{"--help"}, words{"-h"}, words{"help"}}) {
      auto const done = dnslint(asked);
      EXPECT_EQ(done.status, 0);
      EXPECT_THAT(
         done.out,
         AllOf(HasSubstr("Usage: dnslint COMMAND"), HasSubstr("explain"), HasSubstr("scan")));
   }
   EXPECT_EQ(dnslint({}).status, 2);
}

TEST(usage, every_command_has_help)
{
   for (auto const* name : {"scan", "checks", "explain"}) {
      auto const done = dnslint({name, "--help"});
      EXPECT_EQ(done.status, 0);
      EXPECT_THAT(
         done.out,
         AllOf(StartsWith("Usage: dnslint " + std::string{name}), HasSubstr("--rules PATH")));
   }
}

TEST(usage, version_names_what_is_loaded)
{
   for (auto const* asked : {"--version", "version"}) {
      auto const done = dnslint({asked});
      EXPECT_EQ(done.status, 0);
      EXPECT_THAT(
         done.out,
         AllOf(
            StartsWith("dnslint "),
            HasSubstr("plugin spf "),
            HasSubstr("rule pack baseline "),
            HasSubstr("public suffix list of 20")));
   }
}

TEST(usage, a_wrong_word_gets_the_nearest_right_one)
{
   struct wrong {
      words arguments;
      std::string says;
      std::string suggests;
   };
   for (auto const& w : std::vector<wrong>{
           {{"--formt", "json"}, "--formt", "--format"},
           {{"--form", "json"}, "--form", "--format"},
           {{"--format", "jsn"}, "--format jsn", "json"},
           {{"--show", "fail,unknwn"}, "--show unknwn", "unknown"},
           {{"--fail-on", "hihg"}, "--fail-on hihg", "high"},
           {{"--set", "mx.most_exchange=5"}, "mx.most_exchange", "mx.most_exchanges"}}) {
      auto const done = scan(w.arguments);
      EXPECT_EQ(done.status, 2) << w.says;
      EXPECT_EQ(done.out, "") << w.says;
      EXPECT_THAT(
         done.err, AllOf(HasSubstr(w.says), HasSubstr("did you mean '" + w.suggests + "'")));
   }
}

TEST(usage, wrong_values_are_refused_with_what_is_right)
{
   struct wrong {
      words arguments;
      std::string says;
   };
   for (auto const& w : std::vector<wrong>{
           {{"--in-flight", "0"}, "from 1 to 10000"},
           {{"--in-flight", "1e3"}, "from 1 to 10000"},
           {{"--tries", "-1"}, "from 1 to 10"},
           {{"--tries", "99999999999999999999"}, "from 1 to 10"},
           {{"--timeout", "-5s"}, "300ms"},
           {{"--timeout", "5"}, "300ms"},
           {{"--now", "tomorrow"}, "2026-01-31"},
           {{"--now", "2026-02-30"}, "2026-01-31"},
           {{"--set", "mx.most_exchanges"}, "plugin-or-pack.name=value"},
           {{"--set", "mx.most_exchanges=many"}, "most_exchanges"},
           {{"--set", "mx.most_exchanges=101"}, "most_exchanges"},
           {{"--checks", "nothing/*"}, "no check to run"},
           {{"--skip", "*"}, "no check to run"},
           {{"--resolver", "192.0.2.1"}, "exclude each other"},
           {{"--zone", "missing.yaml"}, "missing.yaml"},
           {{"--rules", "missing.yaml"}, "missing.yaml"},
           {{"--psl-file", "missing.dat"}, "missing.dat"},
           {{"-l", "missing.txt"}, "missing.txt"}}) {
      auto const done = scan(w.arguments);
      EXPECT_EQ(done.status, 2) << w.says;
      EXPECT_EQ(done.out, "") << w.says;
      EXPECT_THAT(done.err, HasSubstr(w.says));
   }
}

TEST(usage, all_mistakes_are_told_at_once)
{
   auto const done = scan({"--tries", "0", "--fail-on", "worst", "--timeout", "long"});
   EXPECT_EQ(done.status, 2);
   EXPECT_THAT(
      done.err, AllOf(HasSubstr("--tries"), HasSubstr("--fail-on"), HasSubstr("--timeout")));
}

TEST(usage, a_wrong_server_address_is_told)
{
   auto const done = dnslint({"scan", "good.test", "--resolver", "192.0.2.1.5"});
   EXPECT_EQ(done.status, 2);
   EXPECT_THAT(done.err, HasSubstr("192.0.2.1.5"));
}

TEST(usage, commands_and_domains_are_needed)
{
   auto const typo = dnslint({"scna"});
   EXPECT_EQ(typo.status, 2);
   EXPECT_THAT(typo.err, HasSubstr("did you mean 'scan'"));
   auto const nothing = dnslint({"scan"});
   EXPECT_EQ(nothing.status, 2);
   EXPECT_THAT(nothing.err, HasSubstr("-l FILE"));
}

TEST(usage, checks_are_listed_and_chosen)
{
   auto const all = dnslint({"checks"});
   EXPECT_EQ(all.status, 0);
   EXPECT_THAT(
      all.out, AllOf(HasSubstr("spf/present"), HasSubstr("mx/reachable"), HasSubstr("baseline/")));
   auto const some = dnslint({"checks", "spf/*", "--skip", "spf/present", "--format", "json"});
   EXPECT_EQ(some.status, 0);
   auto const listed = json::parse(some.out);
   EXPECT_GT(listed.items().size(), 3U);
   for (auto const& check : listed.items()) {
      EXPECT_THAT(check["id"].text(), StartsWith("spf/"));
      EXPECT_NE(check["id"].text(), "spf/present");
      EXPECT_NE(check["docs"].text(), "");
      EXPECT_FALSE(check["references"].items().empty());
   }
}

TEST(usage, explain_has_everything_about_a_check)
{
   auto const done = dnslint({"explain", "spf/present"});
   EXPECT_EQ(done.status, 0);
   EXPECT_THAT(
      done.out,
      AllOf(
         StartsWith("spf/present\n"),
         HasSubstr("Severity"),
         HasSubstr("To fix it:"),
         HasSubstr("v=spf1"),
         HasSubstr("RFC 7208")));
}

TEST(usage, explain_suggests_the_check_that_was_meant)
{
   auto const done = dnslint({"explain", "spf/presnt"});
   EXPECT_EQ(done.status, 2);
   EXPECT_THAT(done.err, HasSubstr("did you mean 'spf/present'"));
   EXPECT_EQ(dnslint({"explain"}).status, 2);
}

}  // namespace
}  // namespace dnslint::tests
