// SPDX-License-Identifier: Apache-2.0
// Where reports go, and that they are what docs/report.md says.
#include "tests/integration/dead_server.hpp"
#include "tests/integration/generated_domain.hpp"
#include "tests/integration/scan_run.hpp"

#include <csignal>
#include <filesystem>
#include <gmock/gmock.h>

namespace dnslint::tests {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

words scan_sample(words more)
{
   auto all = sample_domains();
   all.insert(all.begin(), {"scan", "--zone", sample_lab()});
   all.insert(all.end(), more.begin(), more.end());
   return all;
}

// With python3-jsonschema; `definition` is "report", or "line" of JSON lines.
ended_process validate(std::string const& report, std::string const& definition)
{
   constexpr auto program = R"(
import json, sys
import jsonschema
schema = json.load(open(sys.argv[1]))
wanted = {"$ref": "#/definitions/" + sys.argv[2], "definitions": schema["definitions"]}
validator = jsonschema.Draft7Validator(wanted)
text = sys.stdin.buffer.read().decode()
documents = [text] if sys.argv[2] == "report" else text.splitlines()
errors = [e for d in documents for e in validator.iter_errors(json.loads(d))]
for e in errors[:10]:
    print(list(e.absolute_path), e.message[:500])
sys.exit(1 if errors or not documents else 0)
)";
   return run(
      {"/usr/bin/python3",
       "-c",
       program,
       DNSLINT_SOURCE_DIR "/docs/report.schema.json",
       definition},
      report);
}

TEST(json_output, is_what_the_schema_says)
{
   auto const report = dnslint(scan_sample({"--format", "json"}));
   EXPECT_EQ(report.status, 0);
   auto const valid = validate(report.out, "report");
   EXPECT_EQ(valid.status, 0) << valid.out << valid.err;
   auto const lines = dnslint(scan_sample({"--format", "jsonl"}));
   auto const valid_lines = validate(lines.out, "line");
   EXPECT_EQ(valid_lines.status, 0) << valid_lines.out << valid_lines.err;
}

TEST(json_output, of_generated_domains_is_what_the_schema_says)
{
   work_folder const folder;
   auto const domains = generate_domains(50);
   auto const report = dnslint(
      {"scan",
       "-l",
       folder.write("list", list_of(domains)),
       "--zone",
       folder.write("lab.yaml", lab_of(domains)),
       "--format",
       "json"});
   auto const valid = validate(report.out, "report");
   EXPECT_EQ(valid.status, 0) << valid.out << valid.err;
}

TEST(json_output, is_not_what_the_schema_says_when_a_key_is_gone)
{
   auto report = dnslint(scan_sample({"--format", "json"})).out;
   report.replace(report.find("\"status\""), 8, "\"stasus\"");
   EXPECT_EQ(validate(report, "report").status, 1);
}

TEST(json_output, shows_every_outcome_of_the_sample)
{
   auto const report = json::parse(dnslint(scan_sample({"--format", "json"})).out);
   auto const& counts = report["summary"]["by_outcome"];
   for (auto const* outcome : {"pass", "fail", "unknown", "not-applicable"})
      EXPECT_GT(counts[outcome].number(), 0) << outcome;
   EXPECT_EQ(report["summary"]["by_status"]["nonexistent"].number(), 1);
}

// The catalogue and every finding speak of the same checks.
TEST(json_output, has_a_catalogue_entry_for_every_check)
{
   auto const report = json::parse(dnslint(scan_sample({"--format", "json"})).out);
   for (auto const& domain : report["domains"].items()) {
      auto const seen = outcomes_of(domain);
      EXPECT_EQ(seen.size(), report["catalogue"].members().size());
      for (auto const& [id, outcome] : seen)
         EXPECT_TRUE(report["catalogue"].has(id)) << id;
   }
}

