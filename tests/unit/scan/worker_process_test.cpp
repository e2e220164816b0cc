// SPDX-License-Identifier: Apache-2.0
#include "core/scan/worker_process.hpp"

#include "core/scan/orphan_reaper.hpp"

#include <array>
#include <csignal>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace dnslint;
using testing::HasSubstr;

// A shell in place of a worker.
scan::worker_process start(std::string const& script, scan::process_limits const& limits = {})
{
   auto started = scan::worker_process::start("/bin/sh", {"sh", "-c", script}, limits);
   EXPECT_TRUE(started);
   return std::move(*started);
}

scan::process_end end_of(scan::worker_process& p)
{
   for (;;) {
      pollfd ended{p.process(), POLLIN, 0};
      poll(&ended, 1, 1000);
      if (auto const end = p.ended())
         return *end;
   }
}

bool is_alive(pid_t pid)
{
   std::ifstream from{"/proc/" + std::to_string(pid) + "/stat"};
   std::string number;
   std::string name;
   std::string state;
   return static_cast<bool>(from >> number >> name >> state) && state != "Z";
}

bool ends_soon(pid_t pid)
{
   for (auto tries = 0; tries != 30'000 && is_alive(pid); ++tries)
      poll(nullptr, 0, 1);
   return !is_alive(pid);
}

// The number on the first line that the worker writes.
pid_t number_from(scan::worker_process& p)
{
   std::string text;
   while (text.find('\n') == std::string::npos) {
      text += p.take_output();
      poll(nullptr, 0, 1);
   }
   return std::stoi(text);
}

struct script_end {
   std::string script;
   std::string reason;
   bool is_evident;
};
class ends_of_processes : public testing::TestWithParam<script_end> {};

TEST_P(ends_of_processes, are_told_apart)
{
   auto p = start(GetParam().script);
   auto const end = end_of(p);
   EXPECT_EQ(end.reason, GetParam().reason);
   EXPECT_EQ(end.is_evident, GetParam().is_evident);
   EXPECT_FALSE(p.ended()) << "an end is told once";
}

INSTANTIATE_TEST_SUITE_P(
   scripts,
   ends_of_processes,
   testing::Values(
      script_end{"exit 0", "", false},
      script_end{"exit 3", "exit status 3", false},
      script_end{"kill -SEGV $$", "SIGSEGV", false},
      script_end{"kill -KILL $$", "SIGKILL", false},
      script_end{"kill -40 $$", "signal 40", false},
      script_end{"exit 100", "a descriptor of the host closed", true},
      script_end{"exit 102", "memory freed twice", true}));

TEST(worker_process, of_a_program_that_does_not_exist_ends_with_127)
{
   auto p = scan::worker_process::start("/nonexistent", {"nonexistent"}, {});
   ASSERT_TRUE(p);
   EXPECT_EQ(end_of(*p).reason, "exit status 127");
}

TEST(worker_process, has_empty_input_and_its_output_is_bounded)
{
   auto p = start("cat; echo to-error >&2; head -c 1000000 /dev/zero | tr '\\0' x; exit 0");
   std::string all;
   while (!p.ended()) {
      all += p.take_output();
      poll(nullptr, 0, 1);
   }
   all += p.take_output();
   EXPECT_TRUE(all.starts_with("to-error\n"));
   EXPECT_EQ(all.size(), 65'536U);
}

TEST(worker_process, has_only_the_descriptors_that_a_worker_is_told)
{
   auto p = start("ls /proc/self/fd | tr '\\n' ' '");
   end_of(p);
   auto const text = p.take_output();
   EXPECT_THAT(text, HasSubstr("0 1 2 3 4 "));
   EXPECT_THAT(text, testing::Not(HasSubstr(" 10 ")));
}

TEST(worker_process, has_limits)
{
   auto p = start("ulimit -n; ulimit -v; ulimit -c", {std::size_t{1} << 30U, 77});
   end_of(p);
   EXPECT_EQ(p.take_output(), "77\n1048576\n0\n");
}

TEST(worker_process, carries_messages_and_notices_what_is_none)
{
   auto p = start("cat <&3 >&3");
   p.send(scan::log_line{"a.test", "text"});
   std::optional<scan::message> echoed;
   while (!(echoed = p.take())) {
      pollfd ready{p.link(), POLLIN, 0};
      poll(&ready, 1, 1000);
      p.read_some();
   }
   EXPECT_EQ(std::get<scan::log_line>(*echoed).text, "text");
   EXPECT_FALSE(p.is_garbled());
   auto bad = start("echo this is no message at all, nor is it a frame of one >&3");
   end_of(bad);
   bad.read_some();
   EXPECT_FALSE(bad.take());
   EXPECT_TRUE(bad.is_garbled());
}

TEST(worker_process, ends_with_what_it_started)
{
   auto p = start("sleep 1000 & echo $!; wait");
   auto const child = number_from(p);
   EXPECT_TRUE(is_alive(child));
   p.kill();
   EXPECT_EQ(end_of(p).reason, "SIGKILL");
   EXPECT_TRUE(ends_soon(child));
}

TEST(worker_process, is_killed_when_it_is_destroyed)
{
   pid_t pid = 0;
   {
      auto p = start("echo $$; exec sleep 1000");
      pid = number_from(p);
   }
   EXPECT_TRUE(ends_soon(pid));
}

// It has left the group of its worker for a session of its own.
TEST(worker_process, leaves_nothing_behind_when_it_ends)
{
   auto p = start("setsid sleep 1000 & sleep 0.2; echo $!; exit 0");
   end_of(p);
   EXPECT_FALSE(is_alive(number_from(p)));
}

TEST(worker_process, leaves_nothing_behind_when_its_supervisor_is_killed)
{
   std::array<int, 2> numbers{};
   ASSERT_EQ(pipe(numbers.data()), 0);
   auto const supervisor = fork();
   if (supervisor == 0) {
      auto p = start("setsid sleep 1000 & sleep 0.2; echo $!; wait");
      auto const started = number_from(p);
      [[maybe_unused]] auto const sent = write(numbers[1], &started, sizeof started);
      for (;;)
         pause();
   }
   pid_t orphan = 0;
   ASSERT_EQ(read(numbers[0], &orphan, sizeof orphan), static_cast<ssize_t>(sizeof orphan));
   EXPECT_TRUE(is_alive(orphan));
   kill(supervisor, SIGKILL);
   waitpid(supervisor, nullptr, 0);
   EXPECT_TRUE(ends_soon(orphan));
   close(numbers[0]);
   close(numbers[1]);
}

TEST(orphan_reaper, kills_what_workers_leave_behind_and_spares_older_children)
{
   auto const older = fork();
   if (older == 0) {
      for (;;)
         pause();
   }
   pid_t orphan = 0;
   {
      scan::orphan_reaper const reaper;
      auto p = start("setsid sleep 1000 & sleep 0.2; echo $!; wait");
      orphan = number_from(p);
      p.kill();
      EXPECT_EQ(end_of(p).reason, "SIGKILL");
      EXPECT_TRUE(is_alive(orphan)) << "a session of its own is not in the worker's group";
   }
   EXPECT_FALSE(is_alive(orphan));
   EXPECT_TRUE(is_alive(older));
   kill(older, SIGKILL);
   waitpid(older, nullptr, 0);
}

// Its end of the link would look readable until the process ends.
TEST(worker_process, that_has_closed_its_link_is_waited_for_by_its_end_alone)
{
   auto p = start("exec 3>&-; exec sleep 1000");
   while (p.link() >= 0) {
      poll(nullptr, 0, 1);
      p.read_some();
   }
   EXPECT_FALSE(p.is_garbled());
   EXPECT_EQ(p.ended(), std::nullopt);
   p.kill();
   EXPECT_EQ(end_of(p).reason, "SIGKILL");
}

}  // namespace
