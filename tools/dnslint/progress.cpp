// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/progress.hpp"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>
#include <unistd.h>

namespace dnslint::command {
namespace {

using namespace std::chrono_literals;

std::string line(scan::totals const& t, std::chrono::duration<double> elapsed)
{
   auto const seconds = std::max(elapsed.count(), 0.001);
   auto const domains = t.summary.domains;
   return fmt::format(
      "{} domains, {:.0f} a second, {} questions",
      domains,
      static_cast<double>(domains) / seconds,
      t.questions);
}

}  // namespace

progress::progress(bool quiet)
: quiet_{quiet}
, terminal_{isatty(STDERR_FILENO) != 0}
, began_{clock::now()}
, next_{began_ + (terminal_ ? clock::duration{1s} : clock::duration{30s})}
{}

void progress::show(scan::totals const& t)
{
   auto const now = clock::now();
   if (quiet_ || now < next_)
      return;
   next_ = now + (terminal_ ? clock::duration{200ms} : clock::duration{30s});
   shown_ = terminal_;
   auto const text = line(t, now - began_);
   if (terminal_)
      fmt::print(stderr, "\r\033[K{}", text);
   else
      fmt::print(stderr, "{}\n", text);
   std::fflush(stderr);
}

void progress::end()
{
   if (shown_)
      fmt::print(stderr, "\r\033[K");
   shown_ = false;
}

}  // namespace dnslint::command
