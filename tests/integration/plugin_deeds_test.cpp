// SPDX-License-Identifier: Apache-2.0
// Each deed of a plugin costs the check of the probe that did it, on the domain where it did it,
// and the report names that probe.
#include "tests/integration/scan_run.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <sstream>
#include <unistd.h>

namespace dnslint::tests {
namespace {

using testing::HasSubstr;

struct expected_deed {
   std::string name;
   std::string code;    // of the cause; empty: nothing is lost
   std::string detail;  // the reason, before the name of the probe
};

std::vector<expected_deed> crashes(std::vector<std::pair<std::string, std::string>> const& all)
{
   std::vector<expected_deed> deeds;
   for (auto const& [name, reason] : all)
      deeds.push_back({name, "plugin-crashed", reason});
   return deeds;
}

auto const twice = "memory freed twice";
// Twice, or no block: that depends on what the host has done with the memory.
auto const freed = "freed";
auto const no_block = "something freed that is no block of memory";
auto const beyond = "memory written beyond its end";

std::vector<expected_deed> memory_deeds()
{
   return crashes(
      {{"double-free", twice},
       {"double-delete", ""},
       {"double-free-later", twice},
       {"double-free-aligned", twice},
       {"realloc-freed", twice},
       {"free-inner", no_block},
       {"free-stack", no_block},
       {"free-static", no_block},
       {"free-function", no_block},
       {"free-of-host", freed},
       {"overflow-one", beyond},
       {"overflow-calloc", beyond},
       {"overflow-far", beyond},
       {"underflow", no_block},
       {"smash-heap", ""},
       {"smash-stack", ""},
       {"protect-heap", "SIGSEGV"}});
}

std::vector<expected_deed> setting_deeds()
{
   return crashes(
      {{"limit-files", "a resource limit changed"},
       {"limit-cpu", "a resource limit changed"},
       {"limit-stack", "a resource limit changed"},
       {"limit-file-size", "a resource limit changed"},
       {"round-upward", "the settings of floating-point arithmetic changed"},
       {"flush-to-zero", "the settings of floating-point arithmetic changed"},
       {"trap-division", "the settings of floating-point arithmetic changed"},
       {"block-signal", "the signal mask changed"},
       {"ignore-signal", "the handling of a signal changed"},
       {"catch-signal", "the handling of a signal changed"},
       {"change-folder", "the working directory changed"},
       {"set-locale", "the locale changed"},
       {"use-locale", "the locale changed"},
       {"mask-files", "the file creation mask changed"},
       {"set-alarm", "a timer of the process changed"},
       {"profile", "a timer of the process changed"},
       {"be-nice", "the priority of the process changed"},
       {"set-environment", "the environment changed"},
       {"clear-environment", "the environment changed"}});
}

std::vector<expected_deed> descriptor_deeds()
{
   return crashes(
      {{"close-output", "a descriptor of the host closed"},
       {"close-link", "a descriptor of the host closed"},
       {"replace-link", "a descriptor of the host closed"},
       {"shut-link", "a descriptor of the host closed"},
       {"write-to-link", "it sent something that is no message"},
       {"close-board", "a descriptor of the host closed"}});
}

std::vector<expected_deed> ending_deeds()
{
   return crashes(
      {{"kill-itself", "SIGKILL"},
       {"terminate-itself", "SIGTERM"},
       {"illegal-instruction", "SIGILL"},
       {"divide", "SIGFPE"},
       {"bus-error", "SIGBUS"},
       {"alarm-signal", "SIGALRM"},
       {"exit-now", "exit status 0"},
       {"exit-seven", "exit status 7"},
       {"quick-exit", "exit status 0"},
       {"execute", "exit status 0"},
       {"strict-seccomp", "SIGKILL"},
       {"unmap-board", "SIGSEGV"},
       {"throw-in-thread", "SIGABRT"},
       {"call-null", "SIGSEGV"}});
}

std::vector<expected_deed> child_deeds()
{
   return {{"session-child", "", ""}, {"daemon", "", ""}, {"many-children", "", ""}};
}

std::vector<expected_deed> interface_deeds()
{
   return {
      {"settle-of-another", "misuse", "'deeds/double-free', which is not its own"},
      {"settle-of-nobody", "misuse", "'spf/present', which is not its own"},
      {"settle-twice", "misuse", "'deeds/settle-twice' twice"},
      {"settle-strangely", "misuse", "the outcome 17"},
      {"read-undeclared", "misuse", "'spf.record'"},
      {"publish-undeclared", "misuse", "'nothing_of_the_kind' is not declared"},
      {"publish-wrong-type", "misuse", "'wrong' has another type"},
      {"publish-twice", "misuse", "'twice' is published twice"},
      {"publish-infinite", "misuse", "not finite"},
      {"flood-values", "misuse", "'flood' is published twice"},
      {"flood-bytes", "", ""},
      {"throw-number", "exception", ""},
      {"throw-allocation", "exception", "bad_alloc"}};
}

struct deed_group {
   std::string name;
   std::vector<expected_deed> deeds;
};

// One domain a deed, and domains without any between them.
std::string domain_of(expected_deed const& d)
{
   return d.name + ".test";
}

std::string lab_of(deed_group const& g)
{
   std::ostringstream lab;
   lab << "zones:\n";
   for (auto const& d : g.deeds)
      for (auto const& name : {domain_of(d), "calm-" + domain_of(d)})
         lab << "  " << name << ": |\n    @ MX 10 mx\n    mx A 192.0.2.1\n"
             << "    @ TXT \"v=spf1 mx -all\"\n"
             << "    @ TXT \"" << (name.starts_with("calm-") ? "calm=" : "deed=") << d.name
             << "\"\n";
   return lab.str();
}

std::string list_of(deed_group const& g)
{
   std::string text;
   for (auto const& d : g.deeds)
      text += "calm-" + domain_of(d) + "\n" + domain_of(d) + "\n";
   return text;
}

// The outcomes of all checks but those of the plugin that misbehaves.
outcomes outcomes_of_others(json const& line)
{
   auto seen = outcomes_of(line);
   std::erase_if(seen, [](auto const& entry) {
      return entry.first.starts_with("deeds/");
   });
   return seen;
}

bool has_process_named(std::string const& name)
{
   std::error_code error;
   for (std::filesystem::directory_iterator i{"/proc", error}, end; i != end; i.increment(error)) {
      std::ifstream from{i->path() / "comm"};
      if (std::string line; std::getline(from, line) && line == name)
         return true;
   }
   return false;
}

class plugin_deeds : public testing::TestWithParam<deed_group> {
protected:
   void SetUp() override
   {
#if defined(__SANITIZE_ADDRESS__)
      GTEST_SKIP() << "a sanitizer sees it first";
#endif
   }

