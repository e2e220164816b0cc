// SPDX-License-Identifier: Apache-2.0
#include "deeds.hpp"

#include <cfenv>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <locale.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>
#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

namespace setting_deeds {
namespace {

// The descriptors of a worker.
constexpr int link_of_worker = 3;
constexpr int board_of_worker = 4;

template <class Resource>
void lower(Resource which, rlim_t to)
{
   rlimit both{};
   getrlimit(which, &both);
   both.rlim_cur = to;
   setrlimit(which, &both);
}

void nothing(int) {}

}  // namespace

void limit_files(dnslint::context&)
{
   lower(RLIMIT_NOFILE, 64);
}
void limit_cpu(dnslint::context&)
{
   lower(RLIMIT_CPU, 100'000);
}
void limit_stack(dnslint::context&)
{
   lower(RLIMIT_STACK, 4U << 20U);
}
void limit_file_size(dnslint::context&)
{
   lower(RLIMIT_FSIZE, 1U << 20U);
}
void round_upward(dnslint::context&)
{
   std::fesetround(FE_UPWARD);
}
void flush_to_zero(dnslint::context&)
{
#if defined(__x86_64__)
   _mm_setcsr(_mm_getcsr() | 0x8040);
#else
   std::fesetround(FE_DOWNWARD);
#endif
}
void trap_division(dnslint::context&)
{
   feenableexcept(FE_DIVBYZERO);
}
void block_signal(dnslint::context&)
{
   sigset_t one;
   sigemptyset(&one);
   sigaddset(&one, SIGTERM);
   sigprocmask(SIG_BLOCK, &one, nullptr);
}
void ignore_signal(dnslint::context&)
{
   std::signal(SIGTERM, SIG_IGN);
}
void catch_signal(dnslint::context&)
{
   std::signal(SIGSEGV, nothing);
}
void change_folder(dnslint::context&)
{
   if (chdir("/proc") != 0)
      std::abort();
}
void set_locale(dnslint::context&)
{
   std::setlocale(LC_NUMERIC, "C.UTF-8");
}
void use_locale(dnslint::context&)
{
   uselocale(newlocale(LC_ALL_MASK, "C.UTF-8", nullptr));
}
void mask_files(dnslint::context&)
{
   umask(0);
}
void set_alarm(dnslint::context&)
{
   alarm(3600);
}
void profile(dnslint::context&)
{
   itimerval const hour{{0, 0}, {3600, 0}};
   setitimer(ITIMER_PROF, &hour, nullptr);
}
void be_nice(dnslint::context&)
{
   if (nice(1) < 0)
      std::abort();
}
void set_environment(dnslint::context&)
{
   setenv("TZ", "Asia/Kathmandu", 1);
}
void clear_environment(dnslint::context&)
{
   clearenv();
}
void close_output(dnslint::context&)
{
   close(STDOUT_FILENO);
}
void close_link(dnslint::context&)
{
   close(link_of_worker);
}
void replace_link(dnslint::context&)
{
   auto const nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
   dup2(nowhere, link_of_worker);
   close(nowhere);
}
void shut_link(dnslint::context&)
{
   shutdown(link_of_worker, SHUT_RDWR);
}
void write_to_link(dnslint::context&)
{
   constexpr char text[] = "this is no message, and its checksum is wrong";
   // Where another deed has taken the link away, nobody will read it.
   if (send(link_of_worker, text, sizeof text, MSG_NOSIGNAL) < 0)
      std::abort();
   sleep(5);  // until the supervisor has read it
}
void close_board(dnslint::context&)
{
   close(board_of_worker);
}

}  // namespace setting_deeds
