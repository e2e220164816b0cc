// SPDX-License-Identifier: Apache-2.0
// `--compress`: the same report in fewer bytes, for every command that reads one.
#include "tests/integration/generated_domain.hpp"
#include "tests/integration/scan_run.hpp"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>

namespace dnslint::tests {
namespace {

using testing::HasSubstr;

class compressed : public testing::Test {
protected:
   compressed()
   {
      auto const generated = generate_domains(300);
      list_ = folder_.write("list", list_of(generated));
      lab_ = folder_.write("lab.yaml", lab_of(generated));
   }

   std::string scan(std::string const& name, words const& more = {}) const
   {
      auto path = folder_.at(name);
      words all{
         "scan", "-q", "-l", list_, "--zone", lab_, "--now", "2026-01-31", "--format", "jsonl"};
      all.insert(all.end(), {"--workers", "2", "-o", path});
      all.insert(all.end(), more.begin(), more.end());
      auto const done = dnslint(all);
      EXPECT_EQ(done.status, 0) << done.err;
      return path;
   }

   std::string report(std::string const& of, std::string const& format, words more = {}) const
   {
      words all{"report", of, "--format", format};
      all.insert(all.end(), more.begin(), more.end());
      auto const done = dnslint(all);
      EXPECT_EQ(done.status, 0) << done.err;
      return done.out;
   }

   work_folder folder_;
   std::string list_;
   std::string lab_;
};

TEST_F(compressed, has_the_lines_of_the_plain_report_in_fewer_bytes)
{
   auto const plain = scan("plain");
   auto const packed = scan("packed", {"--compress"});
   EXPECT_LT(5 * std::filesystem::file_size(packed), std::filesystem::file_size(plain));
   EXPECT_EQ(report(packed, "jsonl"), read_file(plain));
   EXPECT_EQ(report(packed, "csv"), report(plain, "csv"));
   folder_.write("again", report(plain, "jsonl", {"--compress"}));
   EXPECT_EQ(report(folder_.at("again"), "jsonl"), read_file(plain));
}

TEST_F(compressed, goes_on_where_it_was_cut)
{
   auto const whole = scan("whole", {"--compress"});
   auto const size = std::filesystem::file_size(whole);
   for (auto const part : {size / 10, size / 2, size - 20}) {
      auto const path = folder_.write("cut", read_file(whole).substr(0, part));
      folder_.write("cut.unfinished", "");
      scan("cut", {"--compress", "--resume"});
      EXPECT_EQ(report(path, "jsonl"), report(whole, "jsonl")) << part;
   }
}

TEST_F(compressed, is_joined_by_merge)
{
   auto const first = scan("1", {"--compress", "--shard", "1/2"});
   auto const second = scan("2", {"--shard", "2/2"});
   auto const joined = folder_.at("joined");
   auto const done = dnslint({"merge", first, second, "-o", joined, "-l", list_, "--compress"});
   EXPECT_EQ(done.status, 0) << done.err;
   auto const text = report(joined, "jsonl");
   EXPECT_EQ(std::ranges::count(text, '\n'), 302);
}

TEST_F(compressed, is_explained_as_the_plain_report_is)
{
   auto const plain = scan("plain");
   auto const packed = scan("packed", {"--compress"});
   auto const domain = read_file(list_).substr(0, read_file(list_).find('\n'));
   auto const explain = [&](std::string const& from) {
      return dnslint({"explain", domain + "/spf/present", "--from", from});
   };
   EXPECT_EQ(explain(packed).out, explain(plain).out);
   EXPECT_EQ(explain(packed).status, 0);
   auto const cut =
      folder_.write("cut", read_file(packed).substr(0, std::filesystem::file_size(packed) - 20));
   EXPECT_EQ(explain(cut).out, explain(plain).out);
   EXPECT_THAT(explain(cut).err, HasSubstr("is cut"));
   EXPECT_EQ(explain(packed).err, "");
}

TEST_F(compressed, needs_lines)
{
   auto const done = dnslint({"scan", "a.test", "--zone", lab_, "--compress"});
   EXPECT_EQ(done.status, 2);
   EXPECT_THAT(done.err, HasSubstr("--compress: there is neither a journal nor a report in JSONL"));
}

}  // namespace
}  // namespace dnslint::tests
