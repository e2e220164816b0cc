// SPDX-License-Identifier: Apache-2.0
#include "core/scan/board_watch.hpp"

#include <cerrno>
#include <cfenv>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <locale.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace dnslint;
using namespace std::chrono_literals;
using scan::board;
using scan::watch_reason;

struct watching_board : testing::Test {
   scan::board on;
   scan::board_watch watch{on};
   plugin::phase phase{&watch, 7, 3};

   watching_board() { watch.has_probes(4); }
};

TEST_F(watching_board, notes_whose_code_runs)
{
   EXPECT_EQ(on.entries.load(), 0U);
   {
      plugin::entered const code{phase};
      EXPECT_EQ(on.now.load(), board::phase::probe);
      EXPECT_EQ(on.domain.load(), 7U);
      EXPECT_EQ(on.probe.load(), 3U);
      EXPECT_EQ(on.entries.load(), 1U);
   }
   EXPECT_EQ(on.now.load(), board::phase::own_code);
   EXPECT_EQ(on.probe.load(), 3U) << "who was the last";
}

TEST_F(watching_board, notes_which_file_is_loaded)
{
   watch.loading("a.so");
   EXPECT_EQ(on.now.load(), board::phase::loading);
   EXPECT_EQ(on.file.load(), scan::digest_of_file("a.so"));
   watch.loaded();
   EXPECT_EQ(on.now.load(), board::phase::own_code);
}

TEST_F(watching_board, measures_the_time_of_each_probe)
{
   {
      plugin::entered const code{phase};
      usleep(2000);
   }
   EXPECT_GT(watch.time_of_probes().at(3), 0U);
   EXPECT_EQ(watch.time_of_probes().at(2), 0U);
   EXPECT_EQ(phase.spent.count(), static_cast<std::int64_t>(watch.time_of_probes().at(3)));
   plugin::phase strange{&watch, 1, 99};
   {
      plugin::entered const code{strange};
   }
   EXPECT_EQ(watch.time_of_probes().size(), 4U);
}

// Each is something that plugin code does while the watch is careful.
struct harm {
   std::string name;
   watch_reason reason;
   void (*act)();
};

template <class Resource>
void lower(Resource which, rlim_t to)
{
   rlimit both{};
   getrlimit(which, &both);
   both.rlim_cur = to;
   setrlimit(which, &both);
}

void nothing(int) {}

// Each ends the process, by the watch or calmly.
[[noreturn]] void act_within_plugin_code(void (*act)())
{
   scan::board on;
   scan::board_watch watch{on};
   watch.note_descriptors();
   watch.be_careful(true);
   plugin::phase phase{&watch, 7, 3};
   {
      plugin::entered const code{phase};
      act();
   }
   watch.look_at_settings();
   _exit(0);
}

[[noreturn]] void act_before_a_record_is_sent(void (*act)())
{
   scan::board on;
   scan::board_watch watch{on};
   watch.note_descriptors();
   act();
   watch.look_at_settings();
   _exit(0);
}

[[noreturn]] void burn_within_plugin_code()
{
   scan::board on;
   scan::board_watch watch{on};
   watch.limit(20ms);
   plugin::phase phase{&watch, 7, 3};
   for (;;) {
      plugin::entered const code{phase};
      auto const end = std::clock() + CLOCKS_PER_SEC / 100;
      while (std::clock() < end) {
      }
   }
}

class harms : public testing::TestWithParam<harm> {};

TEST_P(harms, end_the_process_when_plugin_code_returns)
{
   auto const& h = GetParam();
   EXPECT_EXIT(
      act_within_plugin_code(h.act), testing::ExitedWithCode(static_cast<int>(h.reason)), "");
   EXPECT_FALSE(scan::reason_of_exit(static_cast<int>(h.reason)).empty());
}

// What harms records is seen before one is sent, whatever the code.
TEST_P(harms, end_the_process_before_a_record_is_sent)
{
   auto const& h = GetParam();
   EXPECT_EXIT(
      act_before_a_record_is_sent(h.act), testing::ExitedWithCode(static_cast<int>(h.reason)), "");
}

