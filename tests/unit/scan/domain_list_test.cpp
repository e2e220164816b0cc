// SPDX-License-Identifier: Apache-2.0
#include "core/scan/domain_list.hpp"

#include <fstream>
#include <gmock/gmock.h>
#include <sstream>

namespace dnslint::scan {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class domain_list_test : public testing::Test {
protected:
   std::vector<std::string> all(domain_source& from)
   {
      std::vector<std::string> names;
      while (auto const input = from.next())
         names.push_back(std::to_string(input->line) + " " + input->name.to_text());
      return names;
   }

   std::vector<std::string> all(std::string const& text)
   {
      std::istringstream in{text};
      domain_list list{in, "list.txt", intake_};
      return all(list);
   }

   std::vector<std::string> told_;
   domain_intake intake_{{1, 2}, [this](base::diagnostic const& d) {
                            told_.push_back(base::to_text(d));
                         }};
};

TEST_F(domain_list_test, streams_the_domains_with_their_lines)
{
   EXPECT_THAT(
      all("\xef\xbb\xbf"
          "# ours\r\n\r\nexample.org\r\nexample.com # shop\r\nexample.net"),
      ElementsAre("3 example.org", "4 example.com", "5 example.net"));
   EXPECT_THAT(told_, IsEmpty());
   EXPECT_EQ(0U, intake_.bad_lines());
}

TEST_F(domain_list_test, is_empty_for_nothing)
{
   EXPECT_THAT(all(""), IsEmpty());
   EXPECT_THAT(all("\n\n"), IsEmpty());
}

TEST_F(domain_list_test, tells_bad_lines_and_goes_on)
{
   EXPECT_THAT(
      all("example.org\n192.0.2.1\nexample.com\n"), ElementsAre("1 example.org", "3 example.com"));
   EXPECT_THAT(
      told_,
      ElementsAre("list.txt:2:1: error: '192.0.2.1' is an IP address, not a domain\n"
                  "   192.0.2.1\n"
                  "   ^\n"
                  "   write the domain whose records are to be audited\n"));
   EXPECT_EQ(1U, intake_.bad_lines());
}

TEST_F(domain_list_test, leaves_out_duplicates_however_they_are_written)
{
   EXPECT_THAT(
      all("bücher.example\nexample.org\nXN--BCHER-KVA.example.\nhttp://example.org/\n"),
      ElementsAre("1 xn--bcher-kva.example", "2 example.org"));
   EXPECT_THAT(
      told_,
      ElementsAre(
         "list.txt:3: note: xn--bcher-kva.example was given before; it is audited once\n",
         "list.txt:4: note: example.org was given before; it is audited once\n"));
   EXPECT_EQ(0U, intake_.bad_lines());
}

TEST_F(domain_list_test, shares_duplicates_with_arguments)
{
   domain_arguments arguments{
      {"example.org", "*.example.org", "EXAMPLE.org", "example.net"}, intake_};
   EXPECT_THAT(all(arguments), ElementsAre("0 example.org", "0 example.net"));
   EXPECT_THAT(all("example.com\nexample.org\n"), ElementsAre("1 example.com"));
   ASSERT_EQ(3U, told_.size());
   EXPECT_THAT(told_[0], HasSubstr("error: '*.example.org' is a wildcard"));
   EXPECT_EQ("note: example.org was given before; it is audited once\n", told_[1]);
   EXPECT_EQ("list.txt:2: note: example.org was given before; it is audited once\n", told_[2]);
   EXPECT_EQ(1U, intake_.bad_lines());
}

TEST_F(domain_list_test, skips_a_line_of_any_length)
{
   for (std::size_t const length : {4096U, 4097U, 4098U, 4099U, 8193U, 1'000'000U}) {
      told_.clear();
      auto const name = "d" + std::to_string(length) + ".example";
      EXPECT_THAT(all(std::string(length, 'x') + "\n" + name + "\n"), ElementsAre("2 " + name));
      ASSERT_EQ(1U, told_.size()) << length;
      EXPECT_EQ(
         length > most_line_bytes, told_[0].find("a line of more than 4096") != std::string::npos);
      EXPECT_THAT(all(std::string(length, 'x')), IsEmpty());
      EXPECT_EQ(2U, told_.size()) << length;
   }
}

TEST_F(domain_list_test, keeps_zero_bytes_inside_their_line)
{
   EXPECT_THAT(all(std::string{"a\0b\nexample.org\n", 16}), ElementsAre("2 example.org"));
   EXPECT_EQ(1U, intake_.bad_lines());
}

TEST_F(domain_list_test, says_that_reading_failed)
{
   std::ifstream folder{DNSLINT_SOURCE_DIR};
   domain_list list{folder, "folder", intake_};
   EXPECT_THAT(all(list), IsEmpty());
   EXPECT_TRUE(list.broken());
   ASSERT_EQ(1U, told_.size());
   EXPECT_THAT(told_[0], HasSubstr("folder: error: reading the list failed after line 0\n"));
   EXPECT_FALSE(list.next());
   EXPECT_EQ(1U, told_.size());
}

}  // namespace
}  // namespace dnslint::scan
