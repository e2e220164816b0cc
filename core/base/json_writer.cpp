// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_writer.hpp"

#include "core/base/escape.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace dnslint::base {
namespace {

constexpr std::array<std::int64_t, 4> powers_of_ten{1, 10, 100, 1000};

// Up to 15 digits decide a double, so these are what the shortest form of units / scale has.
constexpr double most_units = 1e15;

void append_units(std::string& out, std::int64_t units, std::int64_t scale)
{
   out += std::to_string(units / scale);
   if (units % scale == 0)
      return;
   auto digits = std::to_string(units % scale + scale);  // the first one keeps leading zeros
   digits.front() = '.';
   out.append(digits, 0, digits.find_last_not_of('0') + 1);
}

}  // namespace

void json_writer::open(char bracket)
{
   separate();
   *out_ += bracket;
   first_ = true;
}

void json_writer::close(char bracket)
{
   *out_ += bracket;
   first_ = false;
}

void json_writer::key(std::string_view name)
{
   text(name);
   *out_ += ':';
   first_ = true;
}

void json_writer::text(std::string_view bytes)
{
   append_json_string(place(), bytes);
}

void json_writer::count(std::uint64_t number)
{
   place() += std::to_string(number);
}

void json_writer::number(std::optional<double> value, unsigned decimals)
{
   if (!value)
      return null();
   auto const scale = powers_of_ten.at(decimals);
   auto const units = std::round(*value * static_cast<double>(scale));
   if (units >= 0 && units < most_units)
      return append_units(place(), static_cast<std::int64_t>(units), scale);
   auto const rounded = units / static_cast<double>(scale);
   place() += json_number(rounded == 0 ? 0 : rounded);  // no minus before a zero
}

void json_writer::null()
{
   place() += "null";
}

void json_writer::member(std::string_view name, std::string_view bytes)
{
   key(name);
   text(bytes);
}

void json_writer::member(std::string_view name, std::uint64_t number)
{
   key(name);
   count(number);
}

void json_writer::optional_member(std::string_view name, std::string_view bytes)
{
   if (!bytes.empty())
      member(name, bytes);
}

void json_writer::begin_object(std::string_view name)
{
   key(name);
   begin_object();
}

void json_writer::begin_array(std::string_view name)
{
   key(name);
   begin_array();
}

}  // namespace dnslint::base
