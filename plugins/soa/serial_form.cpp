// SPDX-License-Identifier: Apache-2.0
#include "serial_form.hpp"

namespace soa {
namespace {

using namespace std::chrono;

bool is_date(std::int64_t serial)
{
   auto const days = serial / 100;
   year_month_day const date{
      year{static_cast<int>(days / 10000)},
      month{static_cast<unsigned>(days / 100 % 100)},
      day{static_cast<unsigned>(days % 100)}};
   return date.ok() && date.year() >= year{1980} && date.year() < year{2100};
}

bool is_unix_time(std::int64_t serial, sys_seconds now)
{
   sys_seconds const time{seconds{serial}};
   return time > now - years{20} && time < now + days{1};
}

}  // namespace

std::string_view serial_form(std::int64_t serial, sys_seconds now)
{
   if (serial == 0)
      return "zero";
   if (is_date(serial))
      return "date";
   return is_unix_time(serial, now) ? "unix-time" : "counter";
}

}  // namespace soa
