// SPDX-License-Identifier: Apache-2.0
#include "core/scan/warden.hpp"

#include "core/scan/orphan_reaper.hpp"

#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace dnslint::scan {
namespace {

constexpr int supervisor_descriptor = 3;

void notice_child(int) {}

// They arrive only while the warden waits.
void hold_signals_of_children() noexcept
{
   sigset_t held;
   sigemptyset(&held);
   sigaddset(&held, SIGCHLD);
   sigprocmask(SIG_SETMASK, &held, nullptr);
   std::signal(SIGCHLD, notice_child);
}

// Others wait for the ends of what this process was forked with.
void close_all_but(int descriptor) noexcept
{
   auto const empty = open("/dev/null", O_RDWR);
   for (auto const own : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
      dup2(empty, own);
   dup2(descriptor, supervisor_descriptor);
   close_range(supervisor_descriptor + 1, ~0U, 0);
}

[[noreturn]] void end_like(int status) noexcept
{
   if (WIFEXITED(status))
      _exit(WEXITSTATUS(status));
   rlimit const no_core{0, 0};
   setrlimit(RLIMIT_CORE, &no_core);
   auto const number = WTERMSIG(status);
   std::signal(number, SIG_DFL);
   kill(getpid(), number);
   _exit(1);
}

}  // namespace

warden::warden(pid_t supervisor) noexcept
{
   setpgid(0, 0);
   prctl(PR_SET_NAME, "dnslint-warden");
   prctl(PR_SET_CHILD_SUBREAPER, 1);
   for (auto const s : {SIGINT, SIGTERM, SIGHUP, SIGUSR1})
      std::signal(s, SIG_DFL);
   hold_signals_of_children();
   auto const opened = static_cast<int>(syscall(SYS_pidfd_open, supervisor, 0));
   supervisor_ = fcntl(opened, F_DUPFD, supervisor_descriptor);
   if (supervisor_ < 0 || getppid() != supervisor)
      _exit(1);
}

void warden::wait_for_news() const noexcept
{
   sigset_t none;
   sigemptyset(&none);
   pollfd supervisor{supervisor_descriptor, POLLIN, 0};
   if (ppoll(&supervisor, 1, nullptr, &none) <= 0)
      return;
   kill_children({});
   _exit(1);
}

void warden::keep(pid_t worker) const noexcept
{
   close_all_but(supervisor_);
   for (;;) {
      auto status = 0;
      auto const ended = waitpid(-1, &status, WNOHANG);
      if (ended == 0)
         wait_for_news();
      if (ended != worker && ended >= 0)
         continue;
      kill_children({});
      end_like(status);
   }
}

}  // namespace dnslint::scan
