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
   EXPECT_EQ(4U, made.tag_offset);
   EXPECT_EQ(11U, made.value_offsets.front());
   EXPECT_EQ("", read_property_text("0 issue \"\"").read.value);
   EXPECT_EQ(";", read_property_text("0 issue ;").read.value);
}

TEST(property_text, has_escapes)
{
   auto const made = read_property_text(R"(0 iodef "a\"b\\c\065d")");
   ASSERT_FALSE(made.error);
   EXPECT_EQ("a\"b\\cAd", made.read.value);
   // a at 9, \" at 10, b at 12, \\ at 13, c at 15, \065 at 16, d at 20
   EXPECT_THAT(made.value_offsets, testing::ElementsAre(9, 10, 12, 13, 15, 16, 20, 21));
}

// Columns count characters, in the value and in the text.
TEST(property_text, places_an_error_of_the_value)
{
   auto const column = [](std::string_view text, std::size_t in_value) {
      return error_in_text({in_value, "e"}, read_property_text(text), text).column;
   };
   EXPECT_EQ(column("0 issue \"abc\"", 1), 10U);
   EXPECT_EQ(column("0 issue \"abc\"", 4), 13U);
   EXPECT_EQ(column("0 issue \"abc\"", 9), 13U);
   EXPECT_EQ(column(R"(0 issue "\065bc")", 2), 14U);
   EXPECT_EQ(column("0 issue \"\u00e4bc\"", 2), 11U);
   EXPECT_EQ(column(R"(0 issue "\195\164bc")", 2), 18U);
   EXPECT_EQ(column("0 issue \"\"", 1), 10U);
}

struct wrong {
   char const* text;
   std::size_t column;
   char const* error;
};

TEST(property_text, tells_where_it_is_wrong)
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
         wrong{"0 issue a\\", 10, "backslash"},
         wrong{"0 issue \u00e4 y", 11, "nothing may follow"}}) {
      auto const made = read_property_text(w.text);
      ASSERT_TRUE(made.error) << w.text;
      EXPECT_EQ(w.column, made.error->column) << w.text;
      EXPECT_THAT(made.error->text, HasSubstr(w.error)) << w.text;
   }
}

}  // namespace
}  // namespace caa::tests
