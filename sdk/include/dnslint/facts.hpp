// SPDX-License-Identifier: Apache-2.0
#ifndef DNSLINT_FACTS_HPP
#define DNSLINT_FACTS_HPP

#include <dnslint/value.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace dnslint {

// A fact of a needed probe, or a part of one. The view is valid until the probe's coroutine has
// ended. A default-constructed fact, and a part that does not exist, reads as null.
class fact {
public:
   fact() = default;
   fact(dnslint_facts const* facts, dnslint_fact const* raw) noexcept
   : facts_{facts}
   , raw_{raw}
   {}

   bool is_null() const noexcept { return read().kind == DNSLINT_NULL; }
   bool unknown() const noexcept { return read().kind == DNSLINT_UNKNOWN; }
   dnslint::cause cause() const
   {
      dnslint_cause out{};
      out.size = sizeof out;
      if (raw_ != nullptr)
         facts_->cause(raw_, &out);
      return detail::from_abi(out);
   }

   // The bool; null if the fact has another type.
   std::optional<bool> boolean() const noexcept
   {
      auto const v = read();
      return v.kind == DNSLINT_BOOL ? std::optional{v.integer != 0} : std::nullopt;
   }
   std::optional<std::int64_t> integer() const noexcept
   {
      auto const v = read();
      return v.kind == DNSLINT_INT ? std::optional{v.integer} : std::nullopt;
   }
   // The text of a string or the bytes. Empty if the fact has another type.
   std::string_view text() const noexcept { return detail::from_abi(read().text); }

   // The number of elements of a list or map. 0 if the fact has another type.
   std::uint64_t size() const noexcept
   {
      auto const v = read();
      return v.kind == DNSLINT_LIST || v.kind == DNSLINT_MAP ? static_cast<std::uint64_t>(v.integer)
                                                             : 0;
   }
   fact operator[](std::uint64_t i) const noexcept
   {
      return raw_ == nullptr ? fact{} : fact{facts_, facts_->at(raw_, i)};
   }
   fact operator[](std::string_view key) const noexcept
   {
      return raw_ == nullptr ? fact{} : fact{facts_, facts_->get(raw_, detail::to_abi(key))};
   }

private:
   dnslint_value read() const noexcept
   {
      auto out = detail::empty_value();
      if (raw_ != nullptr)
         facts_->read(raw_, &out);
      return out;
   }

   dnslint_facts const* facts_ = nullptr;
   dnslint_fact const* raw_ = nullptr;
};

// Bytes to publish as bytes, not as text.
struct bytes_view {
   std::string_view data;
};

class map_writer;
class list_writer;

// Publishes values one after the other. The classes below give a value a key, a place in a list, or
// the name of a fact. A mistake (a name that is not declared, another type) leaves the run's open
// facts unknown.
class value_writer {
public:
   value_writer(dnslint_facts const* facts, dnslint_run* run) noexcept
   : facts_{facts}
   , run_{run}
   {}

protected:
   void put(std::nullptr_t) const noexcept { put(detail::empty_value()); }
   void put(std::same_as<bool> auto b) const noexcept
   {
      put(dnslint_value{sizeof(dnslint_value), DNSLINT_BOOL, b ? 1 : 0, 0, {nullptr, 0}});
   }
   void put(std::integral auto i) const noexcept requires(!std::same_as<decltype(i), bool>)
   {
      put(dnslint_value{
         sizeof(dnslint_value), DNSLINT_INT, static_cast<std::int64_t>(i), 0, {nullptr, 0}});
   }
   void put(double d) const noexcept
   {
      put(dnslint_value{sizeof(dnslint_value), DNSLINT_DOUBLE, 0, d, {nullptr, 0}});
   }
   void put(std::string_view s) const noexcept
   {
      put(dnslint_value{sizeof(dnslint_value), DNSLINT_STRING, 0, 0, detail::to_abi(s)});
   }
   void put(bytes_view b) const noexcept
   {
      put(dnslint_value{sizeof(dnslint_value), DNSLINT_BYTES, 0, 0, detail::to_abi(b.data)});
   }
   void put(dnslint::cause const& c) const noexcept
   {
      auto const raw = detail::to_abi(c);
      facts_->put_unknown(run_, &raw);
   }
   template <class T>
   void put(std::optional<T> const& maybe) const noexcept
   {
      maybe ? put(*maybe) : put(nullptr);
   }
   void put(dnslint_value const& v) const noexcept { facts_->put(run_, &v); }

   dnslint_facts const* facts_;
   dnslint_run* run_;
};

// A list that is being published. It ends when this object is destroyed. Nothing else may be
// published in the meantime.
class list_writer : public value_writer {
public:
   list_writer(dnslint_facts const* facts, dnslint_run* run) noexcept
   : value_writer{facts, run}
   {
      facts->begin_list(run);
   }
   list_writer(list_writer const&) = delete;
   list_writer& operator=(list_writer const&) = delete;
   ~list_writer() { facts_->end(run_); }

   void add(auto const& value) const noexcept { put(value); }
   map_writer add_map() const noexcept;
   list_writer add_list() const noexcept { return {facts_, run_}; }
};

// Publishes values by their keys.
class keyed_writer : public value_writer {
public:
   using value_writer::value_writer;

   void set(std::string_view key, auto const& value) const noexcept
   {
      facts_->key(run_, detail::to_abi(key));
      put(value);
   }
   list_writer list(std::string_view key) const noexcept
   {
      facts_->key(run_, detail::to_abi(key));
      return {facts_, run_};
   }
   map_writer map(std::string_view key) const noexcept;
};

// A map that is being published. It ends when this object is destroyed.
class map_writer : public keyed_writer {
public:
   map_writer(dnslint_facts const* facts, dnslint_run* run) noexcept
   : keyed_writer{facts, run}
   {
      facts->begin_map(run);
   }
   map_writer(map_writer const&) = delete;
   map_writer& operator=(map_writer const&) = delete;
   ~map_writer() { facts_->end(run_); }
};

inline map_writer list_writer::add_map() const noexcept
{
   return {facts_, run_};
}

inline map_writer keyed_writer::map(std::string_view key) const noexcept
{
   facts_->key(run_, detail::to_abi(key));
   return {facts_, run_};
}

// The facts of this probe: `cx.facts().set("records", 2)` publishes facts.<plugin>.records.
using facts_writer = keyed_writer;

}  // namespace dnslint

#endif
