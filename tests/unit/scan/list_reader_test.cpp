// SPDX-License-Identifier: Apache-2.0
// Lists of RFC 4180 and of JSON lines.
#include "core/scan/domain_list.hpp"

#include <gmock/gmock.h>
#include <sstream>

namespace dnslint::scan {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class list_reader_test : public testing::Test {
protected:
   std::vector<domain_input> inputs(std::string const& text)
   {
      domain_intake intake{{1, 2}, [this](base::diagnostic const& d) {
                              told_.push_back(base::to_text(d));
                           }};
      std::istringstream in{text};
      domain_list list{in, "list", intake};
      std::vector<domain_input> all;
      while (auto d = list.next())
         all.push_back(*std::move(d));
      bad_ = intake.bad_lines();
      return all;
   }

   std::vector<std::string> names(std::string const& text)
   {
      std::vector<std::string> all;
      for (auto const& d : inputs(text))
         all.push_back(std::to_string(d.line) + " " + d.name.to_text());
      return all;
   }

   std::vector<std::string> told_;
   std::size_t bad_ = 0;
};

audit::list_columns const everything{{"s1", "s2.sub"}, "no_mail", "strict", {"shop", "eu"}};

TEST_F(list_reader_test, takes_the_columns_of_csv)
{
   auto const all = inputs(
      "\xef\xbb\xbfTags, Domain ,selectors,posture,profile\r\n"
      "\"shop,eu\",example.org,S1 s2.sub,no_mail,strict\r\n"
      ",example.com\r\n");
   ASSERT_EQ(2U, all.size());
   EXPECT_EQ("example.org", all[0].text);
   EXPECT_EQ(everything, *all[0].columns);
   EXPECT_EQ(audit::list_columns{}, *all[1].columns);
   EXPECT_THAT(told_, IsEmpty());
}

TEST_F(list_reader_test, takes_the_columns_of_json_lines)
{
   auto const all = inputs(R"({"domain": "example.org", "selectors": ["S1", "s2.sub"], "other": {},
"x": 1})");
   EXPECT_THAT(all, IsEmpty());
   auto const whole = inputs(
      R"({"tags": ["shop", "eu"], "domain": "example.org", "selectors": "s1 s2.sub", "other": [1],)"
      R"( "posture": "no_mail", "profile": "strict"})"
      "\n\n"
      R"({"domain": "example.com", "tags": null})");
   ASSERT_EQ(2U, whole.size());
   EXPECT_EQ(everything, *whole[0].columns);
   EXPECT_EQ(audit::list_columns{}, *whole[1].columns);
   EXPECT_EQ(3U, whole[1].line);
}

TEST_F(list_reader_test, a_list_of_text_says_nothing_beside_the_domain)
{
   auto const all = inputs("example.org\ndomain\n");
   ASSERT_EQ(2U, all.size());
   EXPECT_EQ(nullptr, all[0].columns);
}

// RFC 4180 section 2, points 5 to 7.
TEST_F(list_reader_test, understands_quotes)
{
   EXPECT_THAT(
      names("note,domain\n\"two\nlines, \"\"quoted\"\"\",a.example\n\"\",\"b.example\"\n"),
      ElementsAre("2 a.example", "4 b.example"));
   EXPECT_THAT(told_, ElementsAre(HasSubstr("list:1:1: note: no column 'note' is known")));
}

TEST_F(list_reader_test, points_at_what_is_wrong_in_csv)
{
   EXPECT_THAT(
      names("domain,posture,selectors\n"
            "192.0.2.1\n"
            "a.example,no_mial\n"
            "b.example,full,s1 -.x!\n"
            "c.example,\"full\"x\n"
            "d.example,a\"b\n"
            "e.example,full,s1,s2\n"
            ",full\n"
            "g.example,full send_only\n"
            "z.example,full,s1\n"),
      ElementsAre("10 z.example"));
   EXPECT_EQ(8U, bad_);
   EXPECT_THAT(
      told_,
      ElementsAre(
         HasSubstr("list:2:1: error: '192.0.2.1' is an IP address"),
         AllOf(
            HasSubstr("list:3:11: error: 'no_mial' is no posture"),
            HasSubstr("did you mean 'no_mail'?")),
         HasSubstr("list:4:16: error: '-.x!' is no DKIM selector"),
         HasSubstr("list:5:17: error: something stands between"),
         HasSubstr("list:6:12: error: a quote stands inside"),
         HasSubstr("list:7:19: error: 4 fields, and 3 columns"),
         HasSubstr("list:8:1: error: this record has no domain"),
         HasSubstr("list:9:11: error: there are 2 words in posture")));
}

