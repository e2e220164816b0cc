// SPDX-License-Identifier: Apache-2.0
#include "core/report/report_text.hpp"
#include "core/scan/journal.hpp"
#include "core/scan/journal_recovery.hpp"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>
#include <unistd.h>

namespace {

using namespace dnslint;
using testing::HasSubstr;

constexpr report::run_id packed_run{1, 2, 3, 4};
constexpr std::size_t all_domains = 200;

std::string run_text()
{
   return report::to_text(packed_run);
}

std::string domain_of(std::size_t n)
{
   return "d" + std::to_string(n) + ".test";
}

std::string packed_line(std::size_t n)
{
   return report::line_of(run_text(), {R"("domain":")" + domain_of(n) + '"', {}});
}

std::vector<std::string> first_domains(std::size_t count)
{
   std::vector<std::string> all;
   for (std::size_t n = 0; n != count; ++n)
      all.push_back(domain_of(n));
   return all;
}

class packed_journal : public testing::Test {
protected:
   packed_journal() = default;
   ~packed_journal() override { std::filesystem::remove(path); }
   packed_journal(packed_journal const&) = delete;
   packed_journal& operator=(packed_journal const&) = delete;

   // Writes domains from `from` on, and the end.
   void write_domains(std::uint64_t keep, report::packed_frames before, std::size_t from) const
   {
      auto to = scan::journal::open_packed(path, keep, std::move(before));
      ASSERT_TRUE(to);
      if (keep == 0)
         to->append(report::run_line({}, run_text(), {}));
      for (auto n = from; n != all_domains; ++n) {
         to->append(packed_line(n));
         if (n == 100)
            to->flush();
      }
      to->append(report::summary_line(run_text(), {}));
      to->end();
      EXPECT_FALSE(to->failure());
   }

   std::string bytes() const
   {
      std::ifstream in{path, std::ios::binary};
      return {std::istreambuf_iterator<char>{in}, {}};
   }
   void write(std::string const& text) const { std::ofstream{path, std::ios::binary} << text; }

   base::result<scan::journal_extent> recover()
   {
      domains.clear();
      return scan::recover_journal(
         path,
         packed_run,
         {[this](std::string_view, report::line_head const& head) {
             domains.emplace_back(head.domain);
          },
          {}});
   }

   // The file as it is goes on to its end, and is then whole.
   void expect_that_it_can_be_resumed()
   {
      auto const extent = recover();
      ASSERT_TRUE(extent) << base::to_text(extent.errors());
      auto const done = domains.size();
      EXPECT_EQ(domains, first_domains(done));
      write_domains(extent->keep, extent->frames, done);
      auto const whole = recover();
      ASSERT_TRUE(whole);
      EXPECT_EQ(domains, first_domains(all_domains));
      EXPECT_EQ(whole->damaged + whole->torn + whole->repeated, 0U);
      auto const found = report::read_lines_around(path, domain_of(150));
      ASSERT_TRUE(found) << "the seek table is that of the file";
      EXPECT_THAT(*found, HasSubstr(packed_line(150)));
   }

   std::string const path = testing::TempDir() + "/packed_journal_" + std::to_string(getpid());
   std::vector<std::string> domains;
};

TEST_F(packed_journal, gives_back_its_domains)
{
   write_domains(0, {}, 0);
   auto const extent = recover();
   ASSERT_TRUE(extent);
   EXPECT_TRUE(extent->is_packed);
   EXPECT_EQ(domains, first_domains(all_domains));
   EXPECT_LT(extent->keep, std::filesystem::file_size(path)) << "the summary is cut off";
}

TEST_F(packed_journal, goes_on_wherever_it_was_cut)
{
   write_domains(0, {}, 0);
   auto const whole = bytes();
   for (std::size_t size = 0; size < whole.size(); size += 97) {
      SCOPED_TRACE(size);
      write(whole.substr(0, size));
      expect_that_it_can_be_resumed();
   }
}

TEST_F(packed_journal, loses_a_damaged_frame_only)
{
   write_domains(0, {}, 0);
   auto damaged = bytes();
   auto const extent = recover();
   ASSERT_TRUE(extent);
   auto const& frames = extent->frames;
   auto const second = frames[0].compressed + frames[1].compressed + frames[2].compressed;
   damaged[second + frames[3].compressed / 2] ^= 4;
   write(damaged);
   auto const repaired = recover();
   ASSERT_TRUE(repaired);
   EXPECT_EQ(repaired->damaged, 1U);
   EXPECT_EQ(domains.size(), all_domains - frames[3].domains.size());
   EXPECT_EQ(repaired->keep, std::filesystem::file_size(path)) << "a copy took the file's name";
   auto const again = recover();
   ASSERT_TRUE(again);
   EXPECT_EQ(again->damaged, 0U);
}

TEST_F(packed_journal, is_written_anew_where_a_frame_cannot_be_cut)
{
   base::compressor compressor;
   auto lines = report::run_line({}, run_text(), {});
   for (std::size_t n = 0; n != 3; ++n)
      lines += packed_line(n);
   write(compressor.frame(lines + report::summary_line(run_text(), {})));
   expect_that_it_can_be_resumed();
}

TEST_F(packed_journal, is_not_what_others_have_packed)
{
   base::compressor compressor;
   auto const foreign = compressor.frame("example.test. IN A 192.0.2.1\n");
   write(foreign);
   EXPECT_FALSE(recover());
   EXPECT_EQ(bytes(), foreign);
}

}  // namespace
