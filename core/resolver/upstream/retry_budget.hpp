// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace dnslint::resolver {

// How many retries an upstream is asked for: a share of its first tries and a small burst, so that
// one that is dead is not hit as often as there are tries. Where retries are answered the path
// loses packets and the upstream lives, so each of those pays for two more.
class retry_budget {
public:
   struct limits {
      unsigned percent = 20;  // of first tries
      unsigned burst = 100;   // retries, for which nothing had to be earned
   };

   retry_budget() = default;
   explicit retry_budget(limits bounds);

   // A first try was made.
   void earned() noexcept;
   // A retry was answered.
   void paid_off() noexcept;
   // Takes one retry out of the budget; false when there is none left.
   bool take() noexcept;
   bool has_any() const noexcept { return left_ >= whole; }

private:
   void add(std::uint64_t hundredths) noexcept;

   limits limits_;
   std::uint64_t left_ = std::uint64_t{limits_.burst} * whole;  // in hundredths of a retry

   static constexpr unsigned whole = 100;
};

}  // namespace dnslint::resolver
