// SPDX-License-Identifier: Apache-2.0
// Whole runs in this process, over zones in memory.
#include "core/engine/session.hpp"

#include "core/engine/list_input.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <iterator>

namespace dnslint::engine {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr auto session_lab = R"(zones:
  good.test: "_x TXT yes"
  bad.test: "@ A 192.0.2.1"
faults:
  "slow.test SOA": timeout
)";

constexpr auto session_pack = R"(pack: acme
version: 1.0.0
rules:
  - id: acme/present
    title: There is a record
    category: acme
    severity: high
    lookups:
      x: { name: "_x.{domain}", type: TXT }
    assert: "!x.absent"
    message: "nothing at {x.name}"
)";

class session_run : public testing::Test {
protected:
   session_run()
   {
      std::string name = fs::temp_directory_path() / "dnslint-session-XXXXXX";
      folder = mkdtemp(name.data());
      config.questions.zones = {file("lab.yaml", session_lab)};
      config.questions.now = std::chrono::sys_days{std::chrono::year{2026} / 1 / 31};
      config.selection.rule_paths = {file("acme.yaml", session_pack)};
      config.limits.workers = 0;
      sinks.output.format = "jsonl";
      sinks.output.file = folder / "report.jsonl";
      sinks.tell = [this](base::diagnostic const& d) {
         told += base::to_text(d);
      };
   }
   ~session_run() override
   {
      std::error_code ignored;
      fs::remove_all(folder, ignored);
   }

   std::string file(std::string const& name, std::string const& text) const
   {
      std::ofstream{folder / name} << text;
      return folder / name;
   }
   std::string read(fs::path const& path) const
   {
      std::ifstream in{path, std::ios::binary};
      return {std::istreambuf_iterator<char>{in}, {}};
   }
   std::string report() const { return read(sinks.output.file); }

   base::result<run_result> run(std::vector<std::string> names)
   {
      scan::domain_intake intake{{1, 2}, [this](base::diagnostic const& d) {
                                    told += base::to_text(d);
                                 }};
      list_input input{std::move(names), config.list, intake};
      return engine::run(config, input, sinks);
   }
   std::string error_of(std::vector<std::string> names)
   {
      auto const done = run(std::move(names));
      return done ? "it ran" : base::to_text(done.errors());
   }
   // The domains of the report, in its order.
   std::vector<std::string> reported() const
   {
      std::vector<std::string> names;
      auto const text = report();
      constexpr std::string_view before = R"("domain":")";
      for (auto at = text.find(before); at != text.npos; at = text.find(before, at)) {
         at += before.size();
         names.push_back(text.substr(at, text.find('"', at) - at));
      }
      return names;
   }

   fs::path folder;
   run_config config;
   run_sinks sinks;
   std::string told;
};

TEST_F(session_run, audits_its_input_and_reports_it_in_order)
{
   auto const done = run({"good.test", "bad.test"});
   ASSERT_TRUE(done) << base::to_text(done.errors());
   EXPECT_THAT(reported(), ElementsAre("good.test", "bad.test"));
   EXPECT_EQ(done->totals.summary.domains, 2U);
   EXPECT_TRUE(done->totals.any_failure);
   EXPECT_EQ(done->totals.worst_failure, base::severity::high);
   EXPECT_FALSE(done->is_incomplete);
   EXPECT_FALSE(done->can_resume);
   EXPECT_FALSE(done->has_open_audits);
   EXPECT_THAT(report(), HasSubstr("nothing at _x.bad.test"));
}

TEST_F(session_run, gives_equal_bytes_whatever_is_done_at_once)
{
   std::vector<std::string> const names{"slow.test", "good.test", "bad.test", "none.test"};
   config.limits.in_flight = 1;
   ASSERT_TRUE(run(names));
   auto const one_by_one = report();
   config.limits.in_flight = 50;
   ASSERT_TRUE(run(names));
   EXPECT_EQ(report(), one_by_one);
   EXPECT_THAT(reported(), ElementsAre("slow.test", "good.test", "bad.test", "none.test"));
}

TEST_F(session_run, may_report_domains_as_they_are_done)
{
   sinks.output.ordered = false;
   ASSERT_TRUE(run({"slow.test", "good.test"}));
   EXPECT_THAT(reported(), ElementsAre("good.test", "slow.test"));
}

TEST_F(session_run, tells_its_progress)
{
   std::vector<std::size_t> domains;
   sinks.progress = [&](scan::totals const& t) {
      domains.push_back(t.summary.domains);
   };
   auto has_begun = 0;
   sinks.begins = [&] {
      ++has_begun;
      EXPECT_TRUE(domains.empty());
   };
   ASSERT_TRUE(run({"good.test", "bad.test"}));
   EXPECT_EQ(has_begun, 1);
   EXPECT_THAT(domains, testing::Contains(1U));
   EXPECT_EQ(domains.back(), 2U);
}

TEST_F(session_run, of_no_domains_is_a_whole_report)
{
   auto const done = run({});
   ASSERT_TRUE(done) << base::to_text(done.errors());
   EXPECT_TRUE(reported().empty());
   EXPECT_FALSE(done->is_incomplete);
}

TEST_F(session_run, does_not_begin_with_a_pack_that_does_not_load)
{
   file("acme.yaml", "pack: acme\nversion: 1.0.0\nrules: [{ id: acme/x }]\n");
   EXPECT_THAT(error_of({"good.test"}), HasSubstr("acme.yaml:3"));
   EXPECT_FALSE(fs::exists(sinks.output.file));
}

