// SPDX-License-Identifier: Apache-2.0
#include "core/base/compression.hpp"
#include "core/report/line.hpp"
#include "core/report/line_packer.hpp"
#include "core/report/packed_reader.hpp"
#include "core/report/report_text.hpp"

#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <numeric>
#include <sstream>

namespace {

using namespace dnslint;
using namespace dnslint::report;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr auto some_run = "0000000100000002000000030000000400000005";

std::string domain_line(std::size_t n)
{
   return line_of(some_run, {fmt::format(R"("domain":"d{}.test","input":"D{}")", n, n), {}});
}

std::string const first_line = checked_line(R"("schema":"dnslint-report/2","kind":"run","run":{})");
std::string const last_line =
   checked_line(R"("schema":"dnslint-report/2","kind":"summary","run":"","summary":{})");

// A report of so many domains, whole.
std::string packed_report(std::size_t domains)
{
   line_packer packer;
   std::string out;
   packer.add(first_line, out);
   for (std::size_t n = 0; n != domains; ++n)
      packer.add(domain_line(n), out);
   packer.add(last_line, out);
   packer.end(out);
   return out;
}

struct unpacked {
   std::string lines;
   packed_frames frames;
   std::uint64_t passed_over = 0;
};

unpacked read(std::string const& bytes)
{
   std::istringstream in{bytes};
   packed_reader reader{in};
   unpacked all;
   while (reader.next())
      all.lines += reader.lines();
   all.frames = reader.frames();
   all.passed_over = reader.take_passed_over();
   return all;
}

std::string plain_report(std::size_t domains)
{
   auto lines = first_line;
   for (std::size_t n = 0; n != domains; ++n)
      lines += domain_line(n);
   return lines + last_line;
}

// Where the frame begins.
std::size_t offset_of(packed_frames const& frames, std::size_t frame)
{
   return std::accumulate(
      frames.begin(),
      frames.begin() + static_cast<std::ptrdiff_t>(frame),
      std::size_t{0},
      [](std::size_t sum, packed_frame const& f) {
         return sum + f.compressed;
      });
}

TEST(packed_report, is_read_as_it_was_written)
{
   for (std::size_t const domains : {0U, 1U, 63U, 64U, 65U, 1000U}) {
      auto const got = read(packed_report(domains));
      EXPECT_EQ(got.lines, plain_report(domains)) << domains;
      EXPECT_EQ(got.passed_over, 0U);
   }
}

TEST(packed_report, has_frames_of_64_domains_between_those_of_run_and_summary)
{
   auto const frames = read(packed_report(130)).frames;
   std::vector<std::size_t> domains;
   for (auto const& f : frames)
      domains.push_back(f.domains.size());
   // The beginning, the run, three of domains, the summary, the index and the seek table.
   EXPECT_THAT(domains, ElementsAre(0, 0, 64, 64, 2, 0, 0, 0));
}

TEST(packed_report, ends_in_a_table_of_all_its_frames)
{
   auto const bytes = packed_report(200);
   auto const size = seek_table_size(bytes);
   ASSERT_TRUE(size);
   auto const table = read_seek_table(std::string_view{bytes}.substr(bytes.size() - *size));
   ASSERT_TRUE(table);
   EXPECT_EQ(offset_of(*table, table->size()) + *size, bytes.size());
   auto const frames = read(bytes).frames;
   ASSERT_EQ(table->size() + 1, frames.size());
   for (std::size_t i = 0; i != table->size(); ++i)
      EXPECT_EQ((*table)[i].content, frames[i].content);
}

TEST(packed_report, that_is_cut_gives_its_whole_frames)
{
   auto const bytes = packed_report(130);
   auto const frames = read(bytes).frames;
   auto const got = read(bytes.substr(0, offset_of(frames, 4) + 5));
   EXPECT_THAT(got.lines, HasSubstr("d127.test"));
   EXPECT_THAT(got.lines, Not(HasSubstr("d128.test")));
   EXPECT_EQ(got.passed_over, 5U);
}

TEST(packed_report, with_a_flipped_bit_loses_one_frame)
{
   auto bytes = packed_report(130);
   auto const frames = read(bytes).frames;
   auto const at = offset_of(frames, 3) + frames[3].compressed / 2;
   bytes[at] = static_cast<char>(bytes[at] ^ 1);
   auto const got = read(bytes);
   EXPECT_THAT(got.lines, HasSubstr("d63.test"));
   EXPECT_THAT(got.lines, Not(HasSubstr("d64.test")));
   EXPECT_THAT(got.lines, HasSubstr("d128.test"));
   EXPECT_NE(got.passed_over, 0U);
}

TEST(packed_report, is_found_again_behind_bytes_of_no_frame)
{
   auto const bytes = packed_report(3);
   auto const begin = packed_beginning().size();
   auto const got = read(bytes.substr(0, begin) + "garbage" + bytes.substr(begin));
   EXPECT_EQ(got.lines, plain_report(3));
   EXPECT_EQ(got.passed_over, 7U);
}

TEST(packed_report, gives_no_more_of_a_frame_than_the_limit)
{
   base::compressor compressor;
   std::string const bomb(most_frame_content + 1, '\n');
   auto const frame = compressor.frame(bomb);
   EXPECT_LT(frame.size(), 20'000U);
   auto const got = read(std::string{packed_beginning()} + frame + compressor.frame("after\n"));
   EXPECT_EQ(got.lines, "after\n");
   EXPECT_EQ(got.passed_over, frame.size());
}

TEST(seek_table, is_none_where_its_bytes_are_not)
{
   auto const bytes = seek_table_of({{10, 20, {1, 2}}});
   auto const size = seek_table_size(bytes);
   ASSERT_TRUE(size);
   auto const table = bytes.substr(bytes.size() - *size);
   EXPECT_TRUE(read_seek_table(table));
   EXPECT_FALSE(read_seek_table(table.substr(1)));
   EXPECT_FALSE(read_seek_table(bytes));
   EXPECT_FALSE(seek_table_size(table.substr(0, table.size() - 1)));
   EXPECT_FALSE(seek_table_size(""));
}

TEST(seek_table, has_an_index_of_exactly_its_frames)
{
   packed_frames const frames{{10, 20, {1, 2}}, {30, 40, {}}, {50, 60, {7}}};
   auto const bytes = seek_table_of(frames);
   auto const index = base::content_of_skippable(
      std::string_view{bytes}.substr(0, base::frame_at_begin(bytes).size));
   packed_frames got(4);
   ASSERT_TRUE(read_index(index, got));
   EXPECT_THAT(got[0].domains, ElementsAre(1, 2));
   EXPECT_THAT(got[1].domains, IsEmpty());
   EXPECT_THAT(got[2].domains, ElementsAre(7));
   for (std::size_t const other : {0U, 1U, 3U, 5U}) {
      packed_frames wrong(other);
      EXPECT_FALSE(read_index(index, wrong)) << other;
   }
   packed_frames cut(4);
   EXPECT_FALSE(read_index(index.substr(0, index.size() - 1), cut));
}

class packed_file : public testing::Test {
protected:
   ~packed_file() override { std::filesystem::remove(path); }
   packed_file() = default;
   packed_file(packed_file const&) = delete;
   packed_file& operator=(packed_file const&) = delete;
   void write(std::string_view bytes) const
   {
      std::ofstream{path, std::ios::binary}.write(
         bytes.data(), static_cast<std::streamsize>(bytes.size()));
   }
   std::string const path = testing::TempDir() + "/packed_file";
};

TEST_F(packed_file, gives_the_lines_around_a_domain)
{
   write(packed_report(1000));
   auto const lines = read_lines_around(path, "d500.test");
   ASSERT_TRUE(lines);
   EXPECT_TRUE(lines->starts_with(first_line));
   EXPECT_THAT(*lines, HasSubstr(domain_line(500)));
   EXPECT_THAT(*lines, Not(HasSubstr(domain_line(700))));
   EXPECT_EQ(read_lines_around(path, "other.test"), first_line);
}

TEST_F(packed_file, gives_them_without_a_look_at_other_frames)
{
   auto bytes = packed_report(1000);
   auto const frames = read(bytes).frames;
   auto const wanted = 2 + 500 / line_packer::lines_in_frame;
   for (std::size_t f = 2; f + 3 < frames.size(); ++f)
      if (f != wanted)
         bytes.replace(offset_of(frames, f), frames[f].compressed, frames[f].compressed, '\0');
   write(bytes);
   auto const lines = read_lines_around(path, "d500.test");
   ASSERT_TRUE(lines);
   EXPECT_THAT(*lines, HasSubstr(domain_line(500)));
   EXPECT_FALSE(read_lines_around(path, "d900.test")) << "its frame is damaged";
}

TEST_F(packed_file, has_no_lines_around_anything_when_it_is_cut)
{
   auto const bytes = packed_report(100);
   write(bytes.substr(0, bytes.size() - 1));
   EXPECT_FALSE(read_lines_around(path, "d5.test"));
   auto const all = read_report_text(path);
   ASSERT_TRUE(all);
   EXPECT_EQ(all->text, plain_report(100));
   ASSERT_FALSE(all->warnings.empty());
   EXPECT_THAT(all->warnings.back().message, HasSubstr("is cut"));
}

TEST_F(packed_file, is_read_without_a_warning_when_it_is_whole)
{
   write(packed_report(100));
   auto const all = read_report_text(path);
   ASSERT_TRUE(all);
   EXPECT_EQ(all->text, plain_report(100));
   EXPECT_THAT(all->warnings, IsEmpty());
}

TEST_F(packed_file, may_be_a_plain_one)
{
   write(plain_report(3));
   EXPECT_FALSE(read_lines_around(path, "d1.test"));
   auto const all = read_report_text(path);
   ASSERT_TRUE(all);
   EXPECT_EQ(all->text, plain_report(3));
}

}  // namespace
