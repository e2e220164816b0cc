// SPDX-License-Identifier: Apache-2.0
#include "core/plugin/file_trust.hpp"

#include "tests/unit/plugin/scratch_folder.hpp"

#include <gmock/gmock.h>

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
