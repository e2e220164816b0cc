// SPDX-License-Identifier: Apache-2.0
#include "core/plugin/file_trust.hpp"

#include "tests/unit/plugin/scratch_folder.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

namespace dnslint::plugin::tests {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

struct file_trust : testing::Test {
   std::string complaint(std::string const& path)
   {
      auto const why = distrust(path);
      EXPECT_TRUE(!why || why->where.file == path);
      return why ? why->message : "";
   }

   scratch_folder folder;
   std::string const file = folder.write("a.so", "x");
};

TEST_F(file_trust, trusts_what_only_its_owner_and_group_may_write)
{
   EXPECT_EQ(complaint(file), "");
   fs::permissions(file, fs::perms{0664});
   EXPECT_EQ(complaint(file), "");
}

TEST_F(file_trust, distrusts_a_file_that_anyone_may_write)
{
   fs::permissions(file, fs::perms{0646});
   EXPECT_THAT(complaint(file), HasSubstr("anyone may write to the file"));
   EXPECT_THAT(distrust(file)->hint, HasSubstr("chmod o-w " + file));
}

TEST_F(file_trust, distrusts_a_folder_that_anyone_may_write)
{
   fs::permissions(folder.path(), fs::perms{0707});
   EXPECT_THAT(complaint(file), HasSubstr("anyone may write to its folder"));
   // In a sticky folder others cannot replace the file, but they can put theirs beside it.
   fs::permissions(folder.path(), fs::perms{01777});
   EXPECT_THAT(complaint(file), HasSubstr("anyone may write to its folder"));
}

TEST_F(file_trust, judges_the_file_that_a_link_leads_to)
{
   scratch_folder const other;
   auto const link = other.path() + "/b.so";
   fs::create_symlink(file, link);
   EXPECT_EQ(complaint(link), "");
   fs::permissions(folder.path(), fs::perms{0707});
   EXPECT_THAT(complaint(link), HasSubstr("anyone may write to its folder"));
}

TEST_F(file_trust, distrusts_a_link_in_a_folder_that_anyone_may_write)
{
   scratch_folder const other;
   auto const link = other.path() + "/b.so";
   fs::create_symlink(file, link);
   fs::permissions(other.path(), fs::perms{01777});
   EXPECT_THAT(complaint(link), HasSubstr("anyone may write to its folder"));
}

// Whoever may write above the folder can put another folder in its place.
TEST_F(file_trust, distrusts_what_is_below_a_folder_that_anyone_may_write)
{
   fs::create_directories(folder.path() + "/above/plugins");
   auto const below = folder.write("above/plugins/c.so", "x");
   EXPECT_EQ(complaint(below), "");
   fs::permissions(folder.path() + "/above", fs::perms{0707});
   EXPECT_THAT(complaint(below), HasSubstr("anyone may write to " + folder.path() + "/above"));
   EXPECT_THAT(distrust(below)->hint, HasSubstr("chmod o-w " + folder.path() + "/above"));
   fs::permissions(folder.path() + "/above", fs::perms{01777});
   EXPECT_EQ(complaint(below), "") << "a sticky folder keeps its owner's names apart";
}

TEST_F(file_trust, distrusts_a_link_over_a_folder_that_anyone_may_write)
{
   scratch_folder const other;
   fs::create_directory(folder.path() + "/open");
   fs::create_symlink(file, folder.path() + "/open/first.so");
   auto const link = other.path() + "/second.so";
   fs::create_symlink(folder.path() + "/open/first.so", link);
   EXPECT_EQ(complaint(link), "");
   fs::permissions(folder.path() + "/open", fs::perms{0707});
   EXPECT_THAT(complaint(link), HasSubstr("anyone may write to its folder"));
}

TEST_F(file_trust, distrusts_what_belongs_to_another_user)
{
   if (geteuid() != 0)
      GTEST_SKIP() << "only root can give a file away";
   constexpr uid_t another = 12345;
   ASSERT_EQ(chown(file.c_str(), another, another), 0);
   EXPECT_THAT(complaint(file), HasSubstr("the file belongs to another user"));
   ASSERT_EQ(chown(file.c_str(), 0, 0), 0);
   auto const theirs = folder.path() + "/theirs";
   fs::create_directory(theirs);
   auto const ours = folder.write("theirs/d.so", "x");
   ASSERT_EQ(chown(theirs.c_str(), another, another), 0);
   EXPECT_THAT(complaint(ours), HasSubstr(theirs + " belongs to another user"));
}

TEST_F(file_trust, follows_a_path_as_the_kernel_does)
{
   fs::create_directory(folder.path() + "/sub");
   fs::create_symlink("sub", folder.path() + "/link");
   EXPECT_EQ(complaint(folder.path() + "/./link/../a.so"), "");
   EXPECT_EQ(complaint(folder.path() + "//sub/../a.so"), "");
}

TEST_F(file_trust, distrusts_what_is_no_file)
{
   fs::create_directory(folder.path() + "/dir.so");
   EXPECT_THAT(complaint(folder.path() + "/dir.so"), HasSubstr("not a regular file"));
   EXPECT_THAT(complaint("/dev/null"), HasSubstr("not a regular file"));
   EXPECT_THAT(complaint(folder.path() + "/none.so"), HasSubstr("cannot be read"));
   fs::create_symlink("loop.so", folder.path() + "/loop.so");
   EXPECT_THAT(complaint(folder.path() + "/loop.so"), HasSubstr("cannot be read"));
}

}  // namespace
}  // namespace dnslint::plugin::tests
