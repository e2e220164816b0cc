// SPDX-License-Identifier: Apache-2.0
#include "core/dns/timestamp.hpp"

#include <chrono>

namespace dnslint::dns {
namespace {

void append_two_digits(std::string& out, unsigned number)
{
   out += static_cast<char>('0' + number / 10);
   out += static_cast<char>('0' + number % 10);
}

}  // namespace

std::string timestamp_text(std::uint32_t seconds)
{
   std::chrono::sys_seconds const when{std::chrono::seconds{seconds}};
   auto const day = std::chrono::floor<std::chrono::days>(when);
   std::chrono::year_month_day const date{day};
   auto text = std::to_string(static_cast<int>(date.year()));
   append_two_digits(text, static_cast<unsigned>(date.month()));
   append_two_digits(text, static_cast<unsigned>(date.day()));
   auto const of_day = seconds % 86400U;
   append_two_digits(text, of_day / 3600);
   append_two_digits(text, of_day / 60 % 60);
   append_two_digits(text, of_day % 60);
   return text;
}

}  // namespace dnslint::dns
