// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace dnslint::resolver {

// Limits the retries that go to one upstream to a share of its first tries and a small burst, so
// that a dead upstream does not get every question several times. An answered retry shows that the
// upstream lives and the path loses packets, so it earns two more retries.
class retry_budget {
public:
   struct limits {
      unsigned percent = 20;  // retries earned per 100 first tries
      unsigned burst = 100;   // retries that need no first tries
   };

   retry_budget() = default;
   explicit retry_budget(limits bounds);

   // A first try was made.
   void earned() noexcept;
   // A retry was answered.
   void paid_off() noexcept;
   // Takes one retry out of the budget. False if none is left.
   bool take() noexcept;
   bool has_any() const noexcept { return left_ >= whole; }

private:
   void add(std::uint64_t hundredths) noexcept;

   limits limits_;
   std::uint64_t left_ = std::uint64_t{limits_.burst} * whole;  // in hundredths of a retry

   static constexpr unsigned whole = 100;
};

}  // namespace dnslint::resolver
