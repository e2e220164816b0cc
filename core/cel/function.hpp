// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cel/bindings.hpp"
#include "core/cel/budget.hpp"
#include "core/cel/result_type.hpp"
#include "core/cel/static_type.hpp"
#include "core/cel/value.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace dnslint::cel {

enum class call_style : std::uint8_t {
   global,    // f(x)
   receiver,  // x.f()
   either
};

// What functions are given beside their arguments: the budget that they spend, and the bindings.
class evaluation : public budget {
public:
   explicit evaluation(bindings const& bound)
   : bindings_{&bound}
   {}

   dns::suffix_list const* suffixes() const noexcept { return bindings_->suffixes; }

private:
   bindings const* bindings_;
};

using arguments = std::span<value const>;

// One row of the table of functions: what the binder checks, the evaluator calls and the
// documentation lists. Rows of one name differ in their number of arguments.
struct function {
   std::string_view name;  // "size", "math.abs"
   call_style style;
   std::size_t arity;  // a receiver counts as the first argument
   std::array<kinds, 4> parameters;
   kinds result;
   // Called with arguments of these types; with errors and unknowns only when not strict.
   value (*run)(arguments given, evaluation& cost);
   std::string_view description;
   // Null: no more is known than `result`.
   result_typing typing = nullptr;
   // What the first argument may hold, where that is a list.
   kinds elements = any_kind;
   bool strict = true;
};

std::vector<function> const& functions();
// Null when there is none that is called so.
function const* find_function(std::string_view name, bool receiver, std::size_t arity);
std::vector<std::string_view> function_names();  // macros included

// The rows by subject, each in its file.
std::span<function const> conversion_functions() noexcept;
std::span<function const> edit_functions() noexcept;
std::span<function const> encoding_functions() noexcept;
std::span<function const> list_functions() noexcept;
std::span<function const> math_functions() noexcept;
std::span<function const> name_functions() noexcept;
std::span<function const> network_functions() noexcept;
std::span<function const> optional_functions() noexcept;
std::span<function const> part_functions() noexcept;
std::span<function const> text_functions() noexcept;
std::span<function const> time_functions() noexcept;

// The list in the order of its keys, which are of one ordered type; an error else.
value sorted_by(list_value const& list, std::vector<value> const& keys, evaluation& cost);
// The error of an evaluation that has spent its budget.
value too_costly();

}  // namespace dnslint::cel
