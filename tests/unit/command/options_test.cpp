// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/options.hpp"

#include "core/resolver/transport/cares_source.hpp"

#include <gmock/gmock.h>
#include <sstream>

namespace dnslint {
namespace {

using command::option_group;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr auto of_scan = option_group::questions | option_group::selection | option_group::lists |
                         option_group::output | option_group::locked;

command::options read(std::vector<std::string> const& arguments)
{
   auto o = command::parse_options(arguments, of_scan);
   EXPECT_TRUE(o) << base::to_text(o.errors());
   return o ? *o : command::options{};
}

std::string refusal(std::vector<std::string> const& arguments)
{
   auto const o = command::parse_options(arguments, of_scan);
   return o ? std::string{} : base::to_text(o.errors());
}

TEST(options, that_are_not_given_have_the_defaults_of_the_configuration)
{
   auto const o = read({"a.test"});
   EXPECT_EQ(o.run, engine::run_config{});
   EXPECT_THAT(o.arguments, ElementsAre("a.test"));
   EXPECT_EQ(o.output.format, engine::output_config{}.format);
   EXPECT_TRUE(o.output.ordered);
   EXPECT_FALSE(o.fail_on);
}

TEST(options, say_whom_a_run_asks)
{
   auto const o = read(
      {"--resolver=192.0.2.1",
       "--timeout=300ms",
       "--tries=5",
       "--rate=0",
       "--server-rate=3",
       "--no-cache",
       "--seed=9",
       "--now=2026-01-31",
       "--no-trial",
       "--send-mode=offload",
       "--direct-private",
       "--overlay=o1",
       "--overlay=o2"});
   engine::question_config expected;
   expected.resolvers = {resolver::upstream_from_text("192.0.2.1").value()};
   expected.timeout = std::chrono::milliseconds{300};
   expected.tries = 5;
   expected.rate = 0;
   expected.server_rate = 3;
   expected.cache = false;
   expected.trial = false;
   expected.seed = 9;
   expected.now = std::chrono::sys_days{std::chrono::year{2026} / 1 / 31};
   expected.send_mode = resolver::send_mode::offload;
   expected.direct_private = true;
   expected.overlays = {"o1", "o2"};
   EXPECT_EQ(o.run.questions, expected);
}

TEST(options, say_what_a_run_audits_and_how)
{
   auto const o = read(
      {"-l",
       "names.txt",
       "--shard=2/3",
       "--column=Site",
       "--in-flight=7",
       "--workers=2",
       "--stuck-after=2s",
       "--profile=strict",
       "--checks=spf/*",
       "--skip=spf/present",
       "--set=a.b=c=d",
       "--locked=l.yaml",
       "--plugins=p",
       "--rules=r"});
   engine::run_config expected;
   expected.list = {"names.txt", 0, 2, 3, "Site"};
   expected.limits.in_flight = 7;
   expected.limits.workers = 2;
   expected.limits.stuck_after = std::chrono::seconds{2};
   expected.limits.waits_out_outages = true;  // of a list
   expected.selection.profile = "strict";
   expected.selection.checks = {"spf/*"};
   expected.selection.skip = {"spf/present"};
   expected.selection.settings = {{"a.b", "c=d"}};
   expected.selection.plugin_folders = {"p"};
   expected.selection.rule_paths = {"r"};
   expected.lock = "l.yaml";
   EXPECT_EQ(o.run, expected);
}

TEST(options, say_where_results_go)
{
   auto const o = read(
      {"--format",
       "csv",
       "-o",
       "r.csv",
       "--journal",
       "j",
       "--resume",
       "--unordered",
       "--show",
       "fail,pass",
       "--statistics",
       "s.json",
       "--retry-unknown",
       "k",
       "--keep-going",
       "-v",
       "--fail-on",
       "high"});
   EXPECT_EQ(o.output.format, "csv");
   EXPECT_EQ(o.output.file, "r.csv");
   EXPECT_EQ(o.output.journal, "j");
   EXPECT_TRUE(o.output.resume);
   EXPECT_FALSE(o.output.ordered);
   EXPECT_THAT(o.output.show, ElementsAre(base::outcome::fail, base::outcome::pass));
   EXPECT_EQ(o.output.statistics, "s.json");
   EXPECT_EQ(o.output.retry_unknown, "k");
   EXPECT_TRUE(o.output.keep_going);
   EXPECT_TRUE(o.output.verbose);
   EXPECT_EQ(o.fail_on, base::severity::high);
}

TEST(options, out_of_range_say_what_is_allowed)
{
   EXPECT_THAT(refusal({"--tries", "11"}), HasSubstr("whole number from 1 to 10"));
   EXPECT_THAT(refusal({"--tries", "-1"}), HasSubstr("whole number from 1 to 10"));
   EXPECT_THAT(refusal({"--in-flight", "10001"}), HasSubstr("from 1 to 10000"));
   EXPECT_THAT(refusal({"--workers", "65"}), HasSubstr("from 0 to 64"));
   EXPECT_THAT(refusal({"--timeout", "0ms"}), HasSubstr("at least 1 ms"));
   EXPECT_THAT(refusal({"--stuck-after", "99ms"}), HasSubstr("at least 100 ms"));
   EXPECT_THAT(refusal({"--shard", "3/2"}), HasSubstr("from 1 to 2"));
   EXPECT_THAT(refusal({"--shard", "2"}), HasSubstr("there is no '/'"));
   EXPECT_THAT(refusal({"--now", "soon"}), HasSubstr("this is no time"));
   EXPECT_THAT(refusal({"--send-mode", "x"}), HasSubstr("spread or offload"));
   EXPECT_THAT(refusal({"--fail-on", "hihg"}), HasSubstr("high"));
   EXPECT_THAT(refusal({"--set", "a.b"}), HasSubstr("there is no '='"));
}

TEST(options, are_never_guessed)
{
   EXPECT_THAT(refusal({"--resolve", "192.0.2.1"}), HasSubstr("did you mean '--resolver'?"));
   EXPECT_FALSE(refusal({"--in", "x"}).empty()) << "--in-flight and --in are two options";
}

TEST(options, that_exclude_each_other_are_refused_at_once)
{
   EXPECT_THAT(
      refusal({"--zone", "a", "--resolver", "192.0.2.1"}), HasSubstr("exclude each other"));
   EXPECT_THAT(refusal({"--record", "a", "--replay", "b"}), HasSubstr("exclude each other"));
   EXPECT_THAT(refusal({"--replay", "a", "--zone", "b"}), HasSubstr("--replay excludes"));
   auto const both = refusal({"--tries", "0", "--rate", "x"});
   EXPECT_THAT(both, HasSubstr("--tries"));
   EXPECT_THAT(both, HasSubstr("--rate"));
}

// A default that stands in two places parts sooner or later.
TEST(option_descriptions, have_the_defaults_of_the_configuration)
{
   std::istringstream words{command::describe_options(of_scan)};
   std::string text;
   for (std::string word; words >> word;)
      text += word + ' ';
   for (auto const* const part :
        {"(default: 2s)",
         "(default: 3)",
         "(default: 20)",
         "(default: standard)",
         "(default: text)"})
      EXPECT_THAT(text, HasSubstr(part));
}

}  // namespace
}  // namespace dnslint
