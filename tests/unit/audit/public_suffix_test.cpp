// SPDX-License-Identifier: Apache-2.0
#include "core/audit/public_suffix.hpp"

#include <array>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <sys/stat.h>

namespace dnslint::audit {
namespace {

using testing::HasSubstr;

// A list in a file of its own.
class suffix_file : public testing::Test {
protected:
   suffix_file()
   {
      std::string name = std::filesystem::temp_directory_path() / "dnslint-suffixes-XXXXXX";
      folder_ = mkdtemp(name.data());
      path = folder_ / "list.dat";
   }
   ~suffix_file() override { std::filesystem::remove_all(folder_); }

   base::result<public_suffix_list> load(std::string const& text) const
   {
      std::ofstream{path} << text;
      return public_suffix_list::load(path);
   }
   std::string refusal(std::string const& text) const
   {
      auto const list = load(text);
      return list ? "it was read" : list.errors().front().message;
   }

   std::filesystem::path path;

private:
   std::filesystem::path folder_;
};

dns::name named(std::string_view text)
{
   return *dns::name::from_text(text);
}

std::string registrable(public_suffix_list const& list, std::string_view name)
{
   auto const found = list.registrable_domain(named(name));
   return found ? found->to_text() : "none";
}

constexpr auto small_list = R"(// a comment
test
co.test
*.wild.test
!free.wild.test
// ===BEGIN PRIVATE DOMAINS===
hosting.example
// ===END PRIVATE DOMAINS===
)";

TEST_F(suffix_file, tells_suffixes_from_domains)
{
   auto const list = load(small_list);
   ASSERT_TRUE(list);
   EXPECT_TRUE(list->is_public_suffix(named("test")));
   EXPECT_TRUE(list->is_public_suffix(named("co.test")));
   EXPECT_FALSE(list->is_public_suffix(named("a.test")));
   EXPECT_FALSE(list->is_public_suffix(named("a.co.test")));
}

TEST_F(suffix_file, has_wildcards_and_their_exceptions)
{
   auto const list = load(small_list);
   ASSERT_TRUE(list);
   EXPECT_TRUE(list->is_public_suffix(named("any.wild.test")));
   EXPECT_FALSE(list->is_public_suffix(named("free.wild.test")));
   EXPECT_EQ(registrable(*list, "a.b.any.wild.test"), "b.any.wild.test");
   EXPECT_EQ(registrable(*list, "a.free.wild.test"), "free.wild.test");
}

TEST_F(suffix_file, counts_the_private_section)
{
   auto const list = load(small_list);
   ASSERT_TRUE(list);
   EXPECT_TRUE(list->is_public_suffix(named("hosting.example")));
   EXPECT_EQ(registrable(*list, "www.a.hosting.example"), "a.hosting.example");
}

TEST_F(suffix_file, takes_a_top_level_domain_that_it_lacks_for_a_suffix)
{
   auto const list = load(small_list);
   ASSERT_TRUE(list);
   EXPECT_TRUE(list->is_public_suffix(named("unheard")));
   EXPECT_EQ(registrable(*list, "www.a.unheard"), "a.unheard");
}

TEST_F(suffix_file, gives_the_suffix_and_one_label_more)
{
   auto const list = load(small_list);
   ASSERT_TRUE(list);
   EXPECT_EQ(registrable(*list, "a.co.test"), "a.co.test");
   EXPECT_EQ(registrable(*list, "x.y.a.co.test"), "a.co.test");
   EXPECT_EQ(registrable(*list, "co.test"), "none");
   EXPECT_EQ(registrable(*list, "test"), "none");
   EXPECT_EQ(registrable(*list, "WWW.A.Test"), "a.test");
}

TEST_F(suffix_file, has_the_date_of_its_file)
{
   auto const list = load(small_list);
   ASSERT_TRUE(list);
   constexpr timespec leap_day{1'709'208'000, 0};  // 2024-02-29T12:00:00Z
   std::array const times{leap_day, leap_day};
   ASSERT_EQ(utimensat(AT_FDCWD, path.c_str(), times.data(), 0), 0);
   auto const dated = public_suffix_list::load(path);
   ASSERT_TRUE(dated);
   EXPECT_EQ(dated->date(), "2024-02-29");
}

TEST_F(suffix_file, that_holds_no_suffix_is_no_list)
{
   EXPECT_EQ(refusal(""), "this is no readable public suffix list");
   EXPECT_EQ(refusal("// only a comment\n"), "this is no readable public suffix list");
   EXPECT_EQ(refusal("\n\n"), "this is no readable public suffix list");
}

TEST_F(suffix_file, that_is_not_there_is_an_error_with_its_path)
{
   auto const list = public_suffix_list::load(path.string() + ".absent");
   ASSERT_FALSE(list);
   EXPECT_THAT(list.errors().front().where.file, HasSubstr("list.dat.absent"));
}

TEST_F(suffix_file, may_be_moved)
{
   auto list = load(small_list);
   ASSERT_TRUE(list);
   auto const moved = std::move(*list);
   EXPECT_TRUE(moved.is_public_suffix(named("co.test")));
}

TEST(builtin_suffixes, know_what_is_older_than_any_list)
{
   auto const list = public_suffix_list::builtin();
   EXPECT_EQ(registrable(list, "www.example.co.uk"), "example.co.uk");
   EXPECT_TRUE(list.is_public_suffix(named("com")));
   EXPECT_THAT(list.date(), testing::ContainsRegex("^20[0-9]{2}-[0-9]{2}-[0-9]{2}$"));
}

}  // namespace
}  // namespace dnslint::audit
