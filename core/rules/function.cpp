// SPDX-License-Identifier: Apache-2.0
#include "core/rules/function.hpp"

#include <algorithm>

namespace dnslint::rules {
namespace {

constexpr auto text = one(kind::string);
constexpr auto bytes = one(kind::bytes);
constexpr auto whole = one(kind::integer);
constexpr auto unsigned_whole = one(kind::unsigned_integer);
constexpr auto boolean = one(kind::boolean);
constexpr auto list = one(kind::list);
constexpr auto time = one(kind::timestamp);
constexpr auto span_of_time = one(kind::duration);
constexpr auto sized = text | bytes | list | one(kind::map);

constexpr std::array table{
   function{
      "size",
      call_style::either,
      1,
      {sized},
      whole,
      size_of,
      "Characters of a string, bytes of bytes, elements of a list, entries of a map"},
   function{
      "startsWith",
      call_style::receiver,
      2,
      {text, text},
      boolean,
      starts_with,
      "Does the string begin with the other?"},
   function{
      "endsWith",
      call_style::receiver,
      2,
      {text, text},
      boolean,
      ends_with,
      "Does the string end with the other?"},
   function{
      "contains",
      call_style::receiver,
      2,
      {text, text},
      boolean,
      contains,
      "Is the other string somewhere in this one?"},
   function{
      "matches",
      call_style::either,
      2,
      {text, text},
      boolean,
      matches,
      "Does the regular expression (RE2) match somewhere in the string?"},
   function{
      "lowerAscii",
      call_style::receiver,
      1,
      {text},
      text,
      lower_ascii,
      "The string with A to Z in lower case"},
   function{
      "upperAscii",
      call_style::receiver,
      1,
      {text},
      text,
      upper_ascii,
      "The string with a to z in upper case"},
   function{
      "trim", call_style::receiver, 1, {text}, text, trim, "The string without blanks at its ends"},
   function{
      "split",
      call_style::receiver,
      2,
      {text, text},
      list,
      split,
      "The parts of the string between occurrences of the other"},
   function{
      "join",
      call_style::receiver,
      1,
      {list},
      text,
      join,
      "The strings of the list one after the other"},
   function{
      "join",
      call_style::receiver,
      2,
      {list, text},
      text,
      join,
      "The strings of the list with the other between them"},
   function{
      "replace",
      call_style::receiver,
      3,
      {text, text, text},
      text,
      replace,
      "The string with each occurrence of the first replaced by the second"},

   function{
      "int",
      call_style::global,
      1,
      {number_kinds | text | time},
      whole,
      to_integer,
      "As int; a double loses its fraction, a timestamp becomes seconds since 1970"},
   function{
      "uint",
      call_style::global,
      1,
      {number_kinds | text},
      unsigned_whole,
      to_unsigned,
      "As uint; a double loses its fraction"},
   function{
      "double",
      call_style::global,
      1,
      {number_kinds | text},
      one(kind::number),
      to_double,
      "As double"},
   function{
      "string",
      call_style::global,
      1,
      {number_kinds | text | bytes | boolean | time | span_of_time},
      text,
      to_string,
      "As string; bytes must be UTF-8"},
   function{
      "bytes",
      call_style::global,
      1,
      {text | bytes},
      bytes,
      to_bytes,
      "The bytes of the string's UTF-8 form"},
   function{
      "bool",
      call_style::global,
      1,
      {text | boolean},
      boolean,
      to_boolean,
      R"(As bool: "true" or "false")"},
   function{
      "dyn",
      call_style::global,
      1,
      {any_kind},
      any_kind,
      to_dynamic,
      "The value itself, its type not checked when the expression is loaded"},
   function{
      "type",
      call_style::global,
      1,
      {any_kind},
      one(kind::type),
      type_of,
      "The type of the value, to be compared with int, string, list and so on"},
   function{
      "is_unknown",
      call_style::global,
      1,
      {any_kind},
      boolean,
      is_unknown,
      "Is the value, or the answer to the lookup, not known?",
      false},

   function{
      "timestamp",
      call_style::global,
      1,
      {text | whole | time},
      time,
      to_timestamp,
      "The time that an RFC 3339 text or a number of seconds since 1970 says"},
   function{
      "duration",
      call_style::global,
      1,
      {text | span_of_time},
      span_of_time,
      to_duration,
      R"(The span of a text such as "36h", "90s" or "1h30m")"},
   function{"getFullYear", call_style::receiver, 1, {time}, whole, full_year, "The year, in UTC"},
   function{"getMonth", call_style::receiver, 1, {time}, whole, month, "The month, in UTC, from 0"},
   function{
      "getDate",
      call_style::receiver,
      1,
      {time},
      whole,
      date,
      "The day of the month, in UTC, from 1"},
   function{
      "getDayOfMonth",
      call_style::receiver,
      1,
      {time},
      whole,
      day_of_month,
      "The day of the month, in UTC, from 0"},
   function{
      "getDayOfWeek",
      call_style::receiver,
      1,
      {time},
      whole,
      day_of_week,
      "The day of the week, in UTC, Sunday is 0"},
   function{
      "getDayOfYear",
      call_style::receiver,
      1,
      {time},
      whole,
      day_of_year,
      "The day of the year, in UTC, from 0"},
   function{
      "getHours",
      call_style::receiver,
      1,
      {time | span_of_time},
      whole,
      hours,
      "The hour of a time, in UTC; a span in whole hours"},
   function{
      "getMinutes",
      call_style::receiver,
      1,
      {time | span_of_time},
      whole,
      minutes,
      "The minute of a time; a span in whole minutes"},
   function{
      "getSeconds",
      call_style::receiver,
      1,
      {time | span_of_time},
      whole,
      seconds,
      "The second of a time; a span in whole seconds"},
   function{
      "getMilliseconds",
      call_style::receiver,
      1,
      {time | span_of_time},
      whole,
      milliseconds_part,
      "The thousandths of a second"}};

bool called_so(function const& f, bool receiver)
{
   return f.style == call_style::either || (f.style == call_style::receiver) == receiver;
}

}  // namespace

std::span<function const> functions() noexcept
{
   return table;
}

function const* find_function(std::string_view name, bool receiver, std::size_t arity) noexcept
{
   auto const* const found = std::ranges::find_if(table, [&](function const& f) {
      return f.name == name && f.arity == arity && called_so(f, receiver);
   });
   return found == table.end() ? nullptr : &*found;
}

std::vector<std::string_view> function_names()
{
   std::vector<std::string_view> names{"has", "all", "exists", "exists_one", "map", "filter"};
   for (auto const& f : table)
      names.push_back(f.name);
   return names;
}

}  // namespace dnslint::rules
