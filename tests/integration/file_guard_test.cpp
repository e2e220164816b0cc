// SPDX-License-Identifier: Apache-2.0
// Files that are not as a command expects them.
#include "tests/integration/dead_server.hpp"
#include "tests/integration/scan_run.hpp"

#include <csignal>
#include <gmock/gmock.h>
#include <set>
#include <sstream>
#include <thread>

namespace dnslint::tests {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

namespace fs = std::filesystem;

class file_guard : public testing::Test {
protected:
   static words scan(std::string const& journal, words const& more = {})
   {
      words all{
         "scan",
         "good.test",
         "parked.test",
         "--zone",
         sample_lab(),
         "--format",
         "jsonl",
         "-o",
         journal};
      all.insert(all.end(), more.begin(), more.end());
      return all;
   }

   // A finished journal of two domains whose first domain stands there twice.
   std::string doubled()
   {
      auto const path = folder_.at("doubled.jsonl");
      EXPECT_EQ(dnslint(scan(path)).status, 0);
      auto const text = read_file(path);
      auto const first = text.find('\n') + 1;
      folder_.write("doubled.jsonl", text + text.substr(first, text.find('\n', first) + 1 - first));
      return path;
   }

   work_folder folder_;
};

TEST_F(file_guard, a_journal_by_another_name_is_locked_as_well)
{
   auto const path = folder_.at("one.jsonl");
   dead_server const silent;
   words const arguments{
      "scan",
      "a.test",
      "-q",
      "--resolver",
      silent.address(),
      "--no-trial",
      "--timeout",
      "30s",
      "--format",
      "jsonl",
      "-o"};
   auto const named = [&](std::string const& name) {
      auto all = arguments;
      all.push_back(name);
      return all;
   };
   process first{command(named(path))};
   for (auto i = 0; i != 3000 && !fs::exists(path + ".unfinished"); ++i)
      std::this_thread::sleep_for(10ms);
   ASSERT_TRUE(fs::exists(path + ".unfinished"));
   fs::create_symlink(path, folder_.at("link.jsonl"));
   fs::create_hard_link(path, folder_.at("twin.jsonl"));
   for (auto const* const name : {"link.jsonl", "twin.jsonl"}) {
      auto const second = dnslint(named(folder_.at(name)));
      EXPECT_EQ(second.status, 2) << name;
      EXPECT_THAT(second.err, HasSubstr("another dnslint is writing this journal"));
      auto const joined = dnslint({"merge", path, "-o", folder_.at(name)});
      EXPECT_EQ(joined.status, 2) << name;
   }
   first.signal(SIGKILL);
   first.wait();
   auto const third = dnslint(named(folder_.at("link.jsonl")));
   EXPECT_EQ(third.status, 2);
   EXPECT_THAT(third.err, HasSubstr("has not come to its end")) << "its mark is beside the file";
}

TEST_F(file_guard, lines_that_stand_twice_are_dropped_and_told)
{
   auto const path = doubled();
   auto const reported = dnslint({"report", path, "--format", "jsonl"});
   EXPECT_EQ(reported.status, 0);
   EXPECT_THAT(reported.err, HasSubstr("1 lines are of domains that stand above them"));
   EXPECT_EQ(domain_lines(reported.out).size(), 2U);
   auto const joined = dnslint({"merge", path, "-o", folder_.at("joined.jsonl")});
   EXPECT_EQ(joined.status, 3);
   EXPECT_THAT(joined.err, HasSubstr("1 lines are of domains that stand above them"));
   auto const resumed = dnslint(scan(path, {"--resume"}));
   EXPECT_EQ(resumed.status, 0);
   EXPECT_THAT(resumed.err, HasSubstr("1 lines are of domains that stand above them"));
   EXPECT_EQ(domain_lines(read_file(path)).size(), 2U);
}

TEST_F(file_guard, a_mark_without_its_journal_is_explained)
{
   auto const path = folder_.at("gone.jsonl");
   folder_.write("gone.jsonl.unfinished", "");
   auto const refused = dnslint(scan(path));
   EXPECT_EQ(refused.status, 2);
   EXPECT_THAT(refused.err, HasSubstr("there is no such journal any more"));
   EXPECT_THAT(refused.err, HasSubstr("remove this file"));
   EXPECT_FALSE(fs::exists(path)) << "what a refused run has made goes again";
   auto const resumed = dnslint(scan(path, {"--resume"}));
   EXPECT_EQ(resumed.status, 0);
   EXPECT_THAT(resumed.err, HasSubstr("removed before its run ended"));
   EXPECT_FALSE(fs::exists(path + ".unfinished"));
}

// A write that failed long before the end, a folder that is not there, a closed descriptor.
TEST_F(file_guard, what_cannot_be_written_is_told_with_its_reason)
{
   std::string list;
   for (auto i = 0; i != 3000; ++i)
      list += "d" + std::to_string(i) + ".test\n";
   auto const path = folder_.write("list", list);
   auto const full = dnslint(
      {"scan",
       "-l",
       path,
       "--zone",
       sample_lab(),
       "--format",
       "json",
       "-o",
       "/dev/full",
       "--workers",
       "0",
       "--checks",
       "mx/*"});
   EXPECT_THAT(full.err, HasSubstr("No space left on device"));
   EXPECT_THAT(full.err, Not(HasSubstr("Success")));
   auto const lost = dnslint({"rules", "lock", "-o", folder_.at("no/such/folder")});
   EXPECT_THAT(lost.err, HasSubstr("No such file or directory"));
   words shut{"/bin/sh", "-c", "exec \"$0\" \"$@\" >&-"};
   auto const ours = command({"scan", "good.test", "--zone", sample_lab()});
   shut.insert(shut.end(), ours.begin(), ours.end());
   EXPECT_THAT(run(shut).err, HasSubstr("could not be written: Bad file descriptor"));
}

TEST_F(file_guard, a_public_suffix_list_has_a_largest_size)
{
   auto const path = folder_.write("list.dat", std::string(std::size_t{17} << 20U, '\n'));
   auto const done = dnslint({"scan", "good.test", "--zone", sample_lab(), "--psl-file", path});
   EXPECT_EQ(done.status, 2);
   EXPECT_THAT(done.err, HasSubstr("larger than"));
}

// Text that no terminal shows, but that reads as something.
TEST_F(file_guard, diagnostics_show_hidden_characters)
{
   std::string const hidden = "\xf3\xa0\x81\xa1\xc2\xad\xe2\x80\x8b";
   auto const done = dnslint({"scan", "a" + hidden + "b c.test", "--zone", sample_lab()});
   EXPECT_THAT(done.err, HasSubstr(R"(\243\160\129\161)"));
   for (auto const* const part : {"\xf3\xa0", "\xc2\xad", "\xe2\x80\x8b"})
      EXPECT_THAT(done.err, Not(HasSubstr(part)));
}

TEST_F(file_guard, a_glob_without_checks_is_named)
{
   auto const done = dnslint({"checks", "dkmi*", "spf/*"});
   EXPECT_EQ(done.status, 2);
   EXPECT_THAT(done.err, HasSubstr("no check matches 'dkmi*'"));
   EXPECT_THAT(done.err, Not(HasSubstr("--skip")));
}

TEST_F(file_guard, a_folder_that_new_rule_has_made_is_read_whole)
{
   ASSERT_EQ(dnslint({"new", "rule", "acme", "--in", folder_.path().string()}).status, 0);
   auto const made = folder_.at("acme");
   folder_.write("acme/.old/broken.yaml", "pack: [");
   for (auto const& arguments :
        {words{"rules", "test", made},
         words{"rules", "lint", made},
         words{"test", made},
         words{"scan", "good.test", "--zone", sample_lab(), "--rules", made}}) {
      auto const done = dnslint(arguments);
      EXPECT_EQ(done.status, 0) << arguments[0] << ' ' << done.err;
   }
   folder_.write("acme/other.yaml", "pakc: x\n");
   EXPECT_EQ(dnslint({"rules", "lint", made}).status, 2) << "a pack with a mistake is no lab";
}

// A page that names a command that does not exist sends its reader nowhere.
TEST_F(file_guard, docs_name_commands_that_there_are)
{
   std::set<std::string> known{"acme", "help", "worker"};
   std::istringstream help{dnslint({"--help"}).out};
   for (std::string line; std::getline(help, line);)
      if (line.starts_with("  ") && line.size() > 2)
         known.insert(line.substr(2, line.find(' ', 2) - 2));
   ASSERT_TRUE(known.contains("scan"));
   constexpr std::string_view named = "`dnslint ";
   constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz-";
   std::vector<fs::path> pages{fs::path{DNSLINT_SOURCE_DIR} / "README.md"};
   for (auto const& entry : fs::directory_iterator{fs::path{DNSLINT_SOURCE_DIR} / "docs"})
      if (entry.path().extension() == ".md")
         pages.push_back(entry.path());
   for (auto const& page : pages) {
      auto const text = read_file(page);
      for (auto at = text.find(named); at != std::string::npos; at = text.find(named, at + 1)) {
         auto const begin = at + named.size();
         auto const word = text.substr(begin, text.find_first_not_of(letters, begin) - begin);
         EXPECT_TRUE(word.empty() || word.front() == '-' || known.contains(word))
            << page << ": " << word;
      }
   }
}

}  // namespace
}  // namespace dnslint::tests
