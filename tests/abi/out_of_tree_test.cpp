// SPDX-License-Identifier: Apache-2.0
#include "core/plugin/plugin_set.hpp"
#include "tests/support/test_plugins/probe_bench.hpp"

#include <dnslint/abi.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <memory>

namespace dnslint::tests {
namespace {

using base::outcome;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

std::string const lab_text =
   "zones:\n"
   "  example.test: |\n"
   "    @ MX 10 mx\n"
   "    @ MX 20 gone\n"
   "    mx A 192.0.2.1\n"
   "    mx A 192.0.2.2\n";

std::string folder(std::string const& name)
{
   return std::string{DNSLINT_ABI_TESTS} + "/" + name;
}

// The same plugin in C: built by a stranger, and built against the header of ABI 0.1.
struct plain_c : testing::TestWithParam<std::string> {};

TEST_P(plain_c, runs)
{
   probe_bench bench{folder(GetParam()), "plain-c", lab_text};
   EXPECT_EQ(bench.loaded().manifest.abi_minor, bench.loaded().code->abi_minor);
   auto const r = bench.run("mx");
   EXPECT_EQ(r.times_done, 1U);
   EXPECT_FALSE(r.defect);
   EXPECT_EQ(
      r.facts.at("exchanges"), (facts::value{facts::list{"mx.example.test", "gone.example.test"}}));
   auto const& f = r.findings.at("plain-c/enough");
   EXPECT_EQ(f.result, outcome::pass);
   EXPECT_EQ(f.message, base::untrusted{"2 exchanges"});
   EXPECT_THAT(
      f.evidence,
      ElementsAre(
         base::evidence{"record", base::untrusted{"example.test. MX 10 mx.example.test."}},
         base::evidence{"record", base::untrusted{"example.test. MX 20 gone.example.test."}}));
}

TEST_P(plain_c, reads_its_option)
{
   probe_bench bench{folder(GetParam()), "plain-c", lab_text};
   bench.options["least"] = 3;
   EXPECT_EQ(bench.run("mx").findings.at("plain-c/enough").result, outcome::fail);
}

TEST_P(plain_c, passes_on_what_is_unknown)
{
   probe_bench bench{
      folder(GetParam()), "plain-c", lab_text + "faults: { example.test MX: servfail }\n"};
   auto const r = bench.run("mx");
   EXPECT_EQ(r.findings.at("plain-c/enough").why->code, "servfail");
   EXPECT_EQ(r.facts.at("exchanges").unknown()->kind, base::cause_class::transient);
}

INSTANTIATE_TEST_SUITE_P(
   built,
   plain_c,
   testing::Values("c_plugin", "released_plugin"),
   [](testing::TestParamInfo<std::string> const& i) {
      return i.param;
   });

TEST(released_header, is_of_abi_0_1)
{
   probe_bench const bench{folder("released_plugin"), "plain-c", {}};
   EXPECT_EQ(bench.loaded().code->abi_major, 0);
   EXPECT_EQ(bench.loaded().code->abi_minor, 1);
   EXPECT_EQ(bench.loaded().code->size, 64U);
}

TEST(out_of_tree, runs)
{
   probe_bench bench{folder("cpp_plugin"), "out-of-tree", lab_text};
   auto const r = bench.run("addresses");
   EXPECT_FALSE(r.defect);
   EXPECT_EQ(
      r.facts.at("hosts"),
      (facts::value{facts::map{{"gone.example.test", 0}, {"mx.example.test", 2}}}));
   auto const& f = r.findings.at("out-of-tree/reachable");
   EXPECT_EQ(f.result, outcome::fail);
   EXPECT_EQ(f.subject, base::untrusted{"gone.example.test"});
}

TEST(out_of_tree, carries_unknown_from_one_host)
{
   probe_bench bench{
      folder("cpp_plugin"), "out-of-tree", lab_text + "faults: { mx.example.test: timeout }\n"};
   auto const r = bench.run("addresses");
   EXPECT_EQ(r.findings.at("out-of-tree/reachable").why->code, "timeout");
   auto const* hosts = r.facts.at("hosts").as<facts::map>();
   ASSERT_NE(hosts, nullptr);
   EXPECT_NE(hosts->at("mx.example.test").unknown(), nullptr);
}

TEST(out_of_tree, both_live_in_one_process)
{
   auto const set = plugin::load_plugins(
      {folder("c_plugin"), folder("cpp_plugin")}, core_facts(), plugin::load_code::yes);
   EXPECT_THAT(set.refused, SizeIs(0)) << base::to_text(set.refused);
   EXPECT_THAT(set.plugins, SizeIs(2));
}

std::string output_of(std::string const& command)
{
   std::unique_ptr<FILE, int (*)(FILE*)> const pipe{popen(command.c_str(), "r"), &pclose};
   std::string text;
   std::array<char, 4096> part{};
   while (auto const n = fread(part.data(), 1, part.size(), pipe.get()))
      text.append(part.data(), n);
   return text;
}

TEST(out_of_tree, runs_in_the_command)
{
   if (!std::filesystem::exists(DNSLINT_COMMAND))
      GTEST_SKIP() << "the command is not built";
   auto const lab = folder("lab.yaml");
   std::ofstream{lab} << lab_text;
   auto const report = output_of(
      std::string{DNSLINT_COMMAND} + " scan example.test --format jsonl --evidence --zone " + lab +
      " --plugins " + folder("c_plugin") + " --plugins " + folder("cpp_plugin"));
   for (auto const* part :
        {R"("out-of-tree/several","plain-c/enough","plain-c/own","so)",
         R"("id":"out-of-tree/reachable","outcome":"fail")"})
      EXPECT_THAT(report, HasSubstr(part));
}

}  // namespace
}  // namespace dnslint::tests
