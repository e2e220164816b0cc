// SPDX-License-Identifier: Apache-2.0
#include "core/engine/output_file.hpp"

#include "core/engine/stored_record.hpp"
#include "core/report/line.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <iterator>

namespace dnslint::engine {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class writing_report : public testing::Test {
protected:
   writing_report()
   {
      std::string name = fs::temp_directory_path() / "dnslint-output-XXXXXX";
      folder = mkdtemp(name.data());
      path = folder / "report";
   }
   ~writing_report() override { fs::remove_all(folder); }

   std::string read() const
   {
      std::ifstream in{path, std::ios::binary};
      return {std::istreambuf_iterator<char>{in}, {}};
   }
   std::size_t files() const
   {
      return static_cast<std::size_t>(
         std::distance(fs::directory_iterator{folder}, fs::directory_iterator{}));
   }

   fs::path folder;
   fs::path path;
};

TEST_F(writing_report, takes_its_name_when_it_is_whole)
{
   output_file to{path};
   to.stream() << "text";
   to.stream().flush();
   EXPECT_FALSE(fs::exists(path));
   EXPECT_FALSE(to.finish());
   EXPECT_EQ(read(), "text");
   EXPECT_EQ(files(), 1U);
}

TEST_F(writing_report, leaves_what_was_there_when_it_is_not_finished)
{
   std::ofstream{path} << "before";
   {
      output_file to{path};
      to.stream() << "half";
   }
   EXPECT_EQ(read(), "before");
   EXPECT_EQ(files(), 1U) << "what was begun is removed";
}

TEST_F(writing_report, replaces_what_was_there)
{
   std::ofstream{path} << "a much longer text than the new one";
   output_file to{path};
   to.stream() << "new";
   EXPECT_FALSE(to.finish());
   EXPECT_EQ(read(), "new");
}

// A link to a file elsewhere stays a link.
TEST_F(writing_report, writes_through_a_link)
{
   auto const target = folder / "target";
   std::ofstream{target} << "before";
   fs::create_symlink(target, path);
   output_file to{path};
   to.stream() << "new";
   EXPECT_FALSE(to.finish());
   EXPECT_TRUE(fs::is_symlink(path));
   EXPECT_EQ(read(), "new");
}

TEST_F(writing_report, says_why_it_cannot_be_opened)
{
   output_file to{folder / "absent" / "report"};
   EXPECT_TRUE(to.is_failed());
   EXPECT_EQ(to.reason(), "No such file or directory");
   auto const wrong = to.finish();
   ASSERT_TRUE(wrong);
   EXPECT_THAT(wrong->message, HasSubstr("No such file or directory"));
   EXPECT_THAT(wrong->where.file, HasSubstr("absent/report"));
}

TEST_F(writing_report, says_when_the_disk_is_full)
{
   output_file to{"/dev/full"};
   if (to.is_failed())
      GTEST_SKIP() << "this system has no full disk to try";
   to.stream() << std::string(std::size_t{1} << 20U, 'x');
   to.stream().flush();
   EXPECT_TRUE(to.is_failed());
   auto const wrong = to.finish();
   ASSERT_TRUE(wrong);
   EXPECT_THAT(wrong->message, HasSubstr("No space left on device"));
   EXPECT_FALSE(to.reader_gone());
}

TEST_F(writing_report, keeps_what_waits_for_its_end_in_a_file_without_a_name)
{
   output_file to{path};
   to.aside() << "later";
   EXPECT_EQ(files(), 1U) << "the report alone";
   to.aside().seekg(0);
   std::string word;
   to.aside() >> word;
   EXPECT_EQ(word, "later");
   to.stream() << word;
   to.aside().clear();
   EXPECT_FALSE(to.finish());
   EXPECT_EQ(read(), "later");
}

TEST_F(writing_report, names_the_same_file_however_it_is_spelt)
{
   std::ofstream{path} << "x";
   EXPECT_TRUE(is_same_file(path, path));
   EXPECT_TRUE(is_same_file(path, folder / "." / "report"));
   fs::create_symlink(path, folder / "link");
   EXPECT_TRUE(is_same_file(path, folder / "link"));
   EXPECT_FALSE(is_same_file(path, folder / "other"));
   EXPECT_FALSE(is_same_file("", ""));
   EXPECT_FALSE(is_same_file(path, ""));
   EXPECT_TRUE(is_same_file(folder / "absent", folder / "absent"));
}

TEST(stored_record, is_what_a_line_holds_between_run_and_checksum)
{
   report::record made;
   made.json = R"("domain":"a.test","input":"a.test","status":"audited","findings":[])";
   auto const line = report::line_of("id", made);
   auto const read = stored_record(std::string_view{line}.substr(0, line.size() - 1));
   ASSERT_TRUE(read);
   EXPECT_EQ(read->json, made.json);
   EXPECT_EQ(read->counts.status, audit::domain_status::audited);
}

TEST(stored_record, is_none_where_no_domain_is)
{
   EXPECT_FALSE(stored_record(""));
   EXPECT_FALSE(stored_record(R"({"domain":"a.test"})")) << "it has no checksum";
   EXPECT_FALSE(stored_record(R"({"x":1,"crc32":"00000000"})"));
   EXPECT_FALSE(stored_record(R"(,"crc32":"00000000","domain":"a.test")")) << "in wrong order";
   EXPECT_FALSE(stored_record(R"({"run":"r","domain":[,"crc32":"00000000"})"));
}

}  // namespace
}  // namespace dnslint::engine
