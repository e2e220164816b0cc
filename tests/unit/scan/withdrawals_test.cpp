// SPDX-License-Identifier: Apache-2.0
// A journal whose records rest on an upstream that was dropped.
#include "core/scan/withdrawals.hpp"

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
using testing::ElementsAre;
using testing::IsEmpty;

constexpr report::run_id run_with_liar{1, 2, 3, 4};
std::string const liar = "192.0.2.1:53";

std::string record_line(std::string const& domain)
{
   return report::line_of(report::to_text(run_with_liar), {"\"domain\":\"" + domain + '"', {}});
}

// Of `records` that stand above it, withdraws those of the bits.
std::string line_on_liar(
   std::uint64_t records = 0, std::string bits = {}, std::string const& upstream = liar)
{
   return report::dropped_line(
      {upstream, "control", report::to_text(run_with_liar), records, std::move(bits)});
}

class withdrawing : public testing::Test {
protected:
   withdrawing()
   {
      std::string name = std::filesystem::temp_directory_path() / "dnslint-withdrawals-XXXXXX";
      folder_ = mkdtemp(name.data());
      path = folder_ / "journal.jsonl";
   }
   ~withdrawing() override { std::filesystem::remove_all(folder_); }

   void write(std::string const& bytes) const { std::ofstream{path, std::ios::binary} << bytes; }
   std::string read() const
   {
      std::ifstream in{path, std::ios::binary};
      return {std::istreambuf_iterator<char>{in}, {}};
   }
   scan::journal_extent recover()
   {
      domains.clear();
      withdrawn.clear();
      auto const extent = scan::recover_journal(path, run_with_liar, lines);
      EXPECT_TRUE(extent);
      return extent.value();
   }

   std::filesystem::path path;
   std::vector<std::string> domains;
   std::vector<std::string> withdrawn;
   scan::journal_lines lines{
      [this](std::string_view, report::line_head const& head) {
         domains.emplace_back(head.domain);
      },
      {},
      {},
      {},
      [this](std::string_view, report::line_head const& head) {
         withdrawn.emplace_back(head.domain);
      }};

private:
   std::filesystem::path folder_;
};

TEST_F(withdrawing, leaves_out_the_records_that_rest_on_the_upstream)
{
   auto const bytes = record_line("a.test") + record_line("b.test") + record_line("c.test") +
                      line_on_liar(3, "\x05") + record_line("d.test");
   write(bytes);
   auto const extent = scan::read_journal(path, lines);
   ASSERT_TRUE(extent);
   EXPECT_THAT(domains, ElementsAre("b.test", "d.test"));
   EXPECT_THAT(withdrawn, ElementsAre("a.test", "c.test"));
   EXPECT_EQ(extent->withdrawn, 2U);
   EXPECT_EQ(extent->domains, 2U);
   EXPECT_EQ(extent->keep, bytes.size());
   ASSERT_EQ(extent->dropped.size(), 1U);
   EXPECT_EQ(extent->dropped[0].upstream, liar);
   EXPECT_EQ(read(), bytes) << "reading changes nothing";
}

TEST_F(withdrawing, takes_them_out_once_and_goes_on_knowing_the_upstream)
{
   write(record_line("a.test") + record_line("b.test") + line_on_liar(2, "\x01"));
   auto const extent = recover();
   EXPECT_EQ(read(), record_line("b.test") + line_on_liar());
   EXPECT_EQ(extent.keep, read().size());
   {
      auto goes_on = scan::journal::open(path, extent.keep);
      ASSERT_TRUE(goes_on);
      goes_on->append(record_line("a.test"));
   }
   auto const again = recover();
   EXPECT_THAT(domains, ElementsAre("b.test", "a.test"));
   EXPECT_EQ(again.withdrawn, 0U);
   EXPECT_EQ(again.dropped.size(), 1U);
}

TEST_F(withdrawing, keeps_one_line_for_each_upstream)
{
   auto const other = "192.0.2.2:53";
   write(
      line_on_liar() + record_line("a.test") + line_on_liar(1, "\x01", other) +
      line_on_liar(1, "\x01"));
   recover();
   EXPECT_EQ(read(), line_on_liar() + line_on_liar(0, {}, other));
}

// Two upstreams, one after the other: each line counts all records above it.
TEST_F(withdrawing, adds_up_what_several_lines_withdraw)
{
   write(
      record_line("a.test") + record_line("b.test") + line_on_liar(2, "\x01") +
      record_line("c.test") + record_line("d.test") + line_on_liar(4, "\x04", "192.0.2.2:53"));
   recover();
   EXPECT_THAT(withdrawn, ElementsAre("a.test", "c.test"));
   EXPECT_THAT(domains, ElementsAre("b.test", "d.test"));
}

