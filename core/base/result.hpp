// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostic.hpp"

#include <cassert>
#include <utility>
#include <variant>

namespace dnslint::base {

// A value, or the diagnostics that say why there is none (at least one).
template <class T>
class [[nodiscard]] result {
public:
   result(T value)  // NOLINT(google-explicit-constructor): `return value;` is the point
   : state_{std::in_place_index<0>, std::move(value)}
   {}
   result(diagnostic d)  // NOLINT(google-explicit-constructor)
   : state_{std::in_place_index<1>, diagnostics{std::move(d)}}
   {}
   result(diagnostics all)  // NOLINT(google-explicit-constructor)
   : state_{std::in_place_index<1>, std::move(all)}
   {
      assert(!errors().empty());
   }

   bool ok() const noexcept { return state_.index() == 0; }
   explicit operator bool() const noexcept { return ok(); }

   T& value() { return std::get<0>(state_); }
   T const& value() const { return std::get<0>(state_); }
   T& operator*() { return value(); }
   T const& operator*() const { return value(); }
   T* operator->() { return &value(); }
   T const* operator->() const { return &value(); }

   diagnostics const& errors() const { return std::get<1>(state_); }

private:
   std::variant<T, diagnostics> state_;
};

}  // namespace dnslint::base
