// SPDX-License-Identifier: Apache-2.0
// What a plugin does to its process costs a probe on a domain, and nothing else.
#include "tests/integration/generated_domain.hpp"
#include "tests/integration/scan_run.hpp"

#include <gmock/gmock.h>
#include <sstream>

namespace dnslint::tests {
namespace {

using testing::HasSubstr;

constexpr std::size_t domains = 60;
constexpr std::size_t victim = 17;

std::string name_of(std::size_t i)
{
   return "d" + std::to_string(i) + ".test";
}

struct deed {
   std::string name;
   std::string outcome;      // of rogue/calm on the victim
   std::string code;         // of its cause
   std::string detail;       // some of it
   bool everywhere = false;  // every domain asks for it
};

// Zones of which one, or all, tell the plugin what to do.
std::string lab_for(deed const& d)
{
   std::ostringstream lab;
   lab << "zones:\n";
   for (std::size_t i = 0; i != domains; ++i) {
      auto const told = d.everywhere || i == victim;
      lab << "  " << name_of(i)
          << ": |\n    @ MX 10 mx\n    mx A 192.0.2.1\n    @ TXT \"v=spf1 mx -all\"\n";
      if (told)
         lab << "    @ TXT \"rogue=" << d.name << "\"\n";
   }
   return lab.str();
}

std::string list()
{
   std::string text;
   for (std::size_t i = 0; i != domains; ++i)
      text += name_of(i) + "\n";
   return text;
}

words scan_words(work_folder const& folder, deed const& d, words const& more)
{
   words all{
      "scan",
      "--quiet",
      "-l",
      folder.write("list", list()),
      "--zone",
      folder.write("lab.yaml", lab_for(d)),
      "--workers",
      "2",
      "--stuck-after",
      d.detail.starts_with("no return") || d.detail.starts_with("too much") ? "4s" : "120s",
      "--format",
      "jsonl"};
   all.insert(all.end(), more.begin(), more.end());
   return all;
}

std::string plugin_folder(std::string const& name)
{
   return std::string{DNSLINT_TEST_PLUGINS} + "/rogue_plugins/" + name;
}

// Every domain's outcomes but those of the plugin `but`.
std::vector<outcomes> outcomes_without(std::vector<json> const& lines, std::string const& but)
{
   std::vector<outcomes> all;
   for (auto const& line : lines) {
      auto seen = outcomes_of(line);
      std::erase_if(seen, [&](auto const& entry) {
         return entry.first.starts_with(but + "/");
      });
      all.push_back(std::move(seen));
   }
   return all;
}

// Sanitizers end a process by themselves, and have no limit of memory.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool is_sanitized = true;
#else
constexpr bool is_sanitized = false;
#endif

class rogue_plugin : public testing::TestWithParam<deed> {
protected:
   void SetUp() override
   {
      if (is_sanitized)
         GTEST_SKIP() << "a sanitizer sees it first";
   }
};

TEST_P(rogue_plugin, costs_its_own_check_and_nothing_else)
{
   auto const& d = GetParam();
   work_folder const folder;
   auto const without = dnslint(scan_words(folder, d, {}));
   auto const with = dnslint(scan_words(folder, d, {"--plugins", plugin_folder("rogue")}));
   auto const lines = domain_lines(with.out);
   ASSERT_EQ(lines.size(), domains) << with.err;
   EXPECT_EQ(outcomes_without(lines, "rogue"), outcomes_without(domain_lines(without.out), "rogue"))
      << with.err;
   auto const& check = check_of(lines.at(victim), "rogue/calm");
   EXPECT_EQ(check["outcome"].text(), d.outcome) << with.err;
   if (d.outcome == "unknown") {
      EXPECT_EQ(check["cause"]["class"].text(), "internal");
      EXPECT_EQ(check["cause"]["code"].text(), d.code);
      EXPECT_THAT(check["cause"]["detail"].text(), HasSubstr(d.detail));
   }
   for (std::size_t i = 0; i != domains; ++i)
      if (i != victim && !d.everywhere) {
         EXPECT_EQ(check_of(lines[i], "rogue/calm")["outcome"].text(), "pass") << i << with.err;
      }
   EXPECT_EQ(with.status, d.outcome == "unknown" ? 3 : 0) << with.err;
}

INSTANTIATE_TEST_SUITE_P(
   deeds,
   rogue_plugin,
   testing::Values(
      deed{"throw", "unknown", "exception", "on purpose"},
      deed{"throw-in-destructor", "unknown", "exception", "from a destructor"},
      deed{"terminate", "unknown", "plugin-crashed", "SIGABRT in rogue"},
      deed{"spin", "unknown", "plugin-crashed", "no return within 4 s in rogue"},
      deed{"sleep", "unknown", "plugin-crashed", "no return within 4 s in rogue"},
      deed{"burn", "unknown", "plugin-crashed", "too much CPU time in rogue"},
      deed{"segfault", "unknown", "plugin-crashed", "SIGSEGV in rogue"},
      deed{"abort", "unknown", "plugin-crashed", "SIGABRT in rogue"},
      deed{"overflow", "unknown", "plugin-crashed", "SIGSEGV in rogue"},
      deed{"allocate", "unknown", "plugin-crashed", "in rogue"},
      deed{"leak", "pass", "", "", true},
      deed{"open", "pass", "", "", true},
      deed{"exit", "unknown", "plugin-crashed", "exit status 0 in rogue"},
      deed{"fork", "pass", "", ""},
      deed{"close", "unknown", "plugin-crashed", "in rogue"},
      deed{"garbage", "unknown", "misuse", "rogue/no-such-check"},
      deed{"nan", "unknown", "misuse", "not finite"},
      deed{"long", "fail", "", ""},
      deed{"flood", "pass", "", ""},
      deed{"thread", "pass", "", ""},
      deed{"change", "unknown", "plugin-crashed", "changed in rogue"}),
   [](auto const& about) {
      auto name = about.param.name;
      std::ranges::replace(name, '-', '_');
      return name;
   });

// The scan goes on without a plugin that ends whoever loads it, and names it.
TEST(rogue_plugins, one_that_crashes_while_it_is_loaded_is_left_out_by_name)
{
   work_folder const folder;
   deed const none{"none", "pass", "", ""};
   auto const without = dnslint(scan_words(folder, none, {}));
   auto const with =
      dnslint(scan_words(folder, none, {"--plugins", plugin_folder("crashing_load")}));
   EXPECT_EQ(with.status, 3);
   EXPECT_EQ(with.out, without.out);
   EXPECT_THAT(with.err, HasSubstr("crashing_load_plugin.so"));
   EXPECT_THAT(with.err, HasSubstr("SIGABRT"));
}

TEST(rogue_plugins, one_that_exits_calmly_while_it_is_loaded_is_told_by_its_status)
{
   work_folder const folder;
   auto const done = dnslint(
      scan_words(folder, {"none", "pass", "", ""}, {"--plugins", plugin_folder("exiting_load")}));
   EXPECT_EQ(done.status, 3);
   EXPECT_THAT(done.err, HasSubstr("loading its code ended the process (exit status 0)"));
}

TEST(rogue_plugins, one_of_another_abi_is_left_out_by_name)
{
   work_folder const folder;
   deed const none{"none", "pass", "", ""};
   auto const without = dnslint(scan_words(folder, none, {}));
   auto const with = dnslint(scan_words(
      folder,
      none,
      {"--plugins", std::string{DNSLINT_TEST_PLUGINS} + "/spoilt_plugins/wrong_abi_plugin.so"}));
   EXPECT_EQ(with.status, 3);
   EXPECT_EQ(with.out, without.out);
   EXPECT_THAT(with.err, HasSubstr("wrong_abi_plugin.so"));
}

// After three deaths a probe has had its chance.
TEST(rogue_plugins, one_that_crashes_always_is_switched_off)
{
   if (is_sanitized)
      GTEST_SKIP() << "a sanitizer sees it first";
   work_folder const folder;
   auto const done = dnslint(scan_words(
      folder,
      {"segfault", "unknown", "", "", true},
      {"--plugins", plugin_folder("rogue"), "--statistics", folder.at("statistics")}));
   EXPECT_EQ(done.status, 3);
   auto const lines = domain_lines(done.out);
   ASSERT_EQ(lines.size(), domains);
   std::map<std::string, std::size_t> codes;
   for (auto const& line : lines)
      ++codes[check_of(line, "rogue/calm")["cause"]["code"].text()];
   EXPECT_EQ(codes["plugin-crashed"] + codes["plugin-switched-off"], domains);
   EXPECT_GE(codes["plugin-switched-off"], domains - 6);
   EXPECT_THAT(done.err, HasSubstr("the probe of rogue is switched off"));
   auto const statistics = json::parse(read_file(folder.at("statistics")));
   EXPECT_GE(statistics["workers"]["crashes"]["rogue"].number(), 3);
   EXPECT_EQ(statistics["workers"]["switched_off"].items().front().text(), "rogue");
}

}  // namespace
}  // namespace dnslint::tests
