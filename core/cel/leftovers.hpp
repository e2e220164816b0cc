// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cel/value.hpp"

#include <optional>
#include <utility>

namespace dnslint::cel {

// What several operands that are not what was hoped for come to: the first unknown, or else the
// first error.
class leftovers {
public:
   void add(value const& v)
   {
      if (v.is(kind::unknown) && !unknown_)
         unknown_ = v;
      else if (v.is(kind::error) && !error_)
         error_ = v;
   }
   bool any() const { return unknown_ || error_; }
   value take() { return unknown_ ? *std::move(unknown_) : *std::move(error_); }
   value take_or(value otherwise) { return any() ? take() : std::move(otherwise); }

private:
   std::optional<value> unknown_;
   std::optional<value> error_;
};

// Of two operands, at least one of which is not what was hoped for.
inline value leftover_of(value const& a, value const& b)
{
   leftovers left;
   left.add(a);
   left.add(b);
   return left.take();
}

}  // namespace dnslint::cel