   ended_process scan(words const& more) const
   {
      words all{
         "scan",
         "--quiet",
         "-l",
         folder_.write("list", list_of(GetParam())),
         "--zone",
         folder_.write("lab.yaml", lab_of(GetParam())),
         "--workers",
         "2",
         "--format",
         "jsonl"};
      // Of the plugin's probes only those of the group, which saves time.
      for (auto const* const shipped : {"spf", "mx", "dmarc", "caa", "name"})
         all.insert(all.end(), {"--checks", std::string{shipped} + "/*"});
      for (auto const& d : more.empty() ? std::vector<expected_deed>{} : GetParam().deeds)
         all.insert(all.end(), {"--checks", "deeds/" + d.name});
      all.insert(all.end(), more.begin(), more.end());
      return dnslint(all);
   }

   // Every check of the plugin on that domain, but the one of the deed, passes.
   static void expect_only_lost(json const& line, expected_deed const* d)
   {
      for (auto const& [id, outcome] : outcomes_of(line))
         if (id.starts_with("deeds/") && (d == nullptr || id != "deeds/" + d->name)) {
            EXPECT_EQ(outcome, "pass") << id << " of " << line["domain"].text();
         }
   }

   static void expect_named(json const& line, expected_deed const& d)
   {
      SCOPED_TRACE(d.name);
      auto const& check = check_of(line, "deeds/" + d.name);
      EXPECT_EQ(check["outcome"].text(), d.code.empty() ? "pass" : "unknown");
      if (d.code.empty())
         return;
      EXPECT_EQ(check["cause"]["class"].text(), "internal");
      EXPECT_EQ(check["cause"]["code"].text(), d.code);
      EXPECT_THAT(check["cause"]["detail"].text(), HasSubstr(d.detail));
      if (d.code == "plugin-crashed") {
         EXPECT_THAT(check["cause"]["detail"].text(), HasSubstr("in deeds (" + d.name + ")"));
      }
   }

   work_folder folder_;
};

TEST_P(plugin_deeds, cost_their_own_check_and_name_the_guilty_probe)
{
   auto const& deeds = GetParam().deeds;
   auto const orphan = "orphan" + std::to_string(getpid());
   setenv("DNSLINT_TEST_ORPHAN", orphan.c_str(), 1);
   auto const without = domain_lines(scan({}).out);
   auto const done =
      scan({"--plugins", std::string{DNSLINT_TEST_PLUGINS} + "/rogue_plugins/deeds"});
   EXPECT_FALSE(has_process_named(orphan)) << "what a plugin starts ends with the scan";
   auto const lines = domain_lines(done.out);
   ASSERT_EQ(lines.size(), deeds.size() * 2) << done.err;
   for (std::size_t i = 0; i != lines.size(); ++i)
      EXPECT_EQ(outcomes_of_others(lines[i]), outcomes_of_others(without.at(i)));
   for (std::size_t i = 0; i != deeds.size(); ++i) {
      expect_only_lost(lines[2 * i], nullptr);
      expect_only_lost(lines[2 * i + 1], &deeds[i]);
      expect_named(lines[2 * i + 1], deeds[i]);
   }
   auto const is_any_lost = std::ranges::any_of(deeds, [](expected_deed const& d) {
      return !d.code.empty();
   });
   EXPECT_EQ(done.status, is_any_lost ? 3 : 0) << done.err;
}

INSTANTIATE_TEST_SUITE_P(
   groups,
   plugin_deeds,
   testing::Values(
      deed_group{"memory", memory_deeds()},
      deed_group{"settings", setting_deeds()},
      deed_group{"descriptors", descriptor_deeds()},
      deed_group{"endings", ending_deeds()},
      deed_group{"children", child_deeds()},
      deed_group{"interface", interface_deeds()}),
   [](auto const& about) {
      return about.param.name;
   });

}  // namespace
}  // namespace dnslint::tests
