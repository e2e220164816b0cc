// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cel/static_type.hpp"

#include <span>

namespace dnslint::cel {

using argument_types = std::span<static_type const>;

// What is known of the result of a function with these arguments. Each of them is there.
using result_typing = static_type (*)(argument_types given);

static_type list_of_strings(argument_types given);
static_type list_of_ints(argument_types given);
static_type map_of_strings(argument_types given);
static_type as_first(argument_types given);
static_type first_flattened(argument_types given);
static_type optional_first(argument_types given);
static_type optional_element_of_first(argument_types given);
static_type list_of_held(argument_types given);
static_type held_by_first(argument_types given);
static_type either_of_both(argument_types given);
static_type held_by_first_or_second(argument_types given);

}  // namespace dnslint::cel