TEST_F(list_reader_test, points_into_a_record_of_several_lines)
{
   EXPECT_THAT(names("tags,domain\n\"a\nb\",x y\n"), IsEmpty());
   EXPECT_THAT(told_, ElementsAre(HasSubstr("list:3:4: error: 'x y' is more than one word")));
}

TEST_F(list_reader_test, points_at_what_is_wrong_in_json)
{
   EXPECT_THAT(
      names("{\"domain\": \"a.example\"}\n"
            "{\"domain\": \"b.example\",}\n"
            "b.example\n"
            "{\"domains\": \"b.example\"}\n"
            "{\"domain\": 1}\n"
            "{\"domain\": \"b.example\", \"tags\": [1]}\n"
            "{\"domain\": \"b.example\", \"posture\": \"none\"}\n"
            "{\"domain\": \"b..example\"}\n"),
      ElementsAre("1 a.example"));
   EXPECT_EQ(7U, bad_);
   EXPECT_THAT(
      told_,
      ElementsAre(
         HasSubstr("list:2:24: error: a string is expected here"),
         HasSubstr("list:3:1: error: a JSON value is expected here"),
         HasSubstr("list:4:1: error: this object has no domain"),
         HasSubstr("list:5:2: error: this object has no domain"),
         HasSubstr("list:6:25: error: tags is no text"),
         HasSubstr("list:7:25: error: 'none' is no posture"),
         HasSubstr("list:8:2: error: 'b..example' has an empty label")));
}

