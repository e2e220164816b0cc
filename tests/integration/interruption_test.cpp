// SPDX-License-Identifier: Apache-2.0
// Signals, whatever a scan is doing.
#include "tests/integration/dead_server.hpp"
#include "tests/integration/scan_run.hpp"

#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace dnslint::tests {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

// A named pipe that a command reads. The test writes to it.
class fed_pipe {
public:
   explicit fed_pipe(std::string path)
   : path_{std::move(path)}
   {
      if (mkfifo(path_.c_str(), 0600) != 0)
         throw std::runtime_error{"cannot make a pipe"};
   }
   fed_pipe(fed_pipe const&) = delete;
   fed_pipe& operator=(fed_pipe const&) = delete;
   ~fed_pipe()
   {
      if (descriptor_ >= 0)
         close(descriptor_);
   }

   // Waits for the reader. False when none has come.
   bool write(std::string_view text)
   {
      for (auto i = 0; descriptor_ < 0 && i != 3000; ++i) {
         descriptor_ = open(path_.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
         if (descriptor_ < 0)
            std::this_thread::sleep_for(10ms);
      }
      return descriptor_ >= 0 &&
             ::write(descriptor_, text.data(), text.size()) == static_cast<ssize_t>(text.size());
   }
   std::string const& path() const noexcept { return path_; }

private:
   std::string path_;
   int descriptor_ = -1;
};

class interruption : public testing::Test {
protected:
   static void wait_for(std::string const& path)
   {
      for (auto i = 0; i != 3000 && !std::filesystem::exists(path); ++i)
         std::this_thread::sleep_for(10ms);
   }

   // Of a command that reads a pipe to which `text` was written, without an end. It gets its signal
   // when there is a file `begun`, if that is named.
   ended_process interrupted(
      words const& before,
      std::string const& option,
      std::string_view text,
      std::string const& begun = {},
      int signal = SIGTERM)
   {
      fed_pipe pipe{folder_.at("pipe-" + std::to_string(number_++))};
      auto arguments = before;
      arguments.insert(arguments.end(), {option, pipe.path()});
      process running{command(arguments)};
      EXPECT_TRUE(pipe.write(text));
      if (!begun.empty())
         wait_for(begun);
      std::this_thread::sleep_for(100ms);
      running.signal(signal);
      return running.wait();
   }

   // Empty when there is no such file, or its process has ended meanwhile.
   static std::string text_of(std::filesystem::path const& file)
   {
      std::ifstream in{file, std::ios::binary};
      std::string text(4096, '\0');
      in.read(text.data(), static_cast<std::streamsize>(text.size()));
      text.resize(static_cast<std::size_t>(in.gcount()));
      return text;
   }

   work_folder folder_;
   int number_ = 0;
};

TEST_F(interruption, works_while_a_file_is_read_from_a_pipe)
{
   words const scan{"scan", "good.test", "--zone", sample_lab()};
   for (auto const* const option : {"--psl-file", "--rules", "--profile"}) {
      auto const done = interrupted(scan, option, "# not the end\n");
      EXPECT_EQ(done.status, 4) << option << done.err;
      EXPECT_FALSE(done.timed_out) << option;
   }
   EXPECT_EQ(interrupted({"scan", "good.test"}, "--zone", "zones:\n").status, 4);
}

TEST_F(interruption, works_while_a_list_is_read_from_a_pipe)
{
   for (auto const* const workers : {"0", "2"}) {
      auto const report = folder_.at(std::string{"report-"} + workers);
      words const scan{
         "scan", "--zone", sample_lab(), "--format", "jsonl", "--workers", workers, "-o", report};
      auto const done = interrupted(scan, "-l", "good.test\nparked.te", report + ".unfinished");
      EXPECT_EQ(done.status, 4) << done.err;
      EXPECT_FALSE(done.timed_out);
      auto const lines = domain_lines(read_file(report));
      ASSERT_LE(lines.size(), 1U) << "half a line is no domain";
      EXPECT_THAT(done.err, HasSubstr("stopped before the end"));
      EXPECT_THAT(done.err, Not(HasSubstr("error")));
   }
}

TEST_F(interruption, works_before_a_pipe_has_a_writer)
{
   auto const path = folder_.at("silent");
   ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
   process running{command({"scan", "-l", path, "--zone", sample_lab()})};
   std::this_thread::sleep_for(500ms);
   running.signal(SIGTERM);
   auto const done = running.wait();
   EXPECT_FALSE(done.timed_out);
   EXPECT_EQ(done.status, 4) << done.err;
}

TEST_F(interruption, by_a_terminal_that_closes_says_how_to_go_on)
{
   std::signal(SIGHUP, SIG_DFL);  // who runs the tests may ignore it
   auto const path = folder_.at("hangup.jsonl");
   words const scan{"scan", "--zone", sample_lab(), "--format", "jsonl", "-o", path};
   auto const done = interrupted(scan, "-l", "good.test\n", path + ".unfinished", SIGHUP);
   EXPECT_EQ(done.status, 4) << done.err;
   EXPECT_THAT(done.err, HasSubstr("--resume"));
}

TEST_F(interruption, does_not_come_from_a_hangup_that_is_ignored)
{
   auto const pipe_path = folder_.at("nohup");
   fed_pipe pipe{pipe_path};
   words all{"/bin/sh", "-c", "trap '' HUP; exec \"$0\" \"$@\""};
   auto const ours =
      command({"scan", "-l", pipe_path, "--zone", sample_lab(), "--format", "jsonl"});
   all.insert(all.end(), ours.begin(), ours.end());
   process running{all};
   {
      ASSERT_TRUE(pipe.write("good.test\n"));
      std::this_thread::sleep_for(300ms);
      running.signal(SIGHUP);
      std::this_thread::sleep_for(100ms);
      running.signal(SIGTERM);
   }
   auto const done = running.wait();
   EXPECT_EQ(done.status, 4) << "by SIGTERM, not by the signal number of SIGHUP: " << done.err;
}

// The question that is open ends much later than the patience does, and nothing else happens.
TEST_F(interruption, ends_a_scan_to_which_nothing_happens)
{
   for (auto const* const workers : {"0", "2"}) {
      dead_server const silent;
      process running{command(
         {"scan",
          "silent.test",
          "--resolver",
          silent.address(),
          "--no-trial",
          "--timeout",
          "250s",
          "--workers",
          workers})};
      silent.wait_for_question();
      running.signal(SIGTERM);
      auto const done = running.wait(120s);
      EXPECT_FALSE(done.timed_out) << workers;
      EXPECT_EQ(done.status, 4) << done.err;
   }
}

// Where people look for who uses their processor.
TEST_F(interruption, workers_are_shown_as_what_they_are)
{
   fed_pipe pipe{folder_.at("list")};
   process running{command({"scan", "-l", pipe.path(), "--zone", sample_lab(), "--workers", "1"})};
   ASSERT_TRUE(pipe.write("good.test\n"));
   auto is_found = false;
   for (auto i = 0; i != 1000 && !is_found; ++i) {
      std::this_thread::sleep_for(10ms);
      for (auto const& entry : std::filesystem::directory_iterator{"/proc"}) {
         auto const name = text_of(entry.path() / "comm");
         auto const arguments = text_of(entry.path() / "cmdline");
         is_found |=
            name == "dnslint-worker\n" && arguments == std::string{"dnslint\0worker\0", 15};
      }
   }
   EXPECT_TRUE(is_found);
   running.signal(SIGTERM);
   EXPECT_EQ(running.wait().status, 4);
}

}  // namespace
}  // namespace dnslint::tests
