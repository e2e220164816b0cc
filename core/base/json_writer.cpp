// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_writer.hpp"

#include "core/base/escape.hpp"

#include <cmath>

namespace dnslint::base {

void json_writer::separate()
{
   if (!first_)
      *out_ += ',';
   first_ = false;
}

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
   auto const scale = std::pow(10.0, decimals);
   auto const rounded = std::round(*value * scale) / scale;
   place() += json_number(rounded == 0 ? 0 : rounded);  // no minus before a zero
}

void json_writer::null()
{
   place() += "null";
}

std::string& json_writer::place()
{
   separate();
   return *out_;
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
