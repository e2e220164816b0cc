// SPDX-License-Identifier: Apache-2.0
#include "core/scan/process_settings.hpp"

#include <algorithm>
#include <cfenv>
#include <climits>
#include <clocale>
#include <cstring>
#include <locale.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dnslint::scan {
namespace {

char const* name_of_locale()
{
   auto const* const name = std::setlocale(LC_ALL, nullptr);
   return name == nullptr ? "" : name;
}

std::uintptr_t locale_of_thread()
{
   return reinterpret_cast<std::uintptr_t>(uselocale(nullptr));
}

}  // namespace

process_settings process_settings::of_this_process()
{
   process_settings s;
   s.limits_ = read_limits();
   s.handlers_ = read_handlers();
   s.mask_ = read_mask();
   s.folder_ = read_folder();
   s.creation_mask_ = read_creation_mask();
   s.arithmetic_ = read_arithmetic();
   s.environment_ = read_environment();
   s.locale_ = name_of_locale();
   s.thread_locale_ = locale_of_thread();
   s.has_timer_ = has_timer();
   s.priority_ = getpriority(PRIO_PROCESS, 0);
   return s;
}

watch_reason process_settings::changed() const
{
   if (arithmetic_ != read_arithmetic())
      return watch_reason::changed_arithmetic;
   if (locale_ != name_of_locale() || thread_locale_ != locale_of_thread())
      return watch_reason::changed_locale;
   if (environment_ != read_environment())
      return watch_reason::changed_environment;
   if (has_other_limits())
      return watch_reason::changed_limit;
   if (mask_ != read_mask())
      return watch_reason::changed_signal_mask;
   if (handlers_ != read_handlers())
      return watch_reason::changed_signal_handler;
   if (folder_ != read_folder())
      return watch_reason::changed_folder;
   if (creation_mask_ != read_creation_mask())
      return watch_reason::changed_creation_mask;
   if (has_timer_ != has_timer())
      return watch_reason::changed_timer;
   if (priority_ != getpriority(PRIO_PROCESS, 0))
      return watch_reason::changed_priority;
   return watch_reason::none;
}

process_settings::limits process_settings::read_limits()
{
   limits all{};
   for (std::size_t i = 0; i != all.size(); ++i)
      getrlimit(watched_limits[i], &all[i]);
   return all;
}

bool process_settings::has_other_limits() const
{
   auto const now = read_limits();
   return !std::ranges::equal(limits_, now, [](rlimit const& a, rlimit const& b) {
      return a.rlim_cur == b.rlim_cur && a.rlim_max == b.rlim_max;
   });
}

process_settings::handlers process_settings::read_handlers()
{
   handlers all{};
   for (std::size_t i = 0; i != all.size(); ++i) {
      struct sigaction now {};
      sigaction(watched_signals[i], nullptr, &now);
      all[i] = reinterpret_cast<std::uintptr_t>(now.sa_handler);
   }
   return all;
}

std::uint64_t process_settings::read_mask()
{
   sigset_t now;
   sigemptyset(&now);
   pthread_sigmask(SIG_SETMASK, nullptr, &now);
   std::uint64_t first = 0;
   std::memcpy(&first, &now, sizeof first);
   return first;
}

std::string process_settings::read_folder()
{
   std::array<char, PATH_MAX> path{};
   return getcwd(path.data(), path.size()) == nullptr ? std::string{} : std::string{path.data()};
}

unsigned process_settings::read_creation_mask()
{
   auto const now = umask(0);
   umask(now);
   return now;
}

// Rounding, which exceptions end the process, and what is done with the smallest numbers.
std::uint64_t process_settings::read_arithmetic()
{
   auto all = static_cast<std::uint64_t>(fegetround()) << 32U;
#if defined(__x86_64__)
   constexpr unsigned flags = 0x3f;  // which exceptions were met: not a setting
   std::uint16_t control = 0;
   asm volatile("fnstcw %0" : "=m"(control));
   all ^= (__builtin_ia32_stmxcsr() & ~flags) | static_cast<std::uint64_t>(control) << 16U;
#else
   all ^= static_cast<std::uint64_t>(fegetexcept());
#endif
   return all;
}

// Whether the variables are the same strings at the same places.
std::uint64_t process_settings::read_environment()
{
   auto all = reinterpret_cast<std::uint64_t>(environ);
   if (environ != nullptr)
      for (auto const* const* at = environ; *at != nullptr; ++at)
         all = all * 31 + reinterpret_cast<std::uint64_t>(*at);
   return all;
}

bool process_settings::has_timer()
{
   return std::ranges::any_of(std::array{ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF}, [](auto which) {
      itimerval now{};
      getitimer(which, &now);
      return now.it_value.tv_sec != 0 || now.it_value.tv_usec != 0;
   });
}

}  // namespace dnslint::scan
