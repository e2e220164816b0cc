// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/scan_signals.hpp"

#include "tools/dnslint/exit_status.hpp"

#include <csignal>
#include <unistd.h>

namespace dnslint::command {
namespace {

volatile std::sig_atomic_t begun = 0;
volatile std::sig_atomic_t interrupted = 0;
volatile std::sig_atomic_t look = 0;

void on_interrupt(int)
{
   if (begun == 0 || interrupted != 0)
      _exit(stopped);
   interrupted = 1;
}

void on_look(int)
{
   look = 1;
}

bool is_ignored(int number)
{
   struct sigaction now {};
   return sigaction(number, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
}

}  // namespace

void listen_to_signals()
{
   std::signal(SIGINT, on_interrupt);
   std::signal(SIGTERM, on_interrupt);
   if (!is_ignored(SIGHUP))
      std::signal(SIGHUP, on_interrupt);
   std::signal(SIGUSR1, on_look);
   std::signal(SIGPIPE, SIG_IGN);
   std::signal(SIGXFSZ, SIG_IGN);
   std::signal(SIGCHLD, SIG_DFL);
}

void scan_has_begun() noexcept
{
   begun = 1;
}

bool is_interrupted() noexcept
{
   return interrupted != 0;
}

bool take_look() noexcept
{
   auto const wanted = look != 0;
   look = 0;
   return wanted;
}

}  // namespace dnslint::command
