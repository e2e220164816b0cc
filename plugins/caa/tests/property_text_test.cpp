// SPDX-License-Identifier: Apache-2.0
#include "property_text.hpp"

#include <gmock/gmock.h>

namespace caa::tests {
namespace {

using testing::HasSubstr;

// The examples of RFC 8659 sections 4.1.1 and 4.2.
TEST(property_text, is_read_as_the_rfc_writes_it)
{
   auto const made = read_property_text(R"(128 issue "ca1.example.net; account=230123")");
   ASSERT_FALSE(made.error);
   EXPECT_EQ(128, made.read.flags);
   EXPECT_EQ("issue", made.read.tag);
   EXPECT_EQ("ca1.example.net; account=230123", made.read.value);
   EXPECT_EQ(5U, made.tag_column);
   EXPECT_EQ(12U, made.value_columns.front());
   EXPECT_EQ("", read_property_text("0 issue \"\"").read.value);
   EXPECT_EQ(";", read_property_text("0 issue ;").read.value);
}

TEST(property_text, has_escapes)
{
   auto const made = read_property_text(R"(0 iodef "a\"b\\c\065d")");
   ASSERT_FALSE(made.error);
   EXPECT_EQ("a\"b\\cAd", made.read.value);
   // a at 10, \" at 11, b at 13, \\ at 14, c at 16, \065 at 17, d at 21
   EXPECT_THAT(made.value_columns, testing::ElementsAre(10, 11, 13, 14, 16, 17, 21, 22));
}

struct wrong {
   char const* text;
   std::size_t column;
   char const* says;
};

TEST(property_text, says_where_it_is_wrong)
{
   for (auto const& w :
        {wrong{"", 1, "number"},
         wrong{"256 issue x", 1, "number"},
         wrong{"x issue x", 1, "number"},
         wrong{"99999999999999999999 issue x", 1, "number"},
         wrong{"0", 2, "letters"},
         wrong{"0 is-sue x", 3, "letters"},
         wrong{"0 issue", 8, "a value"},
         wrong{"0 issue \"x", 11, "quotation mark"},
         wrong{"0 issue x y", 11, "nothing may follow"},
         wrong{"0 issue \"x\" y", 13, "nothing may follow"},
         wrong{"0 issue a\\999", 10, "backslash"},
         wrong{"0 issue a\\", 10, "backslash"}}) {
      auto const made = read_property_text(w.text);
      ASSERT_TRUE(made.error) << w.text;
      EXPECT_EQ(w.column, made.error->column) << w.text;
      EXPECT_THAT(made.error->text, HasSubstr(w.says)) << w.text;
   }
}

}  // namespace
}  // namespace caa::tests
