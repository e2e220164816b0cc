// SPDX-License-Identifier: Apache-2.0
#include "core/scan/list_column.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace dnslint;
using scan::list_column;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// What taking these words says, and "" when they are taken.
std::string column_problem(list_column c, std::vector<std::string> words)
{
   audit::list_columns into;
   auto const problem = scan::take_words(c, std::move(words), into);
   return problem ? problem->message + " | " + problem->hint : "";
}

audit::list_columns taken_columns(list_column c, std::vector<std::string> words)
{
   audit::list_columns into;
   EXPECT_FALSE(scan::take_words(c, std::move(words), into));
   return into;
}

TEST(list_column, is_found_by_its_name_in_any_case)
{
   EXPECT_EQ(scan::list_column_named("domain"), list_column::domain);
   EXPECT_EQ(scan::list_column_named("Selectors"), list_column::selectors);
   EXPECT_EQ(scan::list_column_named("POSTURE"), list_column::posture);
   EXPECT_EQ(scan::list_column_named("profile"), list_column::profile);
   EXPECT_EQ(scan::list_column_named("tags"), list_column::tags);
   EXPECT_EQ(scan::list_column_named("tag"), std::nullopt);
   EXPECT_EQ(scan::list_column_named(""), std::nullopt);
   EXPECT_EQ(scan::list_column_named("domain "), std::nullopt);
}

TEST(list_column, cells_are_words_with_anything_between_them)
{
   EXPECT_THAT(scan::words_of("a"), ElementsAre("a"));
   EXPECT_THAT(scan::words_of("a b,c;d\te\r\nf"), ElementsAre("a", "b", "c", "d", "e", "f"));
   EXPECT_THAT(scan::words_of(" ,; a ,, b ;"), ElementsAre("a", "b"));
   EXPECT_THAT(scan::words_of(""), IsEmpty());
   EXPECT_THAT(scan::words_of(" ;, "), IsEmpty());
}

TEST(list_column, selectors_are_kept_in_lower_case)
{
   EXPECT_THAT(
      taken_columns(list_column::selectors, {"S1", "key_2.Mail", "20-a"}).selectors,
      ElementsAre("s1", "key_2.mail", "20-a"));
}

TEST(list_column, selectors_are_labels)
{
   for (auto const* const word : {"a*", "ä", "a/b", ".a", "a..b", "a b", "\x01"}) {
      auto const problem = column_problem(list_column::selectors, {"good", word});
      EXPECT_THAT(problem, HasSubstr("is no DKIM selector")) << word;
      EXPECT_THAT(problem, HasSubstr("before ._domainkey")) << word;
   }
   EXPECT_EQ(column_problem(list_column::selectors, {std::string(63, 'a')}), "");
   EXPECT_THAT(
      column_problem(list_column::selectors, {std::string(64, 'a')}),
      HasSubstr("no DKIM selector"));
}

TEST(list_column, selectors_that_are_wrong_leave_those_before_as_they_were)
{
   audit::list_columns into;
   into.selectors = {"before"};
   EXPECT_TRUE(scan::take_words(list_column::selectors, {"good", "b*d"}, into));
   EXPECT_THAT(into.selectors, ElementsAre("before"));
}

TEST(list_column, posture_is_one_of_the_words_that_there_are)
{
   for (auto const& word : audit::posture_words())
      EXPECT_EQ(taken_columns(list_column::posture, {word}).posture, word);
   auto const near = audit::posture_words().front().substr(1);
   auto const problem = column_problem(list_column::posture, {near});
   EXPECT_THAT(problem, HasSubstr("is no posture"));
   EXPECT_THAT(problem, HasSubstr(audit::posture_words().front())) << "it says what was meant";
}

TEST(list_column, posture_and_profile_are_one_word)
{
   EXPECT_THAT(
      column_problem(list_column::posture, {"full", "no_mail"}),
      HasSubstr("there are 2 words in posture | write one"));
   EXPECT_THAT(
      column_problem(list_column::profile, {"a", "b", "c"}),
      HasSubstr("there are 3 words in profile | write one"));
   EXPECT_EQ(taken_columns(list_column::profile, {"strict"}).profile, "strict");
}

TEST(list_column, nothing_is_no_mistake)
{
   for (auto const c :
        {list_column::selectors, list_column::posture, list_column::profile, list_column::tags})
      EXPECT_EQ(taken_columns(c, {}), audit::list_columns{});
}

TEST(list_column, tags_are_kept_as_they_are_written)
{
   EXPECT_THAT(
      taken_columns(list_column::tags, {"Shop", "größe", "a.b/c"}).tags,
      ElementsAre("Shop", "größe", "a.b/c"));
}

TEST(list_column, tags_and_profiles_have_characters_that_can_be_shown)
{
   for (auto const* const word : {"a\x1b[2J", "\x7f", "a\nb", "\xff", "\xc3"}) {
      EXPECT_THAT(
         column_problem(list_column::tags, {word}),
         HasSubstr("has a character that cannot be shown | write plain text, as UTF-8"));
      EXPECT_THAT(column_problem(list_column::profile, {word}), HasSubstr("the profile "));
   }
}

// Characters are counted, not bytes.
TEST(list_column, tags_and_profiles_are_bounded)
{
   std::string longest;
   for (std::size_t i = 0; i != scan::most_word_characters; ++i)
      longest += "ö";
   EXPECT_EQ(column_problem(list_column::tags, {longest}), "");
   EXPECT_EQ(column_problem(list_column::profile, {longest}), "");
   EXPECT_THAT(column_problem(list_column::tags, {longest + "x"}), HasSubstr("is too long"));
   EXPECT_THAT(
      column_problem(list_column::profile, {longest + "x"}),
      HasSubstr("write at most 64 characters"));
}

TEST(list_column, lists_of_words_are_bounded)
{
   std::vector<std::string> words(scan::most_list_words, "a");
   EXPECT_EQ(taken_columns(list_column::tags, words).tags.size(), scan::most_list_words);
   EXPECT_EQ(taken_columns(list_column::selectors, words).selectors.size(), words.size());
   words.emplace_back("a");
   EXPECT_THAT(
      column_problem(list_column::tags, words),
      HasSubstr("there are 65 words in tags | write at most 64"));
   EXPECT_THAT(column_problem(list_column::selectors, words), HasSubstr("65 words in selectors"));
}

TEST(list_column, words_of_a_message_cannot_steer_a_terminal)
{
   for (auto const c : {list_column::selectors, list_column::posture, list_column::tags}) {
      audit::list_columns into;
      auto const problem = scan::take_words(c, {"\x1b[2J"}, into);
      ASSERT_TRUE(problem);
      EXPECT_THAT(base::to_text(*problem), testing::Not(HasSubstr("\x1b")));
   }
}

}  // namespace
