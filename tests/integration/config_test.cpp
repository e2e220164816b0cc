// SPDX-License-Identifier: Apache-2.0
// The project's file, dnslint.yaml: found upward from the working folder, and below the command
// line.
#include "tests/integration/scan_run.hpp"

#include <gmock/gmock.h>

namespace dnslint::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class project_config : public testing::Test {
protected:
   project_config()
   {
      std::filesystem::create_directories(folder_.path() / "lists/new");
      folder_.write("acme.yaml", "profile: acme\nextends: standard\n");
      folder_.write("own.yaml", R"(pack: own
version: 1.0.0
rules:
  - id: own/x
    title: There is something
    category: own
    severity: low
    lookups: { x: { name: "_x.{domain}", type: TXT } }
    assert: "!x.absent"
    message: nothing is here
)");
      folder_.write("dnslint.yaml", R"(profile: ./acme.yaml
packs: [./own.yaml]
variables:
  mx.most_exchanges: 3
suppressions:
  - { check: "spf/*", domain: weak-spf.test, reason: it moves, owner: ops, expires: 2027-01-31 }
resolvers: [192.0.2.1]
)");
   }
   // The command, run two folders below the file.
   ended_process below(words const& arguments) const
   {
      std::string line = "cd '" + (folder_.path() / "lists/new").string() + "' && exec";
      for (auto const& word : command(arguments))
         line += " '" + word + "'";
      return run({"/bin/sh", "-c", line});
   }
   ended_process scan(words const& more) const
   {
      return below(joined(
         {"scan", "weak-spf.test", "good.test", "--zone", sample_lab(), "--now", "2026-01-31"},
         joined({"--format", "csv", "-q"}, more)));
   }

   work_folder folder_;
};

TEST_F(project_config, decides_what_runs)
{
   for (auto const* workers : {"0", "2"}) {
      auto const done = scan({"--workers", workers});
      EXPECT_EQ(done.status, 0) << done.err;
      EXPECT_THAT(
         done.out, AllOf(HasSubstr("own/x,fail,low"), HasSubstr("Suppressed until 2027-01-31")));
   }
   auto const without = scan({"--no-config"});
   EXPECT_EQ(without.status, 0) << without.err;
   EXPECT_THAT(without.out, Not(HasSubstr("own/x")));
   EXPECT_EQ(scan({"--fail-on", "critical"}).status, 0) << "the only one is suppressed";
   EXPECT_EQ(scan({"--fail-on", "critical", "--no-config"}).status, 1);
}

TEST_F(project_config, shows_the_origin_of_each_value)
{
   auto const done = below({"config", "show", "--set", "mx.most_exchanges=4"});
   EXPECT_EQ(done.status, 0) << done.err;
   EXPECT_THAT(
      done.out,
      AllOf(
         HasSubstr("/acme.yaml"),
         HasSubstr("dnslint.yaml:1\n"),
         HasSubstr("  mx.most_exchanges: 4                        # command line\n"),
         HasSubstr("  - check: \"spf/*\""),
         HasSubstr("  - 192.0.2.1"),
         HasSubstr("dnslint.yaml:7\n")));
   auto const given = below({"config", "show", "--profile", "mail", "--resolver", "192.0.2.9"});
   EXPECT_THAT(
      given.out,
      AllOf(
         HasSubstr("profile: mail                                 # command line\n"),
         HasSubstr("  - 192.0.2.9                                 # command line\n"),
         Not(HasSubstr("192.0.2.1 "))));
   auto const none = below({"config", "show", "--no-config"});
   EXPECT_EQ(
      none.out,
      "# no dnslint.yaml is in force here\n"
      "profile: standard                             # default\n"
      "resolvers: []                                 # default: the system's\n");
}

TEST_F(project_config, that_is_wrong_is_shown_where_it_stands)
{
   folder_.write("dnslint.yaml", "packs: []\nresolvrs: []\n");
   auto const misspelt = scan({});
   EXPECT_EQ(misspelt.status, 2);
   EXPECT_THAT(
      misspelt.err,
      AllOf(HasSubstr("dnslint.yaml:2:1: error"), HasSubstr("did you mean 'resolvers'?")));
   folder_.write("dnslint.yaml", "resolvers: [\"no address\"]\n");
   auto const wrong = below({"scan", "a.test"});
   EXPECT_EQ(wrong.status, 2);
   EXPECT_THAT(wrong.err, HasSubstr("dnslint.yaml:1:13: error"));
   EXPECT_EQ(scan({"--no-config"}).status, 0);
}

}  // namespace
}  // namespace dnslint::tests
