// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/progress.hpp"

#include "core/base/escape.hpp"
#include "core/report/prose.hpp"
#include "core/scan/outage_notice.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace dnslint::command {
namespace {

using namespace std::chrono_literals;

// Of standard error; 80 where it does not say.
std::size_t terminal_width()
{
   winsize size{};
   return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col : 80;
}

std::string time_left(double seconds)
{
   auto const whole = static_cast<std::uint64_t>(seconds);
   return whole >= 3600 ? fmt::format("{}:{:02} h", whole / 3600, whole / 60 % 60)
                        : fmt::format("{}:{:02} min", whole / 60, whole % 60);
}

std::size_t rounded(double number)
{
   return static_cast<std::size_t>(std::lround(number));
}

// The severest failures first; two kinds say enough.
std::string worst(report::summary const& s)
{
   std::string text;
   unsigned told = 0;
   for (auto const* const severity : {"critical", "high", "medium", "low", "info"}) {
      auto const found = s.failed_by_severity.find(severity);
      if (found == s.failed_by_severity.end() || ++told > 2)
         continue;
      text += fmt::format(", {} {}", report::count_text(found->second), severity);
   }
   return text;
}

}  // namespace

progress::progress(bool quiet, std::size_t domains)
: quiet_{quiet}
, domains_{domains}
, terminal_{isatty(STDERR_FILENO) != 0}
, began_{clock::now()}
, next_{began_ + (terminal_ ? clock::duration{1s} : clock::duration{30s})}
{}

// Of the rate only what this run has done counts.
std::string progress::line(scan::totals const& t) const
{
   std::chrono::duration<double> const elapsed = clock::now() - began_;
   auto const seconds = std::max(elapsed.count(), 0.001);
   auto const all = t.summary.domains;
   auto const rate = static_cast<double>(all - t.resumed) / seconds;
   auto const unknown = t.summary.by_outcome.find("unknown");
   auto text = report::count_text(all, "domain");
   if (domains_ != 0)
      text = fmt::format(
         "{} of {}",
         report::count_text(all),
         report::count_text(std::max(all, domains_), "domain"));
   if (t.silent != 0ms)
      text += "; waits: no resolver has answered since " +
              scan::time_of_day(std::chrono::system_clock::now() - t.silent);
   if (domains_ > all && rate > 0)
      text += ", " + time_left(static_cast<double>(domains_ - all) / rate) + " left";
   text += fmt::format(
      "; {} unknown{}",
      report::count_text(unknown == t.summary.by_outcome.end() ? 0 : unknown->second),
      worst(t.summary));
   text += fmt::format(
      "; {} a second, {} questions a second, {} cache hits",
      report::count_text(rounded(rate)),
      report::count_text(rounded(static_cast<double>(t.questions) / seconds)),
      report::count_text(t.cache_hits));
   return text;
}

void progress::show(scan::totals const& t)
{
   auto const now = clock::now();
   if (quiet_ || now < next_)
      return;
   next_ = now + (terminal_ ? clock::duration{200ms} : clock::duration{30s});
   shown_ = terminal_;
   // A line that wraps could not be cleared again.
   if (terminal_)
      fmt::print(stderr, "\r\033[K{}", base::first_characters(line(t), terminal_width() - 1));
   else
      fmt::print(stderr, "{}\n", line(t));
   std::fflush(stderr);
}

void progress::show_now(scan::totals const& t)
{
   end();
   fmt::print(stderr, "{}\n", line(t));
   std::fflush(stderr);
}

void progress::end()
{
   if (shown_)
      fmt::print(stderr, "\r\033[K");
   shown_ = false;
}

}  // namespace dnslint::command
