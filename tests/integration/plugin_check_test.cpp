// SPDX-License-Identifier: Apache-2.0
// `dnslint plugin check`: what ships passes, and each way to misbehave is told for what it is.
#include "tests/integration/scan_run.hpp"

#include <filesystem>
#include <gmock/gmock.h>

namespace dnslint::tests {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

ended_process check(words const& more)
{
   words all{"plugin", "check"};
   all.insert(all.end(), more.begin(), more.end());
   return dnslint(all);
}

std::string test_plugin(std::string const& folder, std::string const& name)
{
   return std::string{DNSLINT_TEST_PLUGINS} + "/" + folder + "/" + name + "_plugin.so";
}

// The failure that is told for a case, "" when the case is not told.
std::string failure_of(ended_process const& done, std::string const& name)
{
   auto const mark = ": FAILED " + name + ": ";
   auto const at = done.out.find(mark);
   if (at == std::string::npos)
      return {};
   auto const begin = at + mark.size();
   return done.out.substr(begin, done.out.find('\n', begin) - begin);
}

TEST(plugin_check, plugins_that_ship_pass)
{
   words files;
   for (auto const& entry : std::filesystem::directory_iterator{DNSLINT_PLUGIN_DIR})
      if (entry.path().extension() == ".so")
         files.push_back(entry.path().string());
   ASSERT_GE(files.size(), 3U);
   files.insert(files.end(), {"--case-time", "60s"});
   auto const done = check(files);
   EXPECT_EQ(done.status, 0) << done.err;
   EXPECT_THAT(done.out, AllOf(Not(HasSubstr("FAILED")), EndsWith(" passed, 0 failed\n")));
}

TEST(plugin_check, a_case_that_ends_its_process_fails_alone)
{
   auto const done = check({test_plugin("broken_plugins", "breaking"), "--case-time", "8s"});
   EXPECT_EQ(done.status, 1);
   EXPECT_EQ(failure_of(done, "breaking nxdomain"), "it was ended by SIGABRT");
   EXPECT_EQ(failure_of(done, "breaking cname-to-nothing"), "it was ended by SIGABRT");
   EXPECT_EQ(failure_of(done, "breaking servfail"), "it was ended by SIGILL");
   EXPECT_EQ(failure_of(done, "breaking refused"), "it ended the process with exit status 3");
   EXPECT_EQ(failure_of(done, "breaking many-records"), "it did not end within 8000 ms");
   EXPECT_EQ(
      failure_of(done, "breaking timeout"),
      "breaking/few-records: failed, though no question was answered");
   for (auto const* harmless : {"one-record", "nodata", "binary-txt", "large-txt", "random-0"})
      EXPECT_EQ(failure_of(done, std::string{"breaking "} + harmless), "");
   EXPECT_THAT(done.out, ContainsRegex("\n[0-9]+ passed, [0-9]+ failed\n"));
}

TEST(plugin_check, misuse_is_named_for_each_probe)
{
   auto const settling = check({test_plugin("plugins", "settling")});
   EXPECT_EQ(settling.status, 1);
   EXPECT_THAT(
      failure_of(settling, "twice one-record"), HasSubstr("settled 'settling/twice' twice"));
   EXPECT_THAT(failure_of(settling, "foreign one-record"), HasSubstr("which is not its own"));
   EXPECT_THAT(failure_of(settling, "nothing one-record"), HasSubstr("not-settled"));
   EXPECT_THAT(failure_of(settling, "bare one-record"), HasSubstr("no-cause"));
   EXPECT_EQ(failure_of(settling, "covered one-record"), "");
   EXPECT_EQ(failure_of(settling, "all one-record"), "");
   EXPECT_THAT(failure_of(settling, "all servfail"), HasSubstr("settling/fails: failed, though"));
   EXPECT_THAT(settling.out, HasSubstr("warning: the check 'settling/twice' has no docs"));
}

TEST(plugin_check, ends_that_are_none_are_named)
{
   auto const done = check({test_plugin("plugins", "ending")});
   EXPECT_EQ(done.status, 1);
   EXPECT_THAT(
      failure_of(done, "throws-before one-record"),
      AllOf(HasSubstr("exception"), HasSubstr("before any question")));
   EXPECT_THAT(failure_of(done, "never one-record"), HasSubstr("not-ended"));
   EXPECT_THAT(failure_of(done, "asks-on one-record"), HasSubstr("not-ended"));
   EXPECT_THAT(failure_of(done, "ends-twice one-record"), HasSubstr("finish() was called twice"));
   EXPECT_EQ(failure_of(done, "at-once one-record"), "");
   EXPECT_EQ(failure_of(done, "branches one-record"), "");
}

TEST(plugin_check, facts_that_are_not_published_are_named)
{
   auto const done = check({test_plugin("plugins", "publishing")});
   EXPECT_EQ(done.status, 1);
   EXPECT_THAT(
      failure_of(done, "silent one-record"), HasSubstr("the fact must: internal: not-published"));
   EXPECT_THAT(failure_of(done, "wrong-type one-record"), HasSubstr("misuse"));
}

TEST(plugin_check, further_symbols_are_told)
{
   auto const done = check({test_plugin("broken_plugins", "leaking")});
   EXPECT_EQ(done.status, 1);
   EXPECT_THAT(failure_of(done, "file one-symbol"), HasSubstr("leaked"));
   EXPECT_THAT(failure_of(done, "file no-unique-symbols"), HasSubstr("shared_by_all"));
   EXPECT_THAT(done.out, HasSubstr("warning: the option 'unbounded' has no min or no max"));
}

TEST(plugin_check, a_refused_plugin_is_not_run)
{
   auto const spoilt = check({test_plugin("spoilt_plugins", "short_struct")});
   EXPECT_EQ(spoilt.status, 1);
   EXPECT_THAT(failure_of(spoilt, "file load"), HasSubstr("refused"));
   EXPECT_THAT(spoilt.out, Not(HasSubstr("one-record")));

   work_folder const folder;
   auto const no_plugin = folder.write("no.so", "not an ELF file");
   auto const done = check({no_plugin});
   EXPECT_EQ(done.status, 1);
   EXPECT_THAT(failure_of(done, "file manifest"), HasSubstr("it is not an ELF file"));
}

TEST(plugin_check, a_file_that_anybody_may_write_is_told)
{
   work_folder const folder;
   auto const copy = folder.at("witness.so");
   std::filesystem::copy_file(test_plugin("spoilt_plugins", "witness"), copy);
   std::filesystem::permissions(copy, std::filesystem::perms::all);
   auto const done = check({copy});
   EXPECT_EQ(done.status, 1);
   EXPECT_NE(failure_of(done, "file permissions"), "");
}

TEST(plugin_check, junit_has_each_case_once)
{
   auto const done =
      check({test_plugin("broken_plugins", "leaking"), "--format", "junit", "--seed", "7"});
   EXPECT_EQ(done.status, 1);
   EXPECT_THAT(
      done.out,
      AllOf(
         StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"),
         HasSubstr("name=\"one-symbol\"><failure message=\"besides dnslint_plugin_v0"),
         HasSubstr("name=\"random-7\"/>"),
         HasSubstr("the option &apos;unbounded&apos;"),
         EndsWith("</testsuites>\n")));
}

TEST(plugin_check, wrong_usage_is_told)
{
   EXPECT_EQ(dnslint({"plugin"}).status, 2);
   EXPECT_EQ(dnslint({"plugin", "chekc"}).status, 2);
   EXPECT_EQ(check({}).status, 2);
   EXPECT_THAT(check({"missing.so"}).err, HasSubstr("missing.so"));
   EXPECT_THAT(
      check({test_plugin("plugins", "ending"), "--format", "jnit"}).err,
      HasSubstr("did you mean 'junit'"));
   auto const help = dnslint({"plugin", "--help"});
   EXPECT_EQ(help.status, 0);
   EXPECT_THAT(
      help.out, AllOf(StartsWith("Usage: dnslint plugin check"), HasSubstr("--case-time")));
}

}  // namespace
}  // namespace dnslint::tests
