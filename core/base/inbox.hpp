// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <coroutine>
#include <utility>
#include <vector>

namespace dnslint::base {

// Hands what callbacks deliver to the one coroutine that awaits it, in the order of delivery. What
// is delivered while nobody waits is kept.
template <class T>
class inbox {
public:
   // Resumes the waiting coroutine, which may destroy this inbox.
   void put(T value)
   {
      delivered_.push_back(std::move(value));
      if (auto const waiting = std::exchange(waiting_, {}))
         waiting.resume();
   }

   // `co_await box.next()` gives the next delivery.
   auto next() noexcept { return delivery{this}; }

private:
   struct delivery {
      inbox* box;

      bool await_ready() const noexcept { return !box->delivered_.empty(); }
      void await_suspend(std::coroutine_handle<> waiting) noexcept { box->waiting_ = waiting; }
      T await_resume()
      {
         T value = std::move(box->delivered_.front());
         box->delivered_.erase(box->delivered_.begin());
         return value;
      }
   };

   std::vector<T> delivered_;
   std::coroutine_handle<> waiting_;
};

}  // namespace dnslint::base
