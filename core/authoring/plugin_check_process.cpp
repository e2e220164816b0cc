// SPDX-License-Identifier: Apache-2.0
#include "core/authoring/plugin_check_process.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <fmt/format.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace dnslint::authoring {
namespace {

using clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

// Ends what the process says: without it, the plugin ended the process.
constexpr std::string_view end_mark = "\x04 said all";
constexpr std::size_t most_said = 1U << 20U;

void limit(int resource, rlim_t most)
{
   rlimit const both{most, most};
   setrlimit(static_cast<__rlimit_resource>(resource), &both);
}

void limit_this_process()
{
   limit(RLIMIT_CORE, 0);
// The shadow memory of the address sanitizer is larger than any limit.
#if !defined(__SANITIZE_ADDRESS__)
   limit(RLIMIT_AS, most_case_memory);
#endif
}

void write_all(int to, std::string_view text)
{
   while (!text.empty()) {
      auto const written = write(to, text.data(), text.size());
      if (written <= 0)
         return;
      text.remove_prefix(static_cast<std::size_t>(written));
   }
}

// What a plugin prints must not stand in the middle of a report.
[[noreturn]] void work_and_leave(std::function<std::string()> const& work, int to)
{
   setpgid(0, 0);
   limit_this_process();
   dup2(STDERR_FILENO, STDOUT_FILENO);
   std::string said;
   try {
      said = work();
   } catch (std::exception const& e) {
      said = fmt::format("the host failed: {}", e.what());
   }
   write_all(to, said.append(end_mark));
   _exit(0);
}

milliseconds left_until(clock::time_point end)
{
   return std::max(milliseconds{0}, std::chrono::duration_cast<milliseconds>(end - clock::now()));
}

// All that it says until it closes the pipe, or the time is over.
std::string read_until(int from, clock::time_point end)
{
   std::string said;
   std::array<char, 4096> some{};
   for (;;) {
      pollfd ready{from, POLLIN, 0};
      auto const polled = poll(&ready, 1, static_cast<int>(left_until(end).count()));
      if (polled < 0 && errno == EINTR)
         continue;
      if (polled <= 0)
         return said;
      auto const count = read(from, some.data(), some.size());
      if (count <= 0 || said.size() > most_said)
         return said;
      said.append(some.data(), static_cast<std::size_t>(count));
   }
}

// It stays a zombie, so that its number belongs to nobody else yet.
bool ends_by(pid_t process, clock::time_point end)
{
   for (;;) {
      siginfo_t ended{};
      waitid(P_PID, static_cast<id_t>(process), &ended, WEXITED | WNOHANG | WNOWAIT);
      if (ended.si_pid == process)
         return true;
      if (clock::now() >= end)
         return false;
      std::this_thread::sleep_for(milliseconds{1});
   }
}

std::string how_it_ended(int status)
{
   if (!WIFSIGNALED(status))
      return fmt::format("it ended the process with exit status {}", WEXITSTATUS(status));
   auto const* const name = sigabbrev_np(WTERMSIG(status));
   return name == nullptr ? fmt::format("it was ended by signal {}", WTERMSIG(status))
                          : fmt::format("it was ended by SIG{}", name);
}

contained collect(pid_t process, int from, milliseconds time_limit)
{
   auto const end = clock::now() + time_limit;
   contained c{read_until(from, end), {}};
   auto const ended = ends_by(process, end);
   kill(-process, SIGKILL);
   kill(process, SIGKILL);
   int status = 0;
   waitpid(process, &status, 0);
   if (!ended)
      c.lost = fmt::format("it did not end within {} ms", time_limit.count());
   else if (!c.said.ends_with(end_mark))
      c.lost = how_it_ended(status);
   else
      c.said.resize(c.said.size() - end_mark.size());
   return c;
}

}  // namespace

contained run_contained(std::function<std::string()> const& work, milliseconds time_limit)
{
   std::array<int, 2> ends{};
   if (pipe(ends.data()) != 0)
      return {{}, fmt::format("no pipe could be made: {}", std::strerror(errno))};
   std::fflush(nullptr);
   auto const process = fork();
   if (process == 0) {
      close(ends[0]);
      work_and_leave(work, ends[1]);
   }
   close(ends[1]);
   contained c;
   if (process < 0)
      c.lost = fmt::format("no process could be started: {}", std::strerror(errno));
   else {
      setpgid(process, process);
      c = collect(process, ends[0], time_limit);
   }
   close(ends[0]);
   return c;
}

}  // namespace dnslint::authoring
