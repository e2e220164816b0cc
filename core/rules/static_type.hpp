// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dns/record_type.hpp"
#include "core/facts/value.hpp"
#include "core/rules/value.hpp"

#include <optional>
#include <string>

namespace dnslint::rules {

constexpr kinds any_kind = one(kind::error) - 1;
constexpr auto last_kind = static_cast<unsigned>(kind::network);
constexpr kinds number_kinds = one(kind::integer) | one(kind::unsigned_integer) | one(kind::number);

// What is known of an expression's type before it is evaluated: the types that its value may have.
// Error and unknown are always possible and never in the set.
struct static_type {
   kinds may_be = any_kind;
   kinds elements = any_kind;           // of a list
   std::optional<dns::rrtype> records;  // of a record or of the records in a list

   bool is_only(kind k) const { return may_be == one(k); }
};

static_type type_of_fact(facts::type declared);
static_type element_of(static_type const& list);
static_type list_of(static_type const& element);
static_type either(static_type const& a, static_type const& b);
static_type only(kinds k);
// "int", "int or null_type", "dyn".
std::string to_text(static_type const& t);

}  // namespace dnslint::rules
