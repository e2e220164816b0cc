// SPDX-License-Identifier: Apache-2.0
// Does to its process what the TXT record of the domain says: "rogue=segfault".
#include <dnslint/plugin.hpp>

#include <clocale>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <exception>
#include <fcntl.h>
#include <limits>
#include <map>
#include <stdexcept>
#include <string>
#include <thread>
#include <unistd.h>

namespace {

bool volatile for_ever = true;
char volatile* volatile leaked = nullptr;

struct throws_at_end {
   ~throws_at_end() noexcept(false) { throw std::runtime_error{"from a destructor"}; }
};

// Not a tail call, and not without a trace.
int overflow(int depth)
{
   char volatile frame[4096];
   frame[0] = static_cast<char>(depth);
   return for_ever ? overflow(depth + 1) + frame[0] : 0;
}

void allocate(std::size_t size)
{
   leaked = static_cast<char volatile*>(std::malloc(size));
   for (std::size_t at = 0; at < size; at += 4096)
      leaked[at] = 1;
}

void open_many()
{
   for (auto i = 0; i != 200; ++i)
      if (open("/dev/null", O_RDONLY) < 0)
         return;
}

void close_all()
{
   for (auto i = 3; i != 1024; ++i)
      close(i);
}

void flood()
{
   std::string const line(1023, 'x');
   for (auto i = 0; i != 65'536; ++i)
      std::puts(line.c_str());
   std::fflush(stdout);
}

void change_the_process()
{
   for (auto const s : {SIGTERM, SIGINT, SIGSEGV, SIGABRT, SIGCHLD, SIGUSR1, SIGPIPE})
      std::signal(s, SIG_IGN);
   std::setlocale(LC_ALL, "C.UTF-8");
}

[[maybe_unused]] void end_in_a_destructor()
{
   throws_at_end const one;
}

void leave_a_thread()
{
   std::thread{[] {
      while (for_ever)
         usleep(1000);
   }}.detach();
}

// Never long at once.
dnslint::co<> burn(dnslint::context cx)
{
   for (auto i = 0; i != 100; ++i) {
      auto const end = std::clock() + CLOCKS_PER_SEC / 5;
      while (std::clock() < end) {
      }
      co_await cx.query(
         "n" + std::to_string(i) + "." + std::string{cx.domain()}, dnslint::rrtype::a);
   }
}

// A copy of the worker, which goes on as if it were one.
void fork_away()
{
   fork();
}

std::map<std::string, void (*)()> const& deeds()
{
   static std::map<std::string, void (*)()> const all{
      {"throw",
       [] {
          throw std::runtime_error{"on purpose"};
       }},
      {"throw-in-destructor", end_in_a_destructor},
      {"terminate",
       [] {
          std::terminate();
       }},
      {"spin",
       [] {
          while (for_ever) {
          }
       }},
      {"sleep",
       [] {
          sleep(1000);
       }},
      {"segfault",
       [] {
          *static_cast<int volatile*>(nullptr) = 1;
       }},
      {"abort",
       [] {
          std::abort();
       }},
      {"overflow",
       [] {
          overflow(0);
       }},
      {"allocate",
       [] {
          allocate(std::size_t{10} << 30U);
       }},
      {"leak",
       [] {
          allocate(std::size_t{40} << 20U);
       }},
      {"open", open_many},
      {"exit",
       [] {
          std::exit(0);
       }},
      {"fork", fork_away},
      {"close", close_all},
      {"flood", flood},
      {"thread", leave_a_thread},
      {"change", change_the_process}};
   return all;
}

dnslint::task rogue(dnslint::context cx)
{
   auto const txt = co_await cx.query(cx.domain(), dnslint::rrtype::txt);
   std::string deed;
   for (auto const& r : txt.records())
      if (auto const text = r.text(); text.starts_with("rogue="))
         deed = text.substr(6);
   if (deeds().contains(deed))
      deeds().at(deed)();
   if (deed == "burn")
      co_await burn(cx);
   if (deed == "nan")
      cx.facts().set("ratio", std::numeric_limits<double>::quiet_NaN());
   else
      cx.facts().set("ratio", 0.5);
   if (deed == "garbage")
      cx.settle("rogue/no-such-check", true);
   if (deed == "long")
      cx.settle("rogue/calm", false).message(std::string(100'000'000, '\xff'));
   else
      cx.settle("rogue/calm", true);
}

}  // namespace

DNSLINT_PLUGIN("rogue", "1.0.0", dnslint::make_probe<rogue>("rogue"))
