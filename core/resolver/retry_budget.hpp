// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace dnslint::resolver {

// How many retries an upstream is asked for: a share of its first tries and a small burst, so that
// one that is dead is not hit as often as there are tries.
class retry_budget {
public:
   struct limits {
      unsigned percent = 20;  // of first tries
      unsigned burst = 100;   // retries, for which nothing had to be earned
   };

   retry_budget() = default;
   explicit retry_budget(limits how);

   // A first try was made.
   void earned() noexcept;
   // Takes one retry out of the budget; false when there is none left.
   bool take() noexcept;
   bool has_any() const noexcept { return left_ >= whole; }

private:
   limits how_;
   std::uint64_t left_ = std::uint64_t{how_.burst} * whole;  // in hundredths of a retry

   static constexpr unsigned whole = 100;
};

}  // namespace dnslint::resolver