TEST_F(list_reader_test, ends_where_quotes_do_not_close)
{
   auto const open = "domain,tags\na.example,x\nb.example,\"open\nc.example,x\n";
   EXPECT_THAT(names(open), ElementsAre("2 a.example"));
   EXPECT_THAT(told_, ElementsAre(HasSubstr("list:3:11: error: these quotes do not close")));
   std::string many{open};
   for (int i = 0; i != 10'000; ++i)
      many += "d" + std::to_string(i) + ".example,x\n";
   EXPECT_THAT(names(many), ElementsAre("2 a.example"));
   EXPECT_EQ(1U, bad_);
}

TEST_F(list_reader_test, is_refused_when_a_column_is_there_twice)
{
   EXPECT_THAT(names("domain,tags,Domain\na.example,,b.example\n"), IsEmpty());
   EXPECT_THAT(told_, ElementsAre(HasSubstr("list:1:13: error: the column Domain is there twice")));
}

TEST_F(list_reader_test, bounds_records_and_cells)
{
   EXPECT_THAT(
      names("domain,tags\na.example," + std::string(most_record_bytes, 'x') + "\nb.example,x\n"),
      ElementsAre("3 b.example"));
   EXPECT_THAT(told_, ElementsAre(HasSubstr("a record of more than 16384 bytes")));
   told_.clear();
   std::string words;
   for (int i = 0; i != 65; ++i)
      words += " x";
   EXPECT_THAT(names("domain,tags\na.example," + words + "\n"), IsEmpty());
   EXPECT_THAT(names("domain,tags\na.example," + std::string(65, 'x') + "\n"), IsEmpty());
   EXPECT_THAT(
      told_, ElementsAre(HasSubstr("there are 65 words in tags"), HasSubstr("is too long")));
}

// A record of CSV may go over several lines while its quotes are open, but not over any number.
TEST_F(list_reader_test, joins_so_many_lines_to_one_record)
{
   list_reader r{"list"};
   r.read("domain,tags", 1);
   EXPECT_TRUE(r.goes_on("a.test,\"x", most_record_lines - 1));
   EXPECT_FALSE(r.goes_on("a.test,\"x", most_record_lines));
   EXPECT_FALSE(r.goes_on("a.test,\"x\"", 1)) << "its quotes are closed";
   EXPECT_FALSE(r.goes_on("a.test,\"" + std::string(most_record_bytes, 'x'), 1));
}

TEST_F(list_reader_test, takes_records_up_to_their_bound)
{
   auto const padded = [](std::string record, std::size_t size) {
      return record + std::string(size - record.size(), ' ');
   };
   for (auto const* const header : {"domain,tags", R"({"domain": "first.test"})"}) {
      list_reader r{"list"};
      r.read(header, 1);
      std::string const record = header[0] == '{' ? R"({"domain": "a.test"})" : "a.test,x";
      EXPECT_TRUE(r.read(padded(record, most_record_bytes), 2).input) << header;
      auto const longer = r.read(padded(record, most_record_bytes + 1), 3);
      ASSERT_TRUE(longer.problem) << header;
      EXPECT_THAT(longer.problem->message, HasSubstr("a record of more than 16384 bytes"));
   }
}

// Headers of lists that are published, and what becomes of the second line.
TEST(list_form, understands_published_lists)
{
   struct row {
      std::string header;
      std::string line;
      std::string column;
   };
   for (auto const& r : {
           row{"Domain name,Agency", "a.example,x", ""},
           row{"domain_name", "a.example", ""},
           row{"rank,domain", "1,a.example", ""},
           row{"#domain,rank", "a.example,1", ""},
           row{"Rank;Domain;Open Page Rank", "\"1\";\"a.example\";\"10,0\"", ""},
           row{"rank\tFQDN", "1\ta.example", ""},
           row{"Host Name,domain", "x.test,a.example", ""},
           row{"id,site", "7,a.example", "site"},
           row{"id,site", "7,a.example", "2"},
           row{"1,b.example", "2,a.example", "2"},
           row{"1,b.example,more", "2,a.example,some,fields", "2"},
        }) {
      list_reader reader{"list", r.column};
      auto const first = reader.read(r.header, 1);
      EXPECT_FALSE(first.problem) << r.header;
      EXPECT_EQ(first.input.has_value(), r.header.starts_with("1,")) << r.header;
      auto const second = reader.read(r.line, 2);
      ASSERT_TRUE(second.input) << r.header;
      EXPECT_EQ(second.input->name.to_text(), "a.example") << r.header;
   }
}

TEST(list_form, refuses_columns_that_nothing_names_with_one_message)
{
   struct row {
      std::string first;
      std::string column;
      std::string message;
      std::string hint;
   };
   for (auto const& r : {
           row{
              "1,google.example",
              "",
              "the list has 2 columns, and none is called domain",
              "--column 2, as 'google.example'"},
           row{"id;site;agency", "", "the list has 3 columns", "--column NAME"},
           row{"id,site", "sit", "the list has no column 'sit'", "site"},
           row{
              "id,site",
              "3",
              "the list has 2 columns, and the domains are said to be in column 3",
              ""},
           row{"id,site", "0", "the list has no column '0'", ""},
        }) {
      list_reader reader{"list", r.column};
      auto const read = reader.read(r.first, 1);
      ASSERT_TRUE(read.problem) << r.first;
      EXPECT_THAT(read.problem->message, HasSubstr(r.message));
      EXPECT_THAT(read.problem->hint, HasSubstr(r.hint));
      EXPECT_TRUE(reader.ended());
   }
}

TEST(list_form, leaves_lists_of_text_alone)
{
   for (auto const* line :
        {"a.example",
         "https://a.example/x,y;z",
         "a.example # a comment, with commas",
         "\xC3\xA4.example"}) {
      list_reader reader{"list"};
      EXPECT_TRUE(reader.read("# our domains, and theirs", 1).problem == std::nullopt);
      EXPECT_TRUE(reader.read(line, 2).input) << line;
   }
   list_reader prose{"list"};
   EXPECT_FALSE(prose.read("# domain, one per line", 1).problem);
   EXPECT_TRUE(prose.read("a.example", 2).input);
   EXPECT_FALSE(prose.read("# more of them", 3).problem) << "a comment, as in any list of text";
   list_reader reader{"list"};
   EXPECT_TRUE(reader.read("not a domain, at all.", 1).problem);
   EXPECT_FALSE(reader.ended()) << "one line is wrong, and no column looks like one of domains";
}

}  // namespace
}  // namespace dnslint::scan