INSTANTIATE_TEST_SUITE_P(
   all,
   harms,
   testing::Values(
      harm{
         "descriptor",
         watch_reason::lost_descriptor,
         [] {
            close(STDIN_FILENO);
         }},
      harm{
         "flags_of_a_descriptor",
         watch_reason::lost_descriptor,
         [] {
            fcntl(STDERR_FILENO, F_SETFL, fcntl(STDERR_FILENO, F_GETFL) ^ O_NONBLOCK);
         }},
      harm{
         "rounding",
         watch_reason::changed_arithmetic,
         [] {
            std::fesetround(FE_TOWARDZERO);
         }},
      harm{
         "locale",
         watch_reason::changed_locale,
         [] {
            std::setlocale(LC_ALL, "C.UTF-8");
         }},
      harm{
         "locale_of_the_thread",
         watch_reason::changed_locale,
         [] {
            uselocale(newlocale(LC_ALL_MASK, "C", nullptr));
         }},
      harm{
         "environment",
         watch_reason::changed_environment,
         [] {
            setenv("DNSLINT_NEW_VARIABLE", "1", 1);
         }},
      harm{
         "limit",
         watch_reason::changed_limit,
         [] {
            lower(RLIMIT_NOFILE, 100);
         }},
      harm{
         "signal_mask",
         watch_reason::changed_signal_mask,
         [] {
            sigset_t one;
            sigemptyset(&one);
            sigaddset(&one, SIGUSR2);
            sigprocmask(SIG_BLOCK, &one, nullptr);
         }},
      harm{
         "signal_handler",
         watch_reason::changed_signal_handler,
         [] {
            std::signal(SIGABRT, nothing);
         }},
      harm{
         "folder",
         watch_reason::changed_folder,
         [] {
            if (chdir("/proc") != 0)
               _exit(1);
         }},
      harm{
         "creation_mask",
         watch_reason::changed_creation_mask,
         [] {
            umask(0123);
         }},
      harm{
         "timer",
         watch_reason::changed_timer,
         [] {
            alarm(1000);
         }},
      harm{
         "priority",
         watch_reason::changed_priority,
         [] {
            errno = 0;
            if (nice(1) == -1 && errno != 0)
               _exit(1);
         }}),
   [](auto const& about) {
      return about.param.name;
   });

TEST(board_watch, lets_calm_code_return)
{
   EXPECT_EXIT(
      act_within_plugin_code([] {
         std::feraiseexcept(FE_INEXACT);
         close(open("/dev/null", O_RDONLY | O_CLOEXEC));
      }),
      testing::ExitedWithCode(0),
      "");
}

TEST(board_watch, names_the_file_whose_loading_changed_the_process)
{
   EXPECT_EXIT(
      {
         scan::board on;
         scan::board_watch watch{on};
         watch.loading("first.so");
         std::fesetround(FE_UPWARD);
         watch.loading("second.so");
         _exit(0);
      },
      testing::ExitedWithCode(static_cast<int>(watch_reason::changed_arithmetic)),
      "");
}

TEST(board_watch, ends_code_that_runs_too_long_on_one_domain)
{
   EXPECT_EXIT(
      burn_within_plugin_code(),
      testing::ExitedWithCode(static_cast<int>(watch_reason::ran_too_long)),
      "");
}

// A copy of the worker that returns from plugin code is no worker: it must end there.
TEST(board_watch, ends_a_process_that_plugin_code_has_forked)
{
   scan::board on;
   scan::board_watch watch{on};
   plugin::phase phase{&watch, 7, 3};
   pid_t child = 0;
   auto const self = getpid();
   {
      plugin::entered const code{phase};
      child = fork();
   }
   if (getpid() != self)
      _exit(99);
   int status = 0;
   ASSERT_EQ(waitpid(child, &status, 0), child);
   EXPECT_TRUE(WIFEXITED(status));
   EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST(watch_reason, is_known_by_its_exit_status_and_no_other_status_is_one)
{
   EXPECT_EQ(
      scan::reason_of_exit(static_cast<int>(watch_reason::ran_too_long)), "too much CPU time");
   for (auto const status : {0, 1, 3, 99, 127, 255})
      EXPECT_EQ(scan::reason_of_exit(status), "") << status;
}

}  // namespace