TEST_F(withdrawing, counts_a_damaged_record_as_one)
{
   auto spoilt = record_line("a.test");
   spoilt[spoilt.size() - 4] ^= 1;
   write(spoilt + record_line("b.test") + record_line("c.test") + line_on_liar(3, "\x02"));
   auto const extent = recover();
   EXPECT_THAT(withdrawn, ElementsAre("b.test"));
   EXPECT_THAT(domains, ElementsAre("c.test"));
   EXPECT_EQ(extent.damaged, 1U);
}

struct doubt {
   char const* why;
   std::string above;  // the record of c.test
};

class withdrawing_in_doubt : public withdrawing, public testing::WithParamInterface<doubt> {};

// It is not known any more which records are meant, so none above the line is believed.
TEST_P(withdrawing_in_doubt, takes_out_every_record_above)
{
   write(GetParam().above + record_line("d.test"));
   recover();
   EXPECT_THAT(withdrawn, testing::Contains("c.test"));
   EXPECT_THAT(domains, ElementsAre("d.test"));
}

std::string damaged_line_on_liar()
{
   auto line = line_on_liar(1, {});
   line[line.size() - 4] ^= 1;
   return line;
}

INSTANTIATE_TEST_SUITE_P(
   of,
   withdrawing_in_doubt,
   testing::Values(
      doubt{"a_record_that_is_gone", record_line("c.test") + line_on_liar(2, "\x02")},
      doubt{
         "a_record_that_was_added",
         record_line("x.test") + record_line("c.test") + line_on_liar(1, "\x01")},
      doubt{
         "a_record_without_its_beginning",
         "noise\n" + record_line("c.test") + line_on_liar(2, "\x01")},
      doubt{"a_damaged_line", record_line("c.test") + damaged_line_on_liar()}),
   [](auto const& tried) {
      return std::string{tried.param.why};
   });

TEST_F(withdrawing, is_nothing_in_a_journal_without_such_lines)
{
   write(record_line("a.test"));
   auto const found = scan::withdrawals::read(path);
   ASSERT_TRUE(found);
   EXPECT_THAT(found->dropped(), IsEmpty());
   EXPECT_FALSE(scan::withdrawals::read(path.string() + ".absent"));
}

TEST(line_on_dropped_upstream, is_read_as_it_was_written)
{
   report::dropped_upstream const d{
      "tls://192.0.2.1:853#dns.example", "contradictions", "1-2-3-4", 12, std::string("\0\xf0", 2)};
   auto line = report::dropped_line(d);
   line.pop_back();
   EXPECT_TRUE(report::is_whole_line(line));
   auto const read = report::read_dropped(line);
   ASSERT_TRUE(read);
   EXPECT_EQ(read->upstream, d.upstream);
   EXPECT_EQ(read->reason, d.reason);
   EXPECT_EQ(read->run, d.run);
   EXPECT_EQ(read->records, d.records);
   EXPECT_EQ(read->withdrawn_bits, d.withdrawn_bits);
   EXPECT_FALSE(read->withdraws(11));
   EXPECT_TRUE(read->withdraws(12));
   EXPECT_FALSE(read->withdraws(16)) << "behind the last bit";
}

TEST(line_on_dropped_upstream, is_none_when_a_part_is_missing_or_wrong)
{
   std::string const head = R"({"schema":"dnslint-report/2","kind":"dropped","run":"r",)";
   auto const is_read = [&](std::string const& members) {
      return report::read_dropped(head + members + R"(,"crc32":"x"})").has_value();
   };
   EXPECT_TRUE(is_read(R"("upstream":"u","reason":"w","records":1,"withdrawn":"01")"));
   EXPECT_FALSE(is_read(R"("upstream":"u","reason":"w","records":1,"withdrawn":"0")"));
   EXPECT_FALSE(is_read(R"("upstream":"u","reason":"w","records":1,"withdrawn":"+1")"));
   EXPECT_FALSE(is_read(R"("upstream":"u","reason":"w","records":-1,"withdrawn":"01")"));
   EXPECT_FALSE(is_read(R"("upstream":"u","reason":"w","withdrawn":"01")"));
   EXPECT_FALSE(is_read(R"("upstream":"u")"));
   EXPECT_FALSE(report::read_dropped(R"({"schema":"dnslint-report/2","kind":"domain","run":"r",)"));
}

}  // namespace
