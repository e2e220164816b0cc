// SPDX-License-Identifier: Apache-2.0
// Each change is made in a process of its own, whose exit status tells what was seen.
#include "core/scan/process_settings.hpp"

#include <cfenv>
#include <clocale>
#include <cstdlib>
#include <functional>
#include <gtest/gtest.h>
#include <locale.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace dnslint;
using scan::watch_reason;

constexpr int nothing_changed = 1;

// What is seen after `deed`, in a process that does it.
watch_reason change_seen(std::function<void()> const& deed)
{
   auto const child = fork();
   if (child == 0) {
      auto const before = scan::process_settings::of_this_process();
      deed();
      auto const seen = before.changed();
      _exit(seen == watch_reason::none ? nothing_changed : static_cast<int>(seen));
   }
   int status = 0;
   waitpid(child, &status, 0);
   EXPECT_TRUE(WIFEXITED(status));
   auto const code = WEXITSTATUS(status);
   return code == nothing_changed ? watch_reason::none : static_cast<watch_reason>(code);
}

void limit_files(rlim_t files)
{
   rlimit both{};
   getrlimit(RLIMIT_NOFILE, &both);
   both.rlim_cur = files;
   setrlimit(RLIMIT_NOFILE, &both);
}

void block(int signal)
{
   sigset_t set;
   sigemptyset(&set);
   sigaddset(&set, signal);
   sigprocmask(SIG_BLOCK, &set, nullptr);
}

void run_timer(long seconds)
{
   itimerval timer{};
   timer.it_value.tv_sec = seconds;
   setitimer(ITIMER_PROF, &timer, nullptr);
}

TEST(process_settings, see_nothing_where_nothing_was_changed)
{
   EXPECT_EQ(change_seen([] {}), watch_reason::none);
}

TEST(process_settings, see_each_change)
{
   EXPECT_EQ(
      change_seen([] {
         fesetround(FE_UPWARD);
      }),
      watch_reason::changed_arithmetic);
   EXPECT_EQ(
      change_seen([] {
         feenableexcept(FE_DIVBYZERO);
      }),
      watch_reason::changed_arithmetic);
   EXPECT_EQ(
      change_seen([] {
         limit_files(50);
      }),
      watch_reason::changed_limit);
   EXPECT_EQ(
      change_seen([] {
         block(SIGUSR1);
      }),
      watch_reason::changed_signal_mask);
   EXPECT_EQ(
      change_seen([] {
         signal(SIGTERM, SIG_IGN);
      }),
      watch_reason::changed_signal_handler);
   EXPECT_EQ(
      change_seen([] {
         EXPECT_EQ(chdir("/"), 0);
      }),
      watch_reason::changed_folder);
   EXPECT_EQ(
      change_seen([] {
         umask(0123);
      }),
      watch_reason::changed_creation_mask);
   EXPECT_EQ(
      change_seen([] {
         run_timer(1000);
      }),
      watch_reason::changed_timer);
   EXPECT_EQ(
      change_seen([] {
         setpriority(PRIO_PROCESS, 0, 19);
      }),
      watch_reason::changed_priority);
}

TEST(process_settings, see_variables_that_are_added_replaced_or_removed)
{
   setenv("DNSLINT_TEST_SETTING", "1", 1);
   EXPECT_EQ(
      change_seen([] {
         setenv("DNSLINT_TEST_OTHER", "1", 1);
      }),
      watch_reason::changed_environment);
   EXPECT_EQ(
      change_seen([] {
         setenv("DNSLINT_TEST_SETTING", "2", 1);
      }),
      watch_reason::changed_environment);
   EXPECT_EQ(
      change_seen([] {
         unsetenv("DNSLINT_TEST_SETTING");
      }),
      watch_reason::changed_environment);
   EXPECT_EQ(
      change_seen([] {
         clearenv();
      }),
      watch_reason::changed_environment);
   unsetenv("DNSLINT_TEST_SETTING");
}

TEST(process_settings, see_the_locale_of_the_process_and_of_the_thread)
{
   EXPECT_EQ(
      change_seen([] {
         std::setlocale(LC_ALL, "C.UTF-8");
      }),
      watch_reason::changed_locale);
   EXPECT_EQ(
      change_seen([] {
         uselocale(newlocale(LC_ALL_MASK, "C.UTF-8", nullptr));
      }),
      watch_reason::changed_locale);
}

// What is put back, as libraries do it, has harmed nobody.
TEST(process_settings, do_not_see_what_was_put_back)
{
   EXPECT_EQ(
      change_seen([] {
         auto const mask = umask(0123);
         umask(mask);
         fesetround(FE_DOWNWARD);
         fesetround(FE_TONEAREST);
         auto const handler = signal(SIGTERM, SIG_IGN);
         signal(SIGTERM, handler);
         run_timer(1000);
         run_timer(0);
      }),
      watch_reason::none);
}

// Which exceptions an operation has met is no setting: every division may leave that behind.
TEST(process_settings, do_not_see_what_calculations_leave_behind)
{
   EXPECT_EQ(
      change_seen([] {
         feraiseexcept(FE_INEXACT | FE_OVERFLOW);
      }),
      watch_reason::none);
}

// A folder that is removed has no name any more.
TEST(process_settings, see_that_the_working_directory_is_gone)
{
   EXPECT_EQ(
      change_seen([] {
         std::string name = "/tmp/dnslint-settings-XXXXXX";
         EXPECT_NE(mkdtemp(name.data()), nullptr);
         EXPECT_EQ(chdir(name.c_str()), 0);
         rmdir(name.c_str());
      }),
      watch_reason::changed_folder);
}

}  // namespace
