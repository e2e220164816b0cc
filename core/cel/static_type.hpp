// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cel/value.hpp"
#include "core/dns/record_type.hpp"
#include "core/facts/value.hpp"

#include <memory>
#include <optional>
#include <string>

namespace dnslint::cel {

constexpr kinds any_kind = one(kind::error) - 1;
constexpr auto last_kind = static_cast<unsigned>(kind::network);

// The sets of one type each, by the names that CEL has for them.
constexpr kinds boolean_kind = one(kind::boolean);
constexpr kinds integer_kind = one(kind::integer);
constexpr kinds double_kind = one(kind::number);
constexpr kinds text_kind = one(kind::string);
constexpr kinds bytes_kind = one(kind::bytes);
constexpr kinds list_kind = one(kind::list);
constexpr kinds optional_kind = one(kind::optional);
constexpr kinds timestamp_kind = one(kind::timestamp);
constexpr kinds duration_kind = one(kind::duration);
constexpr kinds address_kind = one(kind::address);
constexpr kinds network_kind = one(kind::network);

constexpr kinds number_kinds = integer_kind | one(kind::unsigned_integer) | double_kind;
constexpr kinds key_kinds = boolean_kind | integer_kind | one(kind::unsigned_integer) | text_kind;

struct type_parts;

// What is known of an expression's type before it is evaluated: the types that its value may have.
// Error and unknown are always possible and never in the set. Cheap to copy.
struct static_type {
   kinds may_be = any_kind;
   std::optional<dns::rrtype> records;        // of a record, or of a lookup's records
   std::shared_ptr<type_parts const> inside;  // of a list, map or optional; null: dyn

   bool is_only(kind k) const { return may_be == one(k); }
   // Is it this one of `among`, if it is any of them?
   bool is_only(kind k, kinds among) const { return (may_be & among) == one(k); }
};

struct type_parts {
   static_type key;      // of a map
   static_type element;  // of a list; a map's values; what an optional holds
   unsigned depth = 1;   // bounded: what is deeper is dyn
};

// Null is always possible.
static_type type_of_fact(facts::type declared);
static_type type_of_fact(facts::declaration const& declared);
static_type list_of(static_type const& element);
static_type map_of(static_type const& key, static_type const& value);
static_type optional_of(static_type const& held);
// What is in a list, map or optional; dyn for anything else.
static_type element_of(static_type const& t);
static_type key_of(static_type const& t);
static_type either(static_type const& a, static_type const& b);
static_type only(kinds k);
// The type where its value is one of these; only(allowed) where it cannot be.
static_type restricted(static_type t, kinds allowed);
// False when `==` is false whatever the values are, but of lists, maps and optionals that are
// empty.
bool may_equal(static_type const& a, static_type const& b);
// "int", "int or null_type", "dyn", "map(string, list(int))".
std::string to_text(static_type const& t);

}  // namespace dnslint::cel
