// SPDX-License-Identifier: Apache-2.0
#include "tests/support/process.hpp"

#include <array>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace dnslint::tests {

namespace {

constexpr int between_looks_ms = 5;

struct pipe_ends {
   int read = -1;
   int write = -1;
};

pipe_ends make_pipe()
{
   std::array<int, 2> ends{};
   if (pipe2(ends.data(), O_CLOEXEC) != 0)
      throw std::runtime_error{"cannot make a pipe"};
   return {ends[0], ends[1]};
}

void close_end(int& end)
{
   if (end >= 0)
      close(end);
   end = -1;
}

[[noreturn]] void become(std::vector<std::string> const& words, int in, int out, int err)
{
   prctl(PR_SET_PDEATHSIG, SIGKILL);
   dup2(in, STDIN_FILENO);
   dup2(out, STDOUT_FILENO);
   dup2(err, STDERR_FILENO);
   std::vector<char*> arguments;
   arguments.reserve(words.size() + 1);
   for (auto const& word : words)
      arguments.push_back(const_cast<char*>(word.c_str()));
   arguments.push_back(nullptr);
   execv(arguments.front(), arguments.data());
   _exit(127);
}

// Appends what is there to `text`; closes at the end.
void drain(int& from, std::string& text)
{
   std::array<char, 65536> some{};
   auto const count = read(from, some.data(), some.size());
   if (count > 0)
      text.append(some.data(), static_cast<std::size_t>(count));
   else
      close_end(from);
}

int status_of(int raw)
{
   return WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
}

}  // namespace

process::process(std::vector<std::string> const& words, std::string input)
: input_{std::move(input)}
{
   std::signal(SIGPIPE, SIG_IGN);
   auto in = make_pipe();
   auto out = make_pipe();
   auto err = make_pipe();
   id_ = fork();
   if (id_ < 0)
      throw std::runtime_error{"cannot fork"};
   if (id_ == 0)
      become(words, in.read, out.write, err.write);
   close_end(in.read);
   close_end(out.write);
   close_end(err.write);
   in_ = in.write;
   out_ = out.read;
   err_ = err.read;
   fcntl(in_, F_SETFL, O_NONBLOCK);
   feed();
}

process::~process()
{
   if (id_ > 0) {
      kill(id_, SIGKILL);
      waitpid(id_, nullptr, 0);
   }
   close_end(in_);
   close_end(out_);
   close_end(err_);
}

void process::signal(int number) const
{
   kill(id_, number);
}

void process::feed()
{
   if (in_ < 0)
      return;
   auto const count = input_.empty() ? 0 : write(in_, input_.data(), input_.size());
   if (count > 0)
      input_.erase(0, static_cast<std::size_t>(count));
   if (input_.empty() || (count < 0 && errno != EAGAIN))
      close_end(in_);
}

// VmHWM is of this program alone; getrusage() would count the memory of the one that started it.
void process::look_at_memory(ended_process& seen) const
{
   std::ifstream status{"/proc/" + std::to_string(id_) + "/status"};
   for (std::string word; status >> word;)
      if (word == "VmHWM:") {
         status >> seen.peak_kib;
         return;
      }
}

void process::transfer(ended_process& seen)
{
   std::array<pollfd, 3> ends{
      pollfd{out_, POLLIN, 0}, pollfd{err_, POLLIN, 0}, pollfd{in_, POLLOUT, 0}};
   poll(ends.data(), ends.size(), between_looks_ms);
   if (ends[0].revents != 0)
      drain(out_, seen.out);
   if (ends[1].revents != 0)
      drain(err_, seen.err);
   if (ends[2].revents != 0)
      feed();
}

ended_process process::wait(std::chrono::seconds most)
{
   ended_process seen;
   auto const give_up = std::chrono::steady_clock::now() + most;
   while (out_ >= 0 || err_ >= 0) {
      look_at_memory(seen);
      transfer(seen);
      if (!seen.timed_out && std::chrono::steady_clock::now() > give_up) {
         seen.timed_out = true;
         kill(id_, SIGKILL);
      }
   }
   int raw = 0;
   waitpid(std::exchange(id_, -1), &raw, 0);
   seen.status = status_of(raw);
   return seen;
}

ended_process run(std::vector<std::string> const& words, std::string input)
{
   return process{words, std::move(input)}.wait();
}

}  // namespace dnslint::tests
