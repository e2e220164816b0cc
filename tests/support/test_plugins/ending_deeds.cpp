// SPDX-License-Identifier: Apache-2.0
#include "deeds.hpp"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <linux/seccomp.h>
#include <stdexcept>
#include <string>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <thread>
#include <unistd.h>

namespace ending_deeds {
namespace {

int volatile zero = 0;
int volatile hundred = 100;
void (*volatile nowhere)() = nullptr;

// Its name is how a test finds it.
[[noreturn]] void live_for_ever()
{
   auto const* const name = std::getenv("DNSLINT_TEST_ORPHAN");
   prctl(PR_SET_NAME, name == nullptr ? "orphan" : name);
   for (;;)
      sleep(1000);
}

}  // namespace

void kill_itself(dnslint::context&)
{
   kill(getpid(), SIGKILL);
}
void terminate_itself(dnslint::context&)
{
   kill(getpid(), SIGTERM);
}
void illegal_instruction(dnslint::context&)
{
   __builtin_trap();
}
void divide(dnslint::context&)
{
   hundred = hundred / zero;
}
void bus_error(dnslint::context&)
{
   auto* const file = std::tmpfile();
   auto* const at = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fileno(file), 0);
   *static_cast<char volatile*>(at) = 1;
}
void alarm_signal(dnslint::context&)
{
   std::raise(SIGALRM);
}
void exit_now(dnslint::context&)
{
   _exit(0);
}
void exit_seven(dnslint::context&)
{
   _exit(7);
}
void quick_exit(dnslint::context&)
{
   std::quick_exit(0);
}
void execute(dnslint::context&)
{
   execl("/bin/true", "true", nullptr);
}
void strict_seccomp(dnslint::context&)
{
   prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT);
}
void unmap_board(dnslint::context&)
{
   std::ifstream maps{"/proc/self/maps"};
   for (std::string line; std::getline(maps, line);)
      if (line.find("dnslint-worker") != std::string::npos)
         munmap(reinterpret_cast<void*>(std::stoul(line, nullptr, 16)), 4096);
}
void throw_in_thread(dnslint::context&)
{
   std::thread{[] {
      throw std::runtime_error{"of nobody"};
   }}.join();
}
void call_null(dnslint::context&)
{
   nowhere();
}
void session_child(dnslint::context&)
{
   if (fork() == 0) {
      setsid();
      live_for_ever();
   }
}
void daemon(dnslint::context&)
{
   auto const child = fork();
   if (child == 0) {
      setsid();
      if (fork() != 0)
         _exit(0);
      live_for_ever();
   }
}
void many_children(dnslint::context&)
{
   for (auto i = 0; i != 20; ++i)
      if (fork() == 0)
         live_for_ever();
}

}  // namespace ending_deeds
