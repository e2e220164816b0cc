// SPDX-License-Identifier: Apache-2.0
#include "core/scan/journal.hpp"

#include "core/scan/journal_recovery.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>

namespace {

using namespace dnslint;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

report::run_id const this_run{1, 2, 3, 4};
report::run_id const other_list{9, 2, 3, 4};

std::string line(std::string const& domain, report::run_id const& run = this_run)
{
   report::record r;
   r.json = "\"domain\":\"" + domain + "\",\"status\":\"audited\"";
   return report::line_of(report::to_text(run), r);
}

std::string header()
{
   return report::run_line({}, report::to_text(this_run), {});
}

class journal_file : public testing::Test {
protected:
   journal_file()
   {
      std::string name = std::filesystem::temp_directory_path() / "dnslint-journal-XXXXXX";
      folder_ = mkdtemp(name.data());
      path = folder_ / "journal.jsonl";
   }
   ~journal_file() override
   {
      std::error_code ignored;
      std::filesystem::remove_all(folder_, ignored);
   }

   void write(std::string const& bytes) const { std::ofstream{path, std::ios::binary} << bytes; }
   std::string read() const
   {
      std::ifstream in{path, std::ios::binary};
      return {std::istreambuf_iterator<char>{in}, {}};
   }

   // The names of its domains, in order.
   std::vector<std::string> domains;
   scan::journal_lines const lines{
      [this](std::string_view, report::line_head const& head) {
         domains.emplace_back(head.domain);
      },
      [this](std::string_view) {
         ++headers;
      }};
   std::size_t headers = 0;
   std::filesystem::path path;

private:
   std::filesystem::path folder_;
};

TEST_F(journal_file, keeps_what_is_appended_after_what_it_had)
{
   write(line("a.test") + line("b.test"));
   {
      auto j = scan::journal::open(path, line("a.test").size());
      ASSERT_TRUE(j);
      j->append(line("c.test"));
      EXPECT_EQ(read(), line("a.test")) << "what lies beyond is cut, and lines are gathered";
      j->flush();
      EXPECT_EQ(read(), line("a.test") + line("c.test"));
      j->append(line("d.test"));
   }
   EXPECT_EQ(read(), line("a.test") + line("c.test") + line("d.test"));
}

TEST_F(journal_file, writes_what_has_waited_for_a_second)
{
   auto j = scan::journal::open(path, 0);
   ASSERT_TRUE(j);
   j->append(line("a.test"));
   auto const now = scan::journal::clock::now();
   j->tick(now);
   EXPECT_EQ(read(), "");
   j->tick(now + 2s);
   EXPECT_EQ(read(), line("a.test"));
}

TEST_F(journal_file, writes_at_once_when_much_waits)
{
   auto j = scan::journal::open(path, 0);
   ASSERT_TRUE(j);
   j->append(std::string(std::size_t{5} << 20U, 'x') + '\n');
   EXPECT_EQ(read().size(), (std::size_t{5} << 20U) + 1);
}

TEST_F(journal_file, says_when_nothing_can_be_written)
{
   auto j = scan::journal::open("/dev/full", 0);
   if (!j)
      GTEST_SKIP() << "this system has no full disk to try";
   j->append(line("a.test"));
   j->flush();
   ASSERT_TRUE(j->failure());
   EXPECT_THAT(j->failure()->message, HasSubstr("No space left on device"));
   j->append(line("b.test"));
   j->flush();
   EXPECT_FALSE(scan::journal::open(path / "below", 0));
}

TEST_F(journal_file, is_read_in_order)
{
   write(header() + line("a.test") + line("b.test"));
   auto const extent = scan::read_journal(path, lines);
   ASSERT_TRUE(extent);
   EXPECT_THAT(domains, ElementsAre("a.test", "b.test"));
   EXPECT_EQ(headers, 1U);
   EXPECT_EQ(extent->domains, 2U);
   EXPECT_EQ(extent->keep, read().size());
   EXPECT_EQ(extent->damaged, 0U);
   EXPECT_EQ(extent->torn, 0U);
}

std::string summary()
{
   return report::summary_line(report::to_text(this_run), {});
}

// Who goes on writing puts another one behind more domains.
TEST_F(journal_file, ends_before_its_summary)
{
   auto const before = header() + line("a.test");
   write(before + summary());
   auto const extent = scan::recover_journal(path, this_run, lines);
   ASSERT_TRUE(extent);
   EXPECT_EQ(extent->keep, before.size());
   EXPECT_EQ(extent->torn, 0U) << "a summary is no damage";
   EXPECT_EQ(extent->damaged, 0U);
}

TEST_F(journal_file, loses_a_summary_that_stands_between_domains_when_it_is_mended)
{
   write(header() + line("a.test") + summary() + line("b.test") + "noise\n" + line("c.test"));
   auto const extent = scan::recover_journal(path, this_run, lines);
   ASSERT_TRUE(extent);
   EXPECT_THAT(domains, ElementsAre("a.test", "b.test", "c.test"));
   EXPECT_EQ(extent->damaged, 1U);
   EXPECT_EQ(read(), header() + line("a.test") + line("b.test") + line("c.test"));
}

TEST_F(journal_file, gets_the_line_of_its_run_back_when_that_was_damaged)
{
   auto damaged = header();
   damaged[9] = 'X';
   write(damaged + line("a.test"));
   auto const extent = scan::recover_journal(path, this_run, lines, header());
   ASSERT_TRUE(extent);
   EXPECT_EQ(read(), header() + line("a.test"));
   EXPECT_EQ(extent->keep, read().size());
}

TEST_F(journal_file, of_the_earlier_version_is_read)
{
   auto const id = report::to_text(this_run);
   write(
      report::checked_line("\"schema\":\"dnslint-journal/1\",\"run\":{},\"catalogue\":{}") +
      report::checked_line(
         "\"schema\":\"dnslint-report/1\",\"run\":\"" + id +
         "\",\"domain\":\"a.test\",\"status\":\"audited\",\"checks\":[]"));
   auto const extent = scan::recover_journal(path, this_run, lines);
   ASSERT_TRUE(extent);
   EXPECT_THAT(domains, ElementsAre("a.test"));
   EXPECT_EQ(headers, 1U);
   EXPECT_EQ(extent->keep, read().size());
}

TEST_F(journal_file, that_is_empty_or_absent_has_nothing)
{
   write("");
   EXPECT_EQ(scan::read_journal(path, lines)->keep, 0U);
   std::filesystem::remove(path);
   EXPECT_FALSE(scan::read_journal(path, lines));
   auto const extent = scan::recover_journal(path, this_run, lines);
   ASSERT_TRUE(extent) << "a run may begin there";
   EXPECT_EQ(extent->keep, 0U);
}

// Whereever a crash cuts the last line, exactly that line is lost.
TEST_F(journal_file, loses_only_the_line_that_was_cut)
{
   auto const whole = line("a.test") + line("b.test");
   auto const last = line("c.test");
   for (std::size_t cut = 1; cut != last.size(); ++cut) {
      domains.clear();
      write(whole + last.substr(0, cut));
      auto const extent = scan::recover_journal(path, this_run, lines);
      ASSERT_TRUE(extent) << cut;
      EXPECT_THAT(domains, ElementsAre("a.test", "b.test")) << cut;
      EXPECT_EQ(extent->keep, whole.size()) << cut;
      EXPECT_EQ(extent->torn, cut) << cut;
      EXPECT_EQ(extent->damaged, 0U) << "a tail is cut by whoever goes on writing";
   }
}

// A flipped bit costs the line that it is in.
TEST_F(journal_file, takes_a_damaged_line_out)
{
   auto const before = line("a.test");
   auto const hit = line("b.test");
   auto const after = line("c.test");
   for (std::size_t at = 0; at < hit.size() - 1; at += 7) {
      domains.clear();
      auto damaged = hit;
      damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
      write(before + damaged + after);
      auto const extent = scan::recover_journal(path, this_run, lines);
      ASSERT_TRUE(extent) << at;
      EXPECT_THAT(domains, ElementsAre("a.test", "c.test")) << at;
      EXPECT_EQ(extent->damaged, 1U) << at;
      EXPECT_EQ(read(), before + after) << "the file holds whole lines alone";
      EXPECT_EQ(extent->keep, before.size() + after.size());
   }
}

TEST_F(journal_file, counts_each_damaged_line)
{
   write("noise\n" + line("a.test") + "\n" + std::string(100, '\0') + "\n" + line("b.test") + "no");
   auto const extent = scan::read_journal(path, lines);
   ASSERT_TRUE(extent);
   EXPECT_THAT(domains, ElementsAre("a.test", "b.test"));
   EXPECT_EQ(extent->damaged, 3U);
   EXPECT_EQ(extent->torn, 2U);
}

TEST_F(journal_file, of_another_run_is_refused_and_not_touched)
{
   auto const bytes = line("a.test", other_list) + "torn";
   write(bytes);
   auto const extent = scan::recover_journal(path, this_run, lines);
   ASSERT_FALSE(extent);
   EXPECT_THAT(extent.errors().front().message, HasSubstr("another run: the list differs"));
   EXPECT_THAT(domains, IsEmpty());
   EXPECT_EQ(read(), bytes);
}

TEST_F(journal_file, that_is_no_journal_is_refused_and_not_touched)
{
   std::string const bytes = "my notes\nof the day\n";
   write(bytes);
   auto const extent = scan::recover_journal(path, this_run, lines);
   ASSERT_FALSE(extent);
   EXPECT_THAT(extent.errors().front().message, HasSubstr("this is no journal"));
   EXPECT_EQ(read(), bytes);
}

// Its first line may be the one that a crash has cut.
TEST_F(journal_file, that_was_just_begun_is_ours)
{
   for (auto const& begun : {header().substr(0, 9), header().substr(0, 30)}) {
      write(begun);
      auto const extent = scan::recover_journal(path, this_run, lines);
      ASSERT_TRUE(extent) << begun;
      EXPECT_EQ(extent->keep, 0U);
      EXPECT_EQ(extent->torn, begun.size());
   }
}

TEST_F(journal_file, shards_are_other_runs)
{
   auto shard = this_run;
   shard.shard = 2;
   shard.shards = 3;
   write(line("a.test", shard));
   EXPECT_FALSE(scan::recover_journal(path, this_run, lines));
   EXPECT_TRUE(scan::recover_journal(path, shard, lines));
}

TEST_F(journal_file, is_a_folder_says_why_it_cannot_be_read)
{
   std::filesystem::create_directory(path);
   EXPECT_FALSE(scan::read_journal(path, lines));
}

}  // namespace
