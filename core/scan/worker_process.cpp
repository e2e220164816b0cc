// SPDX-License-Identifier: Apache-2.0
#include "core/scan/worker_process.hpp"

#include "core/scan/warden.hpp"
#include "core/scan/watch_reason.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace dnslint::scan {
namespace {

base::diagnostic cannot_start(int why)
{
   return base::error(
      fmt::format("a worker process cannot be started: {}", std::strerror(why)),
      "--workers 0 audits without");
}

// Three ends that the child gets, at descriptors that exec leaves open.
struct child_ends {
   int link = -1;
   int board = -1;
   int output = -1;
};

void limit(int resource, std::size_t bound)
{
   rlimit both{};
   if (bound == 0 || getrlimit(static_cast<__rlimit_resource_t>(resource), &both) != 0)
      return;
   both.rlim_cur = both.rlim_max = std::min<rlim_t>(bound, both.rlim_max);
   setrlimit(static_cast<__rlimit_resource_t>(resource), &both);
}

// Above the descriptors that they are to become.
int moved_up(int descriptor)
{
   return fcntl(descriptor, F_DUPFD, 10);
}

// In the child; only calls that are safe there.
[[noreturn]] void become_worker(
   char const* program,
   char* const* arguments,
   child_ends const& ends,
   process_limits const& bounds,
   pid_t parent)
{
   prctl(PR_SET_PDEATHSIG, SIGKILL);
   if (getppid() != parent)
      _exit(1);
   for (auto const s : {SIGINT, SIGTERM, SIGPIPE, SIGUSR1})
      signal(s, SIG_DFL);
   sigset_t none;
   sigemptyset(&none);
   sigprocmask(SIG_SETMASK, &none, nullptr);
   auto const link = moved_up(ends.link);
   auto const board = moved_up(ends.board);
   auto const output = moved_up(ends.output);
   auto const empty = open("/dev/null", O_RDONLY);
   dup2(empty, STDIN_FILENO);
   dup2(output, STDOUT_FILENO);
   dup2(output, STDERR_FILENO);
   dup2(link, worker_link_descriptor);
   dup2(board, worker_board_descriptor);
   close_range(worker_board_descriptor + 1, ~0U, 0);
   limit(RLIMIT_AS, bounds.memory);
   limit(RLIMIT_NOFILE, bounds.files);
   rlimit const no_core{0, 0};
   setrlimit(RLIMIT_CORE, &no_core);
   execv(program, arguments);
   _exit(127);
}

// In the child: it becomes the worker's warden, and never returns.
[[noreturn]] void start_below_warden(
   char const* program,
   char* const* arguments,
   child_ends const& ends,
   process_limits const& most,
   pid_t supervisor)
{
   warden const keeper{supervisor};
   auto const self = getpid();
   auto const worker = fork();
   if (worker == 0)
      become_worker(program, arguments, ends, most, self);
   if (worker < 0)
      _exit(127);
   keeper.keep(worker);
}

process_end end_of(siginfo_t const& info)
{
   if (info.si_code == CLD_EXITED && info.si_status == 0)
      return {};
   if (info.si_code == CLD_EXITED) {
      auto const reason = reason_of_exit(info.si_status);
      return reason.empty() ? process_end{fmt::format("exit status {}", info.si_status)}
                            : process_end{std::string{reason}, true};
   }
   auto const* const name = sigabbrev_np(info.si_status);
   return {name == nullptr ? fmt::format("signal {}", info.si_status) : fmt::format("SIG{}", name)};
}

void close_if_open(int& descriptor)
{
   if (descriptor >= 0)
      close(std::exchange(descriptor, -1));
}

}  // namespace

