// SPDX-License-Identifier: Apache-2.0
#include "core/scan/journal_recovery.hpp"

#include "core/scan/journal.hpp"
#include "tests/support/file_size_limit.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>

namespace {

using namespace dnslint;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using tests::file_size_limit;

constexpr report::run_id run_to_resume{1, 2, 3, 4};

std::string domain_line_of(std::string const& domain, report::run_id const& run = run_to_resume)
{
   report::record r;
   r.json = "\"domain\":\"" + domain + "\",\"status\":\"audited\"";
   return report::line_of(report::to_text(run), r);
}

std::string header_line()
{
   return report::run_line({}, report::to_text(run_to_resume), {});
}

class recovering : public testing::Test {
protected:
   recovering()
   {
      std::string name = std::filesystem::temp_directory_path() / "dnslint-recovery-XXXXXX";
      folder = mkdtemp(name.data());
      path = folder / "journal.jsonl";
   }
   ~recovering() override
   {
      std::error_code ignored;
      std::filesystem::permissions(folder, std::filesystem::perms::owner_all, ignored);
      std::filesystem::remove_all(folder, ignored);
   }

   void write(std::string const& bytes) const { std::ofstream{path, std::ios::binary} << bytes; }
   std::string read() const
   {
      std::ifstream in{path, std::ios::binary};
      return {std::istreambuf_iterator<char>{in}, {}};
   }
   base::result<scan::journal_extent> recover(report::run_id const& id = run_to_resume)
   {
      return scan::recover_journal(path, id, lines);
   }
   std::string error_of(report::run_id const& id)
   {
      auto const extent = recover(id);
      return extent ? "" : base::to_text(extent.errors());
   }
   std::size_t files() const
   {
      return static_cast<std::size_t>(std::distance(
         std::filesystem::directory_iterator{folder}, std::filesystem::directory_iterator{}));
   }

