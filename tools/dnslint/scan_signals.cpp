// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/scan_signals.hpp"

#include "tools/dnslint/exit_status.hpp"

#include <csignal>
#include <ctime>
#include <unistd.h>

namespace dnslint::command {
namespace {

volatile std::sig_atomic_t interrupted = 0;
volatile std::sig_atomic_t look = 0;
timespec interrupted_at{};

void on_interrupt(int)
{
   if (interrupted != 0)
      _exit(stopped);
   clock_gettime(CLOCK_MONOTONIC, &interrupted_at);
   interrupted = 1;
}

void on_look(int)
{
   look = 1;
}

std::chrono::nanoseconds since_boot(timespec const& t)
{
   return std::chrono::seconds{t.tv_sec} + std::chrono::nanoseconds{t.tv_nsec};
}

}  // namespace

void listen_to_signals()
{
   std::signal(SIGINT, on_interrupt);
   std::signal(SIGTERM, on_interrupt);
   std::signal(SIGUSR1, on_look);
   std::signal(SIGPIPE, SIG_IGN);
   std::signal(SIGXFSZ, SIG_IGN);
   std::signal(SIGCHLD, SIG_DFL);
}

bool is_interrupted() noexcept
{
   return interrupted != 0;
}

bool is_interrupted_for(std::chrono::milliseconds time) noexcept
{
   if (interrupted == 0)
      return false;
   timespec now{};
   clock_gettime(CLOCK_MONOTONIC, &now);
   return since_boot(now) - since_boot(interrupted_at) >= time;
}

bool take_look() noexcept
{
   auto const wanted = look != 0;
   look = 0;
   return wanted;
}

}  // namespace dnslint::command
