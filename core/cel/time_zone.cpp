// SPDX-License-Identifier: Apache-2.0
#include "core/cel/time_zone.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace dnslint::cel {
namespace {

// Numbers in network order, of a text that is long enough.
std::int64_t number_at(std::string_view bytes, std::size_t at, std::size_t size)
{
   std::uint64_t number =
      (static_cast<unsigned char>(bytes[at]) & 0x80U) != 0 ? ~std::uint64_t{0} : 0;
   for (std::size_t i = 0; i != size; ++i)
      number = (number << 8U) | static_cast<unsigned char>(bytes[at + i]);
   return static_cast<std::int64_t>(number);
}

constexpr std::size_t header_size = 44;

// RFC 8536 section 3.1.
struct header {
   std::size_t utc_indicators = 0;
   std::size_t wall_indicators = 0;
   std::size_t leap_seconds = 0;
   std::size_t transitions = 0;
   std::size_t types = 0;
   std::size_t characters = 0;

   std::size_t data_size(std::size_t time_size) const
   {
      return transitions * (time_size + 1) + types * 6 + characters +
             leap_seconds * (time_size + 4) + wall_indicators + utc_indicators;
   }
};

std::optional<header> header_of(std::string_view bytes)
{
   constexpr std::int64_t most = 100'000;
   if (bytes.size() < header_size || !bytes.starts_with("TZif") || bytes[4] < '2')
      return std::nullopt;
   auto const count = [&](std::size_t i) {
      return number_at(bytes, 20 + 4 * i, 4);
   };
   for (std::size_t i = 0; i != 6; ++i)
      if (count(i) < 0 || count(i) > most)
         return std::nullopt;
   auto const size = [&](std::size_t i) {
      return static_cast<std::size_t>(count(i));
   };
   return header{size(0), size(1), size(2), size(3), size(4), size(5)};
}

std::int64_t year_of(std::int64_t seconds)
{
   std::chrono::sys_seconds const when{std::chrono::seconds{seconds}};
   return static_cast<int>(
      std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(when)}.year());
}

}  // namespace

// POSIX's TZ: "AEST-10AEDT,M10.1.0,M4.1.0/3".
class time_zone::footer_reader {
public:
   explicit footer_reader(std::string_view text)
   : rest_{text}
   {}

   std::optional<tail> read()
   {
      tail t;
      if (!designation() || !offset(t.standard))
         return std::nullopt;
      t.standard = -t.standard;
      if (rest_.empty())
         return t;
      if (!designation())
         return std::nullopt;
      t.daylight = t.standard + 3600;
      if (!rest_.starts_with(',')) {
         if (!offset(t.daylight))
            return std::nullopt;
         t.daylight = -t.daylight;
      }
      yearly_change begin;
      if (!change(begin) || !change(t.end) || !rest_.empty())
         return std::nullopt;
      t.begin = begin;
      return t;
   }

private:
   bool take(char c)
   {
      bool const found = rest_.starts_with(c);
      rest_.remove_prefix(found ? 1 : 0);
      return found;
   }

   bool designation()
   {
      auto const is_letter = [](char c) {
         return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      };
      if (take('<')) {
         auto const end = rest_.find('>');
         rest_.remove_prefix(std::min(end, rest_.size() - 1) + 1);
         return end != std::string_view::npos;
      }
      auto const end = std::ranges::find_if_not(rest_, is_letter) - rest_.begin();
      rest_.remove_prefix(static_cast<std::size_t>(end));
      return end != 0;
   }

   template <class Number>
   bool number(Number& n)
   {
      unsigned read = 0;
      auto const [end, failed] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), read);
      if (failed != std::errc{} || read > 1000)
         return false;
      n = static_cast<Number>(read);
      rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
      return true;
   }

   // [+-]hh[:mm[:ss]]
   bool offset(std::int64_t& seconds)
   {
      bool const negative = take('-');
      if (!negative)
         take('+');
      std::int64_t hours = 0;
      std::int64_t minutes = 0;
      std::int64_t rest = 0;
      if (!number(hours) || (take(':') && !number(minutes)) || (take(':') && !number(rest)))
         return false;
      seconds = hours * 3600 + minutes * 60 + rest;
      seconds = negative ? -seconds : seconds;
      return true;
   }

   bool change(yearly_change& c)
   {
      bool const read = take(',') && take('M') && number(c.month) && take('.') && number(c.week) &&
                        take('.') && number(c.day_of_week) && (!take('/') || offset(c.time));
      return read && c.month >= 1 && c.month <= 12 && c.week >= 1 && c.week <= 5 &&
             c.day_of_week <= 6;
   }

   std::string_view rest_;
};

std::optional<time_zone> time_zone::parse(std::string_view bytes)
{
   // The first block has times of four bytes, and is there for old readers.
   auto const old = header_of(bytes);
   if (!old || bytes.size() < header_size + old->data_size(4))
      return std::nullopt;
   bytes.remove_prefix(header_size + old->data_size(4));
   auto const h = header_of(bytes);
   if (!h || h->types == 0 || bytes.size() < header_size + h->data_size(8))
      return std::nullopt;
   auto const indices = header_size + h->transitions * 8;
   auto const types = indices + h->transitions;
   auto const offset_of = [&](std::size_t type) {
      return number_at(bytes, types + type * 6, 4);
   };
   time_zone made;
   made.first_offset_ = offset_of(0);
   for (std::size_t i = 0; i != h->transitions; ++i) {
      auto const type = static_cast<unsigned char>(bytes[indices + i]);
      if (type >= h->types)
         return std::nullopt;
      made.transitions_.push_back({number_at(bytes, header_size + i * 8, 8), offset_of(type)});
   }
   auto footer = bytes.substr(header_size + h->data_size(8));
   if (footer.starts_with('\n'))
      made.tail_ = footer_reader{footer.substr(1, footer.find('\n', 1) - 1)}.read();
   return made;
}

// When clocks that are `offset` from UTC are changed, in the year of another moment.
std::int64_t time_zone::moment_of(yearly_change const& c, std::int64_t when, std::int64_t offset)
{
   using namespace std::chrono;
   auto const in =
      year{static_cast<int>(year_of(when + offset))} / month{static_cast<unsigned>(c.month)};
   weekday const wanted{static_cast<unsigned>(c.day_of_week)};
   sys_days const day = c.week == 5 ? sys_days{in / wanted[last]}
                                    : sys_days{in / wanted[static_cast<unsigned>(c.week)]};
   return std::int64_t{day.time_since_epoch().count()} * 86'400 + c.time - offset;
}

std::int64_t time_zone::offset_by_tail(std::int64_t when) const
{
   if (!tail_->begin)
      return tail_->standard;
   auto const begin = moment_of(*tail_->begin, when, tail_->standard);
   auto const end = moment_of(tail_->end, when, tail_->daylight);
   bool const is_daylight = begin < end ? when >= begin && when < end : when >= begin || when < end;
   return is_daylight ? tail_->daylight : tail_->standard;
}

std::int64_t time_zone::offset_at(std::int64_t when) const
{
   auto const after = std::ranges::upper_bound(transitions_, when, {}, &transition::at);
   if (after == transitions_.end() && tail_)
      return offset_by_tail(when);
   return after == transitions_.begin() ? first_offset_ : std::prev(after)->offset;
}

}  // namespace dnslint::cel