TEST_F(session_run, does_not_begin_with_a_zone_file_that_does_not_load)
{
   file("lab.yaml", "zones: [");
   EXPECT_THAT(error_of({"good.test"}), HasSubstr("lab.yaml"));
   EXPECT_FALSE(fs::exists(sinks.output.file));
}

TEST_F(session_run, does_not_begin_where_the_report_cannot_be_written)
{
   sinks.output.file = folder / "absent" / "report.jsonl";
   EXPECT_THAT(error_of({"good.test"}), HasSubstr("absent"));
}

TEST_F(session_run, does_not_begin_with_an_unknown_format)
{
   sinks.output.format = "word";
   EXPECT_THAT(error_of({"good.test"}), HasSubstr("word"));
}

TEST_F(session_run, does_not_begin_against_its_lock)
{
   config.lock = file("x.lock", "lock: dnslint-lock/1\nengine: 0.0.1\n");
   EXPECT_THAT(error_of({"good.test"}), HasSubstr("the lock is for dnslint 0.0.1"));
   EXPECT_FALSE(fs::exists(sinks.output.file));
}

TEST_F(session_run, stops_when_somebody_wants_an_end)
{
   std::size_t audited = 0;
   sinks.progress = [&](scan::totals const& t) {
      audited = t.summary.domains;
   };
   sinks.stop = [&] {
      return audited >= 1;
   };
   config.limits.in_flight = 1;
   auto const done = run({"good.test", "bad.test", "none.test"});
   ASSERT_TRUE(done) << base::to_text(done.errors());
   EXPECT_TRUE(done->totals.stopped);
   EXPECT_THAT(reported(), ElementsAre("good.test"));
   EXPECT_TRUE(done->can_resume) << "a JSONL report is a journal, too";
   EXPECT_TRUE(fs::exists(sinks.output.file + ".unfinished"));
}

TEST_F(session_run, goes_on_where_it_was_stopped)
{
   std::size_t audited = 0;
   sinks.progress = [&](scan::totals const& t) {
      audited = t.summary.domains;
   };
   sinks.stop = [&] {
      return audited == 1;
   };
   config.limits.in_flight = 1;
   ASSERT_TRUE(run({"good.test", "bad.test"}));
   sinks.stop = {};
   EXPECT_THAT(error_of({"good.test", "bad.test"}), HasSubstr("--resume"));
   sinks.output.resume = true;
   auto const done = run({"good.test", "bad.test"});
   ASSERT_TRUE(done) << base::to_text(done.errors());
   EXPECT_EQ(done->totals.resumed, 1U);
   EXPECT_EQ(done->totals.summary.domains, 2U);
   EXPECT_THAT(reported(), ElementsAre("good.test", "bad.test"));
   EXPECT_FALSE(fs::exists(sinks.output.file + ".unfinished"));
}

TEST_F(session_run, does_not_go_on_with_another_list)
{
   ASSERT_TRUE(run({"good.test"}));
   sinks.output.resume = true;
   config.list.digest = 42;
   EXPECT_THAT(error_of({"good.test"}), HasSubstr("the list differs"));
}

TEST_F(session_run, keeps_a_journal_beside_a_report)
{
   sinks.output.format = "json";
   sinks.output.file = folder / "report.json";
   sinks.output.journal = folder / "journal.jsonl";
   ASSERT_TRUE(run({"good.test", "bad.test"}));
   EXPECT_THAT(read(folder / "journal.jsonl"), HasSubstr(R"("domain":"bad.test")"));
   EXPECT_THAT(report(), HasSubstr("bad.test"));
   EXPECT_FALSE(fs::exists(folder / "journal.jsonl.unfinished"));
}

TEST_F(session_run, says_when_its_recording_cannot_be_written)
{
   config.questions.record = folder / "absent" / "record.fstrm";
   EXPECT_THAT(error_of({"good.test"}), HasSubstr("the recording cannot be written"));
}

TEST_F(session_run, gives_the_same_report_from_its_recording)
{
   config.questions.record = folder / "record.fstrm";
   std::vector<std::string> const names{"good.test", "bad.test", "slow.test"};
   ASSERT_TRUE(run(names));
   auto const recorded = report();
   config.questions.record.clear();
   config.questions.zones.clear();
   config.questions.replay = folder / "record.fstrm";
   auto const done = run(names);
   ASSERT_TRUE(done) << base::to_text(done.errors());
   EXPECT_EQ(report(), recorded);
   EXPECT_THAT(told, Not(HasSubstr("not in the recording")));
}

TEST_F(session_run, tells_what_a_recording_lacks)
{
   config.questions.record = folder / "record.fstrm";
   ASSERT_TRUE(run({"good.test"}));
   config.questions.record.clear();
   config.questions.zones.clear();
   config.questions.replay = folder / "record.fstrm";
   ASSERT_TRUE(run({"bad.test"}));
   EXPECT_THAT(told, HasSubstr("questions are not in the recording"));
   EXPECT_THAT(report(), HasSubstr("not-recorded"));
}

TEST_F(session_run, writes_its_statistics)
{
   sinks.output.statistics = folder / "statistics.json";
   ASSERT_TRUE(run({"good.test"}));
   EXPECT_THAT(read(folder / "statistics.json"), HasSubstr("\"domains\""));
}

}  // namespace
}  // namespace dnslint::engine