   std::filesystem::path folder;
   std::filesystem::path path;
   std::vector<std::string> domains;
   std::vector<std::string> repeated;
   std::size_t headers = 0;
   scan::journal_lines lines{
      [this](std::string_view, report::line_head const& head) {
         domains.emplace_back(head.domain);
      },
      [this](std::string_view) {
         ++headers;
      },
      [this](report::line_head const& head) {
         repeated.emplace_back(head.domain);
      }};
};

TEST_F(recovering, passes_a_domain_on_once)
{
   write(domain_line_of("a.test") + domain_line_of("b.test") + domain_line_of("a.test"));
   auto const extent = scan::read_journal(path, lines);
   ASSERT_TRUE(extent);
   EXPECT_THAT(domains, ElementsAre("a.test", "b.test"));
   EXPECT_THAT(repeated, ElementsAre("a.test"));
   EXPECT_EQ(extent->domains, 2U);
   EXPECT_EQ(extent->repeated, 1U);
   EXPECT_EQ(extent->keep, read().size()) << "reading changes nothing";
}

TEST_F(recovering, takes_repeated_lines_out)
{
   auto const once = domain_line_of("a.test") + domain_line_of("b.test");
   write(once + domain_line_of("A.test") + domain_line_of("b.test"));
   auto const extent = recover();
   ASSERT_TRUE(extent);
   EXPECT_THAT(domains, ElementsAre("a.test", "b.test"));
   EXPECT_EQ(extent->repeated, 2U);
   EXPECT_EQ(read(), once);
   EXPECT_EQ(extent->keep, once.size());
   EXPECT_EQ(files(), 1U) << "the copy has taken the journal's name";
}

TEST_F(recovering, keeps_the_header_when_it_repairs)
{
   auto const whole = header_line() + domain_line_of("a.test");
   write(header_line() + "noise\n" + domain_line_of("a.test"));
   ASSERT_TRUE(recover());
   EXPECT_EQ(headers, 1U);
   EXPECT_EQ(read(), whole);
}

TEST_F(recovering, repairs_and_cuts_at_once)
{
   auto const whole = domain_line_of("a.test") + domain_line_of("b.test");
   write(domain_line_of("a.test") + "noise\n" + domain_line_of("b.test") + "{\"run\":\"torn");
   auto const extent = recover();
   ASSERT_TRUE(extent);
   EXPECT_EQ(extent->damaged, 1U);
   EXPECT_EQ(extent->torn, std::string_view{"{\"run\":\"torn"}.size());
   EXPECT_EQ(extent->keep, whole.size());
   {
      auto goes_on = scan::journal::open(path, extent->keep);
      ASSERT_TRUE(goes_on);
      goes_on->append(domain_line_of("c.test"));
   }
   EXPECT_EQ(read(), whole + domain_line_of("c.test"));
}

// A journal that was repaired is whole: nothing is found the next time.
TEST_F(recovering, repairs_once)
{
   write(domain_line_of("a.test") + "noise\n" + domain_line_of("a.test"));
   ASSERT_TRUE(recover());
   auto const again = recover();
   ASSERT_TRUE(again);
   EXPECT_EQ(again->damaged, 0U);
   EXPECT_EQ(again->repeated, 0U);
   EXPECT_EQ(again->torn, 0U);
}

TEST_F(recovering, says_in_what_the_other_run_differs)
{
   write(domain_line_of("a.test"));
   EXPECT_EQ(error_of({1, 2, 3, 4}), "");
   EXPECT_THAT(error_of({9, 2, 3, 4}), HasSubstr("the list differs"));
   EXPECT_THAT(error_of({1, 9, 3, 4}), HasSubstr("the plugins"));
   EXPECT_THAT(error_of({1, 2, 9, 4}), HasSubstr("the rules"));
   EXPECT_THAT(error_of({1, 2, 3, 9}), HasSubstr("the options"));
   EXPECT_THAT(error_of({9, 9, 3, 4}), HasSubstr(" differ\n"));
}

// The first lines may be of this run, as when somebody has joined two files.
TEST_F(recovering, refuses_a_file_in_which_any_line_is_of_another_run)
{
   auto const bytes = domain_line_of("a.test") + "noise\n" + domain_line_of("b.test", {9, 2, 3, 4});
   write(bytes);
   EXPECT_FALSE(recover());
   EXPECT_EQ(read(), bytes) << "it is not touched";
   EXPECT_EQ(files(), 1U);
}

TEST_F(recovering, refuses_a_file_in_which_a_repeated_line_is_of_another_run)
{
   auto const bytes = domain_line_of("a.test") + domain_line_of("a.test", {9, 2, 3, 4});
   write(bytes);
   EXPECT_FALSE(recover());
   EXPECT_EQ(read(), bytes);
}

TEST_F(recovering, passes_over_whole_lines_that_are_of_no_domain)
{
   auto const strange = report::checked_line("\"schema\":\"of-somebody/1\",\"x\":1");
   write(strange + domain_line_of("a.test"));
   auto const extent = scan::read_journal(path, lines);
   ASSERT_TRUE(extent);
   EXPECT_EQ(headers, 0U);
   EXPECT_THAT(domains, ElementsAre("a.test"));
}

TEST_F(recovering, needs_neither_headers_nor_repetitions_told)
{
   lines.header = {};
   lines.repeated = {};
   write(header_line() + domain_line_of("a.test") + domain_line_of("a.test"));
   auto const extent = scan::read_journal(path, lines);
   ASSERT_TRUE(extent);
   EXPECT_EQ(extent->repeated, 1U);
   EXPECT_EQ(extent->domains, 1U);
}

TEST_F(recovering, reads_lines_that_are_longer_than_what_is_read_at_once)
{
   report::record r;
   r.json = "\"domain\":\"long.test\",\"x\":\"" + std::string(std::size_t{3} << 20U, 'x') + '"';
   write(report::line_of(report::to_text(run_to_resume), r) + domain_line_of("a.test"));
   auto const extent = recover();
   ASSERT_TRUE(extent);
   EXPECT_THAT(domains, ElementsAre("long.test", "a.test"));
   EXPECT_EQ(extent->keep, read().size());
}

TEST_F(recovering, of_a_file_that_cannot_be_read_says_why)
{
   std::filesystem::create_directory(path);
   auto const extent = recover();
   ASSERT_FALSE(extent);
   EXPECT_THAT(extent.errors().front().message, HasSubstr("the journal cannot be read"));
   EXPECT_THAT(domains, IsEmpty());
}

TEST_F(recovering, does_not_repair_where_the_copy_cannot_be_written)
{
   auto const bytes = domain_line_of("a.test") + "noise\n" + domain_line_of("b.test");
   write(bytes);
   std::filesystem::create_directory(path.string() + ".repaired");
   auto const extent = recover();
   ASSERT_FALSE(extent);
   EXPECT_THAT(extent.errors().front().message, HasSubstr("cannot be opened"));
   EXPECT_EQ(read(), bytes) << "nothing is lost";
}

// As on a disk that is full.
TEST_F(recovering, leaves_no_copy_that_could_not_be_written)
{
   auto const bytes = domain_line_of("a.test") + "noise\n" + domain_line_of("b.test");
   write(bytes);
   std::string why;
   {
      file_size_limit const full{10};
      auto const extent = recover();
      ASSERT_FALSE(extent);
      why = extent.errors().front().message;
   }
   EXPECT_THAT(why, HasSubstr("cannot be written"));
   EXPECT_EQ(read(), bytes) << "nothing is lost";
   EXPECT_EQ(files(), 1U);
}

TEST_F(recovering, an_empty_file_is_a_beginning)
{
   write("");
   auto const extent = recover();
   ASSERT_TRUE(extent);
   EXPECT_EQ(extent->keep, 0U);
   EXPECT_EQ(extent->torn, 0U);
}

TEST(run_of_line, is_none_where_the_text_is_no_id)
{
   EXPECT_EQ(scan::run_of({"", "a.test"}), std::nullopt);
   EXPECT_EQ(scan::run_of({"0123", "a.test"}), std::nullopt);
   EXPECT_EQ(scan::run_of({report::to_text(run_to_resume), "a.test"}), run_to_resume);
}

}  // namespace
