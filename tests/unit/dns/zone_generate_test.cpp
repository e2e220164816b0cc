// SPDX-License-Identifier: Apache-2.0
#include "core/dns/zone_generate.hpp"

#include "core/dns/zone_text.hpp"
#include "tests/unit/dns/bytes.hpp"

#include <gmock/gmock.h>

namespace dnslint::dns::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

std::vector<std::string> generated(std::string_view directive, generate_limits limits = {})
{
   auto const made = generate_entries(directive, limits);
   return made ? *made : std::vector<std::string>{"error: " + made.errors().front().message};
}

TEST(generate, counts_from_the_first_to_the_last_number)
{
   EXPECT_THAT(
      generated("1-3 host-$ A 192.0.2.$"),
      ElementsAre("host-1 A 192.0.2.1", "host-2 A 192.0.2.2", "host-3 A 192.0.2.3"));
   EXPECT_THAT(generated("0-5/2 $ A x"), ElementsAre("0 A x", "2 A x", "4 A x"));
   EXPECT_THAT(generated("7-7 $ 300 IN CNAME $.a"), ElementsAre("7 300 IN CNAME 7.a"));
   EXPECT_THAT(generated("1-2/9 a TXT x"), ElementsAre("a TXT x"));
}

TEST(generate, writes_numbers_in_other_forms)
{
   struct row {
      char const* form;
      char const* text;
   };
   for (auto const& [form, text] : std::initializer_list<row>{
           {"$", "26"},
           {"${0}", "26"},
           {"${100}", "126"},
           {"${-6}", "20"},
           {"${0,4}", "0026"},
           {"${0,1}", "26"},
           {"${0,4,d}", "0026"},
           {"${0,0,o}", "32"},
           {"${0,3,x}", "01a"},
           {"${0,3,X}", "01A"},
           {"${0,0,n}", "a.1"},
           {"${0,5,n}", "a.1.0"},
           {"${0,7,N}", "A.1.0.0"},
           {"\\$", "$"},
           {"\\\\$", "\\\\26"},
           {"\\.$$", "\\.2626"}})
      EXPECT_THAT(
         generated(std::string{"26-26 "} + form + " A x"), ElementsAre(std::string{text} + " A x"))
         << form;
}

TEST(generate, is_strict)
{
   for (auto const* wrong :
        {"",
         "1-3",
         "1 a A x",
         "3-1 $ A x",
         "-1-3 $ A x",
         "1-3/0 $ A x",
         "1-3/-1 $ A x",
         "1-3x $ A x",
         "1-99999999999 $ A x",
         "1-99999999999999999999 $ A x",
         "a-b $ A x",
         "1-3 ${ A x",
         "1-3 ${} A x",
         "1-3 ${0,-1} A x",
         "1-3 ${0,256} A x",
         "1-3 ${0,1,q} A x",
         "1-3 ${0,1,dd} A x",
         "1-3 ${0,1,d,1} A x",
         "1-3 ${-2} A x"})
      EXPECT_THAT(generated(wrong), ElementsAre(HasSubstr("error: "))) << wrong;
}

// One short line must not fill the memory, and neither must many.
TEST(generate, makes_only_so_much_of_a_file)
{
   EXPECT_THAT(generated("0-65535 $ A x"), SizeIs(65'536));
   EXPECT_THAT(generated("0-65536 $ A x"), ElementsAre(HasSubstr("65536 records")));
   EXPECT_THAT(generated("0-2147483647 $ A x"), ElementsAre(HasSubstr("65536 records")));
   generate_limits limits{5, 20};
   ASSERT_TRUE(generate_entries("1-3 $ A x", limits));
   EXPECT_EQ(limits.records, 2U);
   EXPECT_EQ(limits.bytes, 5U);
   EXPECT_FALSE(generate_entries("1-3 $ A x", limits)) << "the records are used up";
   generate_limits text{100, 20};
   EXPECT_FALSE(generate_entries("1-9 $ TXT abc", text)) << "the bytes are used up";
}

TEST(generate, makes_records_of_the_zone)
{
   std::vector<std::string> texts;
   for (auto const& r :
        zone("$TTL 60\n$GENERATE 1-2 h${0,2} IN 300 A 192.0.2.$\n$generate 9-9 @ MX $ h$"))
      texts.push_back(to_text(r));
   EXPECT_THAT(
      texts,
      ElementsAre(
         "h01.example.test. 300 IN A 192.0.2.1",
         "h02.example.test. 300 IN A 192.0.2.2",
         "example.test. 60 IN MX 9 h9.example.test."));
   auto const bad = parse_zone_text("\n$GENERATE 250-260 h$ A 192.0.2.$", name{}, "f.zone");
   ASSERT_FALSE(bad);
   EXPECT_THAT(bad.errors(), SizeIs(1));
   EXPECT_EQ(bad.errors().front().where.line, 2U);
}

}  // namespace
}  // namespace dnslint::dns::test
