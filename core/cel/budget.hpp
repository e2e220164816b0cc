// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace dnslint::cel {

// What an evaluation may still spend. A step is about one node evaluated, one element or byte
// touched. Once overdrawn it stays so, and all that is evaluated is an error.
class budget {
public:
   static constexpr std::size_t steps = 1'000'000;

   // False when it is used up.
   bool spend(std::size_t cost) noexcept
   {
      left_ = cost > left_ ? 0 : left_ - cost;
      return left_ != 0;
   }
   bool used_up() const noexcept { return left_ == 0; }

private:
   std::size_t left_ = steps;
};

}  // namespace dnslint::cel