TEST(text_output, shows_what_was_asked_for)
{
   words const flaky{"scan", "flaky.test", "--zone", sample_lab()};
   auto const with = [&](words more) {
      more.insert(more.begin(), flaky.begin(), flaky.end());
      return dnslint(more).out;
   };
   EXPECT_THAT(
      with({}),
      AllOf(HasSubstr("mx/ipv6"), HasSubstr("dmarc/present"), Not(HasSubstr("mx/reachable"))));
   EXPECT_THAT(
      with({"--show", "fail"}), AllOf(HasSubstr("mx/ipv6"), Not(HasSubstr("dmarc/present"))));
   EXPECT_THAT(
      with({"--show", "pass"}), AllOf(HasSubstr("mx/reachable"), Not(HasSubstr("dmarc/present"))));
}

TEST(text_output, has_no_colour_where_there_is_no_terminal)
{
   EXPECT_THAT(dnslint(scan_sample({})).out, Not(HasSubstr("\033")));
}

TEST(output_file, holds_what_standard_output_would)
{
   work_folder const folder;
   for (auto const* format : {"text", "json", "jsonl"}) {
      auto const path = folder.at(format);
      auto const done = dnslint(scan_sample({"--format", format, "-o", path}));
      EXPECT_EQ(done.status, 0);
      EXPECT_EQ(done.out, "");
      EXPECT_TRUE(read_file(path) == dnslint(scan_sample({"--format", format})).out) << format;
   }
}

std::size_t files_in(work_folder const& folder)
{
   return static_cast<std::size_t>(std::distance(fs::directory_iterator{folder.path()}, {}));
}

TEST(output_file, takes_its_name_when_it_is_whole)
{
   work_folder const folder;
   auto const path = folder.write("report.json", "the old one\n");
   dead_server const server;
   process scan{command(
      {"scan",
       "a.test",
       "--resolver",
       server.address(),
       "--timeout",
       "500ms",
       "--tries",
       "1",
       "--format",
       "json",
       "-o",
       path})};
   server.wait_for_question();
   EXPECT_EQ(read_file(path), "the old one\n");
   EXPECT_EQ(scan.wait().status, 3);
   EXPECT_EQ(json::parse(read_file(path))["domains"].items().size(), 1U);
   EXPECT_EQ(files_in(folder), 1U);
}

TEST(output_file, stays_as_it_was_when_the_run_is_killed_or_refused)
{
   work_folder const folder;
   auto const path = folder.write("report.json", "the old one\n");
   {
      dead_server const server;
      process scan{command({"scan", "a.test", "--resolver", server.address(), "-o", path})};
      server.wait_for_question();
      scan.signal(SIGKILL);
      EXPECT_EQ(scan.wait().status, 128 + SIGKILL);
   }
   EXPECT_EQ(dnslint({"scan", "a.test", "--zone", "missing", "-o", path}).status, 2);
   EXPECT_EQ(read_file(path), "the old one\n");
}

TEST(output_file, that_cannot_be_written_is_told)
{
   work_folder const folder;
   auto const path = folder.at("no/such/folder/report");
   auto const done = dnslint(scan_sample({"-o", path}));
   EXPECT_NE(done.status, 0);
   EXPECT_THAT(done.err, HasSubstr(path));
}

TEST(output, to_a_full_disk_is_told)
{
   if (!fs::exists("/dev/full"))
      GTEST_SKIP() << "no /dev/full";
   auto const done = run(
      {"/bin/sh",
       "-c",
       std::string{DNSLINT_COMMAND} + " scan good.test --zone " + sample_lab() + " > /dev/full"});
   EXPECT_NE(done.status, 0);
   EXPECT_NE(done.err, "");
}

TEST(output, what_is_no_file_is_written_to_and_stays_what_it_is)
{
   work_folder const folder;
   folder.write("report", "");
   std::filesystem::create_symlink(folder.path() / "report", folder.path() / "link");
   for (auto const& path : {std::string{"/dev/null"}, folder.at("link")}) {
      auto const done =
         dnslint({"scan", "good.test", "--zone", sample_lab(), "-o", path, "--format", "json"});
      EXPECT_EQ(done.status, 0) << done.err;
   }
   EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
   EXPECT_TRUE(std::filesystem::is_symlink(folder.path() / "link"));
   EXPECT_GT(read_file(folder.at("report")).size(), 1'000U);
}

}  // namespace
}  // namespace dnslint::tests