base::result<worker_process> worker_process::start(
   std::string const& program,
   std::vector<std::string> const& arguments,
   process_limits const& bounds)
{
   auto made = shared_board::make();
   if (!made)
      return made.errors();
   worker_process p{std::move(*made)};
   std::array<int, 2> sockets{-1, -1};
   std::array<int, 2> pipes{-1, -1};
   if (
      socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets.data()) != 0 ||
      pipe2(pipes.data(), O_CLOEXEC | O_NONBLOCK) != 0)
      return cannot_start(errno);
   p.link_ = sockets[0];
   p.output_ = pipes[0];
   fcntl(p.link_, F_SETFL, O_NONBLOCK);
   std::vector<char*> words;
   words.reserve(arguments.size() + 1);
   for (auto const& word : arguments)
      words.push_back(const_cast<char*>(word.c_str()));
   words.push_back(nullptr);
   auto const parent = getpid();
   p.pid_ = fork();
   if (p.pid_ == 0)
      start_below_warden(
         program.c_str(),
         words.data(),
         {sockets[1], p.board_.descriptor(), pipes[1]},
         bounds,
         parent);
   auto const why = errno;
   close(sockets[1]);
   close(pipes[1]);
   if (p.pid_ < 0)
      return cannot_start(why);
   setpgid(p.pid_, p.pid_);
   p.descriptor_ = static_cast<int>(syscall(SYS_pidfd_open, p.pid_, 0));
   if (p.descriptor_ < 0)
      return cannot_start(errno);
   return p;
}

worker_process::worker_process(worker_process&& from) noexcept
: board_{std::move(from.board_)}
, pid_{std::exchange(from.pid_, -1)}
, descriptor_{std::exchange(from.descriptor_, -1)}
, link_{std::exchange(from.link_, -1)}
, output_{std::exchange(from.output_, -1)}
, out_{std::move(from.out_)}
, in_{std::move(from.in_)}
, output_left_{from.output_left_}
, is_closed_{from.is_closed_}
, reaped_{from.reaped_}
{}

worker_process& worker_process::operator=(worker_process&& from) noexcept
{
   std::swap(board_, from.board_);
   std::swap(pid_, from.pid_);
   std::swap(descriptor_, from.descriptor_);
   std::swap(link_, from.link_);
   std::swap(output_, from.output_);
   std::swap(out_, from.out_);
   std::swap(in_, from.in_);
   std::swap(output_left_, from.output_left_);
   std::swap(is_closed_, from.is_closed_);
   std::swap(reaped_, from.reaped_);
   return *this;
}

worker_process::~worker_process()
{
   if (pid_ > 0 && !reaped_) {
      kill();
      waitpid(pid_, nullptr, 0);
   }
   close_if_open(descriptor_);
   close_if_open(link_);
   close_if_open(output_);
}

void worker_process::send(message const& m)
{
   write_frame(out_, m);
   write_some();
}

void worker_process::write_some()
{
   while (!out_.empty()) {
      auto const sent = ::send(link_, out_.data(), out_.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent <= 0)
         return;
      out_.erase(0, static_cast<std::size_t>(sent));
   }
}

// A bounded share, so that every worker has its turn.
void worker_process::read_some()
{
   std::array<char, 262'144> bytes;
   for (auto turns = 0; turns != 16; ++turns) {
      auto const size = recv(link_, bytes.data(), bytes.size(), MSG_DONTWAIT);
      if (size == 0)  // closed, which would look readable until the process ends
         is_closed_ = true;
      if (size <= 0)
         return;
      in_.received({bytes.data(), static_cast<std::size_t>(size)});
   }
}

std::string worker_process::take_output()
{
   std::string text;
   std::array<char, 65'536> bytes;
   for (auto turns = 0; turns != 16; ++turns) {
      auto const size = output_ < 0 ? -1 : read(output_, bytes.data(), bytes.size());
      if (size == 0)  // closed, which would look readable for ever
         close_if_open(output_);
      if (size <= 0)
         break;
      auto const kept = std::min(static_cast<std::size_t>(size), output_left_);
      text.append(bytes.data(), kept);
      output_left_ -= kept;
   }
   return text;
}

// With everything that it forked.
void worker_process::kill()
{
   ::kill(-pid_, SIGKILL);
   ::kill(pid_, SIGKILL);
}

std::optional<process_end> worker_process::ended()
{
   siginfo_t info{};
   if (reaped_)
      return std::nullopt;
   if (waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG) != 0) {
      if (errno != ECHILD)
         return std::nullopt;
      reaped_ = true;  // by whoever ignores SIGCHLD
      return process_end{"an unknown end"};
   }
   if (info.si_pid == 0)
      return std::nullopt;
   reaped_ = true;
   ::kill(-pid_, SIGKILL);
   return end_of(info);
}

}  // namespace dnslint::scan
