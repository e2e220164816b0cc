// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rules/budget.hpp"
#include "core/rules/static_type.hpp"
#include "core/rules/value.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace dnslint::rules {

enum class call_style : std::uint8_t {
   global,    // f(x)
   receiver,  // x.f()
   either
};

// One row of the table of functions: what the binder checks, the evaluator calls and the
// documentation lists. Rows of one name differ in their number of arguments.
struct function {
   std::string_view name;
   call_style style;
   std::size_t arity;  // a receiver counts as the first argument
   std::array<kinds, 3> parameters;
   kinds result;
   // Called with arguments of these types; with errors and unknowns only when not strict.
   value (*run)(std::span<value const> arguments, budget& cost);
   std::string_view description;
   bool strict = true;
};

std::span<function const> functions() noexcept;
// Null when there is none that is called so.
function const* find_function(std::string_view name, bool receiver, std::size_t arity) noexcept;
std::vector<std::string_view> function_names();

// The functions' bodies, by subject.
value size_of(std::span<value const> arguments, budget& cost);
value starts_with(std::span<value const> arguments, budget& cost);
value ends_with(std::span<value const> arguments, budget& cost);
value contains(std::span<value const> arguments, budget& cost);
value matches(std::span<value const> arguments, budget& cost);
value lower_ascii(std::span<value const> arguments, budget& cost);
value upper_ascii(std::span<value const> arguments, budget& cost);
value trim(std::span<value const> arguments, budget& cost);
value split(std::span<value const> arguments, budget& cost);
value join(std::span<value const> arguments, budget& cost);
value replace(std::span<value const> arguments, budget& cost);

value to_integer(std::span<value const> arguments, budget& cost);
value to_unsigned(std::span<value const> arguments, budget& cost);
value to_double(std::span<value const> arguments, budget& cost);
value to_string(std::span<value const> arguments, budget& cost);
value to_bytes(std::span<value const> arguments, budget& cost);
value to_boolean(std::span<value const> arguments, budget& cost);
value to_dynamic(std::span<value const> arguments, budget& cost);
value type_of(std::span<value const> arguments, budget& cost);
value is_unknown(std::span<value const> arguments, budget& cost);

value to_timestamp(std::span<value const> arguments, budget& cost);
value to_duration(std::span<value const> arguments, budget& cost);
value full_year(std::span<value const> arguments, budget& cost);
value month(std::span<value const> arguments, budget& cost);
value date(std::span<value const> arguments, budget& cost);
value day_of_month(std::span<value const> arguments, budget& cost);
value day_of_week(std::span<value const> arguments, budget& cost);
value day_of_year(std::span<value const> arguments, budget& cost);
value hours(std::span<value const> arguments, budget& cost);
value minutes(std::span<value const> arguments, budget& cost);
value seconds(std::span<value const> arguments, budget& cost);
value milliseconds_part(std::span<value const> arguments, budget& cost);

// CEL's times are those of the years 1 to 9999.
bool is_representable(value::instant when) noexcept;
// The timestamp, or an error when it is outside of them.
value timestamp_at(std::chrono::seconds since_1970);

// A duration as CEL writes it, "90s", and a timestamp as RFC 3339 does.
std::string to_text(value::span_of_time span);
std::string to_text(value::instant when);

}  // namespace dnslint::rules
