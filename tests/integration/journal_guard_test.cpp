// SPDX-License-Identifier: Apache-2.0
// What could spoil a journal, or lose domains, from outside of the scan.
#include "tests/integration/dead_server.hpp"
#include "tests/integration/scan_run.hpp"

#include <algorithm>
#include <csignal>
#include <fstream>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <thread>

namespace dnslint::tests {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::SizeIs;

constexpr auto domains = 40;

std::string list()
{
   std::string text;
   for (auto i = 0; i != domains; ++i)
      text += "d" + std::to_string(i) + ".test\n";
   return text;
}

std::string lab(std::string const& faults = {})
{
   std::string text = "zones:\n";
   for (auto i = 0; i != domains; ++i)
      text += "  d" + std::to_string(i) + ".test: \"@ MX 10 mx\"\n";
   return text + faults;
}

class journal_guard : public testing::Test {
protected:
   words scan(std::string const& zones, std::string const& journal, words const& more) const
   {
      words all{
         "scan", "-q", "--zone", zones, "--format", "jsonl", "-o", journal, "--checks", "mx/*"};
      all.insert(all.end(), more.begin(), more.end());
      return all;
   }

   bool wait_for(std::string const& path) const
   {
      for (auto i = 0; i != 3000; ++i) {
         if (std::filesystem::exists(path))
            return true;
         std::this_thread::sleep_for(10ms);
      }
      return false;
   }

   work_folder folder_;
   std::string list_ = folder_.write("list", list());
   std::string lab_ = folder_.write("lab.yaml", lab());
};

// The first run waits for a server that never answers.
TEST_F(journal_guard, two_runs_do_not_write_one_journal)
{
   auto const path = folder_.at("one.jsonl");
   dead_server const silent;
   words const arguments{
      "scan",
      "-q",
      "-l",
      list_,
      "--resolver",
      silent.address(),
      "--no-trial",
      "--timeout",
      "30s",
      "--format",
      "jsonl",
      "-o",
      path,
      "--workers",
      "0"};
   process first{command(arguments)};
   ASSERT_TRUE(wait_for(path + ".unfinished"));
   for (auto const* const more : {"--resume", "--unordered"}) {
      auto second = arguments;
      second.emplace_back(more);
      auto const done = dnslint(second);
      EXPECT_EQ(done.status, 2);
      EXPECT_THAT(done.err, HasSubstr("another dnslint is writing this journal"));
   }
   first.signal(SIGKILL);
   first.wait();
}

// A pipe with a name can be read only once, too.
TEST_F(journal_guard, a_list_from_a_named_pipe_is_read_once_and_whole)
{
   for (auto const* const workers : {"0", "2"}) {
      auto const pipe = folder_.at(std::string{"pipe"} + workers);
      ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
      std::thread writer{[&] {
         std::ofstream{pipe} << list();
      }};
      auto const path = folder_.at(std::string{"of-pipe"} + workers);
      auto const done = dnslint(scan(lab_, path, {"-l", pipe, "--workers", workers}));
      writer.join();
      EXPECT_EQ(done.status, 0) << done.err;
      EXPECT_THAT(domain_lines(read_file(path)), SizeIs(domains));
   }
}

// As under some supervisors of services.
TEST_F(journal_guard, workers_are_looked_after_where_sigchld_is_ignored)
{
   auto const path = folder_.at("ignored.jsonl");
   words all{"/bin/sh", "-c", "trap '' CHLD; exec \"$0\" \"$@\""};
   auto const ours = command(scan(lab_, path, {"-l", list_, "--workers", "2"}));
   all.insert(all.end(), ours.begin(), ours.end());
   auto const done = run(all);
   EXPECT_EQ(done.status, 0) << done.err;
   EXPECT_THAT(domain_lines(read_file(path)), SizeIs(domains));
}

// What came after a journal was damaged, its list's columns included.
class retried : public journal_guard {
protected:
   retried()
   {
      auto const csv = folder_.write("list.csv", "domain,posture\nd1.test,send_only\nd2.test,\n");
      auto const faults = folder_.write("bad.yaml", lab("faults: { \"d1.test MX\": servfail }\n"));
      auto const done = dnslint(scan(faults, first_, {"-l", csv}));
      EXPECT_EQ(done.status, 3) << done.err;
   }
   ended_process again(std::string const& to, words const& more = {}) const
   {
      words with{"--retry-unknown", first_};
      with.insert(with.end(), more.begin(), more.end());
      return dnslint(scan(lab_, to, with));
   }

   std::string first_ = folder_.at("first.jsonl");
};

TEST_F(retried, keeps_what_the_list_said_of_a_domain)
{
   auto const path = folder_.at("second.jsonl");
   auto const done = again(path);
   ASSERT_EQ(done.status, 0) << done.err;
   auto const lines = domain_lines(read_file(path));
   ASSERT_THAT(lines, SizeIs(2));
   auto const d1 = std::ranges::find_if(lines, [](json const& l) {
      return l["domain"].text() == "d1.test";
   });
   EXPECT_EQ((*d1)["facts"]["list"]["posture"].text(), "send_only");
}

TEST_F(retried, is_never_written_over_its_source)
{
   auto const before = read_file(first_);
   auto const done = again(first_);
   EXPECT_EQ(done.status, 2);
   EXPECT_EQ(read_file(first_), before);
}

TEST_F(retried, tells_that_lines_of_its_source_were_lost)
{
   auto text = read_file(first_);
   text[text.find("d2.test")] = 'x';
   folder_.write("first.jsonl", text);
   auto const done = again(folder_.at("second.jsonl"));
   EXPECT_EQ(done.status, 3) << done.err;
}

TEST_F(retried, goes_on_when_it_was_interrupted)
{
   auto const path = folder_.at("second.jsonl");
   ASSERT_EQ(again(path).status, 0);
   auto const whole = read_file(path);
   folder_.write("second.jsonl", whole.substr(0, whole.size() - 100));
   auto const done = again(path, {"--resume"});
   EXPECT_EQ(done.status, 0) << done.err;
   EXPECT_EQ(domain_lines(read_file(path)).size(), 2U);
}

}  // namespace
}  // namespace dnslint::tests
