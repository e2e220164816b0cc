// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/outcome.hpp"
#include "core/cel/address.hpp"
#include "core/cel/time.hpp"
#include "core/dns/record.hpp"
#include "core/facts/value.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace dnslint::cel {

struct lookup_result;
class value;

// The types of values, in the order of value::storage.
enum class kind : std::uint8_t {
   null,
   boolean,
   integer,
   unsigned_integer,
   number,
   string,
   bytes,
   list,
   map,
   record,
   lookup,
   timestamp,
   duration,
   type,
   optional,
   address,
   network,
   error,
   unknown
};
// CEL's names: "null_type", "int", "google.protobuf.Timestamp", "optional_type", "net.IP", ...
std::string_view to_text(kind k);

// A set of types.
using kinds = std::uint32_t;
constexpr kinds one(kind k)
{
   return kinds{1} << static_cast<unsigned>(k);
}
constexpr bool has(kinds set, kind k)
{
   return (set & one(k)) != 0;
}

// Text or bytes that are either borrowed (from the bindings, from the expression) or shared.
class shared_text {
public:
   static shared_text borrowed(std::string_view text) { return {text, nullptr}; }
   static shared_text owned(std::string text);

   std::string_view view() const noexcept { return view_; }

private:
   shared_text(std::string_view view, std::shared_ptr<std::string const> owner)
   : view_{view}
   , owner_{std::move(owner)}
   {}

   std::string_view view_;
   std::shared_ptr<std::string const> owner_;
};

// A list: made by an expression, or a borrowed one of facts or records, read element by element.
class list_value {
public:
   using elements = std::vector<value>;

   explicit list_value(elements made);
   explicit list_value(facts::list const& borrowed);
   explicit list_value(std::span<dns::record const> borrowed);

   std::size_t size() const noexcept;
   value at(std::size_t i) const;
   bool is_borrowed() const noexcept { return storage_.index() != 0; }

private:
   std::variant<std::shared_ptr<elements const>, facts::list const*, std::span<dns::record const>>
      storage_;
};

// A map: made by an expression, or a borrowed one of facts.
class map_value {
public:
   using entries = std::vector<std::pair<value, value>>;

   explicit map_value(entries made);
   explicit map_value(facts::map const& borrowed);

   std::size_t size() const noexcept;
   // Keys are compared as `==` does: 1 and 1.0 are the same key.
   std::optional<value> find(value const& key) const;
   entries all() const;
   bool is_borrowed() const noexcept { return storage_.index() != 0; }

private:
   std::variant<std::shared_ptr<entries const>, facts::map const*> storage_;
};

// A value or none (CEL's optional types).
class optional_value {
public:
   optional_value() = default;
   explicit optional_value(value present);

   bool has_value() const noexcept { return held_ != nullptr; }
   value const& get() const { return *held_; }

private:
   std::shared_ptr<value const> held_;
};

// A value of an expression: CEL's values with record and lookup for DNS, and with error and unknown
// beside them. Cheap to copy. May borrow from the bindings and the expression that it came from,
// and must not outlive them.
class value {
public:
   struct text {
      shared_text data;
   };
   struct byte_string {
      shared_text data;
   };
   // Why there is no value: a defect of the expression or of what it was given.
   struct failure {
      std::shared_ptr<std::string const> message;
      std::optional<std::uint32_t> at = std::nullopt;  // bytes into the source, once known
   };
   using cause_pointer = std::shared_ptr<base::cause const>;
   using storage = std::variant<
      std::monostate,
      bool,
      std::int64_t,
      std::uint64_t,
      double,
      text,
      byte_string,
      list_value,
      map_value,
      dns::record const*,
      lookup_result const*,
      timestamp,
      duration,
      kind,
      optional_value,
      ip_address,
      ip_network,
      failure,
      cause_pointer>;

   value() = default;  // null
   template <class T>
   requires(!std::is_same_v<T, value>) explicit value(T held)
   : storage_{std::in_place_type<T>, std::move(held)}
   {}

   static value string(std::string made);
   static value borrowed_string(std::string_view borrowed);
   static value bytes(std::string made);
   static value borrowed_bytes(std::string_view borrowed);
   static value error(std::string message);
   // The optional that holds it; what is abnormal stays as it is.
   static value some(value present);
   static value none();
   static value unknown(base::cause why);
   static value borrowed_unknown(base::cause const& why);
   static value from_fact(facts::value const& borrowed);

   kind type() const noexcept { return static_cast<kind>(storage_.index()); }
   bool is(kind k) const noexcept { return type() == k; }
   // An error or unknown: what strict operations pass on instead of working on it.
   bool is_abnormal() const noexcept { return is(kind::error) || is(kind::unknown); }

   template <class T>
   T const& get() const
   {
      return std::get<T>(storage_);
   }
   // Of a string or bytes.
   std::string_view characters() const;
   bool is_true() const noexcept { return is_bool(true); }
   bool is_false() const noexcept { return is_bool(false); }
   std::string const& error_message() const { return *get<failure>().message; }
   std::optional<std::uint32_t> error_place() const { return get<failure>().at; }
   // Of an error that has no place yet.
   void place_error(std::uint32_t at)
   {
      auto& failed = std::get<failure>(storage_);
      if (!failed.at)
         failed.at = at;
   }
   base::cause const& why_unknown() const { return *get<cause_pointer>(); }

private:
   bool is_bool(bool wanted) const noexcept
   {
      auto const* const held = std::get_if<bool>(&storage_);
      return held != nullptr && *held == wanted;
   }

   storage storage_;
};

// A copy that borrows nothing but facts and records. A lookup becomes an error.
value detached(value const& v);

// For people: a string as it is, all else as an expression would write it; errors and unknowns as
// "(unknown)". Longer texts are cut at about `limit` bytes, then end with "...".
std::string to_text(value const& v, std::size_t limit = 1000);

}  // namespace dnslint::cel
