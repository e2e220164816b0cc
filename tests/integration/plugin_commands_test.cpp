// SPDX-License-Identifier: Apache-2.0
// Commands that plugins bring: listed, called, and what comes of their defects.
#include "tests/integration/scan_run.hpp"

#include <gmock/gmock.h>

namespace dnslint::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string const plugin = DNSLINT_TEST_PLUGINS "/plugins/commanding_plugin.so";

ended_process call(words arguments, std::string const& input = {})
{
   arguments.insert(arguments.end(), {"--plugins", plugin});
   return dnslint(arguments, input);
}

struct plugin_commands : testing::Test {
   json json_of(words arguments, std::string const& input = {})
   {
      arguments.insert(arguments.end(), {"--format", "json"});
      auto const done = call(arguments, input);
      EXPECT_EQ(done.err, "");
      auto const lines = parse_json_lines(done.out);
      EXPECT_EQ(lines.size(), 1U);
      return lines.empty() ? json{} : lines[0];
   }

   work_folder folder;
   std::string lab = folder.write(
      "lab.yaml",
      "zones:\n  example.test: |\n    @ TXT one\n    @ TXT two\nfaults:\n"
      "  silent.example.test: timeout\n  broken.example.test: servfail\n");
};

TEST_F(plugin_commands, stand_in_the_help_with_their_usage)
{
   auto const help = call({"--help"});
   EXPECT_EQ(help.status, 0);
   EXPECT_THAT(help.out, HasSubstr("echo [WORD...]"));
   EXPECT_THAT(help.out, HasSubstr("counts TXT records"));
   auto const own = call({"echo", "--help"});
   EXPECT_EQ(own.status, 0);
   EXPECT_THAT(own.out, AllOf(HasSubstr("Everything is repeated."), HasSubstr("--tone TONE")));
   EXPECT_THAT(own.out, HasSubstr("--resolver"));
}

TEST_F(plugin_commands, get_arguments_options_and_input_as_they_were_given)
{
   auto const said = json_of({"echo", "a\xff", "b", "--empty", "", "--tone=-x=y"}, "in\nput");
   EXPECT_EQ(said["words"].items().size(), 2U);
   EXPECT_EQ(said["words"].items().at(0).text(), "a\\255");
   EXPECT_EQ(said["empty"].text(), "");
   EXPECT_EQ(said["tone"].text(), "-x=y");
   EXPECT_EQ(said["input"].text(), "in\nput");
   EXPECT_EQ(said["beyond"].text(), "");
   EXPECT_EQ(said["domain"].text(), "");
   EXPECT_TRUE(json_of({"echo", "a"})["tone"].is_null());
   auto const rest =
      dnslint({"echo", "--plugins", plugin, "--format", "json", "--", "--tone", "x"});
   EXPECT_EQ(parse_json_lines(rest.out).at(0)["words"].items().size(), 2U) << rest.err;
}

TEST_F(plugin_commands, text_is_escaped_line_by_line)
{
   auto const done = call({"echo", "a"});
   EXPECT_EQ(done.out, "first \\027[31m line\nsecond line\n");
   EXPECT_EQ(done.status, 0);
}

TEST_F(plugin_commands, give_an_exit_status)
{
   EXPECT_EQ(call({"echo", "wrong"}).status, 1);
   auto const usage = call({"echo", "--format", "json"});
   EXPECT_EQ(usage.status, 2);
   EXPECT_EQ(usage.out, "");
   EXPECT_THAT(usage.err, HasSubstr("second line"));
}

TEST_F(plugin_commands, refuse_options_that_nobody_knows)
{
   auto const unknown = call({"echo", "--tine", "x"});
   EXPECT_EQ(unknown.status, 2);
   EXPECT_THAT(unknown.err, HasSubstr("--tine"));
   EXPECT_EQ(call({"echo", "a", "--format", "xml"}).status, 2);
   EXPECT_EQ(call({"echo", "--tone", "a", "--tone", "b"}).status, 2);
   EXPECT_EQ(dnslint({"echo", "--plugins", plugin, "--tone"}).status, 2);
   EXPECT_EQ(call({"echo", "a"}, std::string(1'048'577, 'x')).status, 2);
   EXPECT_EQ(call({"echo", "a"}, std::string(1'048'576, 'x')).status, 0);
}

TEST_F(plugin_commands, have_the_options_of_their_plugin)
{
   EXPECT_EQ(json_of({"echo", "a"})["most"].number(), 3);
   EXPECT_EQ(json_of({"echo", "a", "--set", "commanding.most=5"})["most"].number(), 5);
   for (auto const& [setting, says] : std::vector<std::pair<std::string, std::string>>{
           {"commanding.mots=5", "did you mean 'commanding.most'"},
           {"caa.most_questions=5", "no such option"},
           {"commanding.most=10", "9"},
           {"commanding.most", "there is no '='"}}) {
      auto const done = call({"echo", "a", "--set", setting});
      EXPECT_EQ(done.status, 2) << setting;
      EXPECT_THAT(done.err, HasSubstr(says)) << setting;
   }
}

TEST_F(plugin_commands, ask_by_the_resolver_of_the_run)
{
   words const over_zone{"--zone", lab, "--now", "2026-01-31"};
   auto ask = [&](std::string const& name) {
      words all{"count", "records", name};
      all.insert(all.end(), over_zone.begin(), over_zone.end());
      return json_of(all);
   };
   auto const known = ask("example.test");
   EXPECT_EQ(known["records"].number(), 2);
   EXPECT_EQ(known["now"].number(), 1'769'817'600);
   EXPECT_EQ(ask("broken.example.test")["records"]["unknown"]["code"].text(), "servfail");
   auto const text = call({"count", "records", "example.test", "--zone", lab});
   EXPECT_EQ(text.out, "2 records\n");
}

TEST_F(plugin_commands, meet_their_deadline)
{
   words const slow{"late", "--zone", lab, "--timeout", "10s"};
   EXPECT_EQ(json_of(slow)["code"].text(), "deadline");
}

TEST_F(plugin_commands, of_two_words_name_their_kinds)
{
   for (words const& arguments : {words{"count"}, words{"count", "sheep"}}) {
      auto const done = call(arguments);
      EXPECT_EQ(done.status, 2);
      EXPECT_THAT(done.err, HasSubstr("records"));
   }
}

TEST_F(plugin_commands, that_break_are_told_and_give_nothing)
{
   for (auto const& [name, why] : std::vector<std::pair<std::string, std::string>>{
           {"throw", "thrown"}, {"blind", "powers"}, {"wrong-status", "exit status 3"}}) {
      auto const done = call({name, "--zone", lab, "--format", "json"});
      EXPECT_EQ(done.status, 3) << name;
      EXPECT_EQ(done.out, "") << name;
      EXPECT_THAT(done.err, HasSubstr(why));
   }
}

TEST_F(plugin_commands, are_suggested_for_a_slip)
{
   auto const done = call({"ehco", "a"});
   EXPECT_EQ(done.status, 2);
   EXPECT_THAT(done.err, HasSubstr("did you mean 'echo'"));
   EXPECT_THAT(dnslint({"--help"}).out, Not(HasSubstr("echo [WORD...]")));
}

}  // namespace
}  // namespace dnslint::tests
