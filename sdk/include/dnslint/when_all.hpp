// SPDX-License-Identifier: Apache-2.0
#ifndef DNSLINT_WHEN_ALL_HPP
#define DNSLINT_WHEN_ALL_HPP

#include <dnslint/task.hpp>

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>
#include <vector>

namespace dnslint {

namespace detail {

// Counts the branches of a when_all that still run. When the last one ends, it resumes the waiting
// coroutine.
struct branch_counter {
   std::size_t open = 0;
   std::coroutine_handle<> waiting;
};

// Runs one branch from its start to its end. The frame destroys itself, since no coroutine awaits
// it.
struct branch {
   struct promise_type {
      branch get_return_object() const noexcept { return {}; }
      std::suspend_never initial_suspend() const noexcept { return {}; }
      std::suspend_never final_suspend() const noexcept { return {}; }
      void return_void() const noexcept {}
      void unhandled_exception() const noexcept { std::terminate(); }  // run_branch catches all
   };
};

template <class T>
branch run_branch(
   co<T>& work, std::optional<T>& result, std::exception_ptr& thrown, branch_counter& counter)
{
   try {
      result.emplace(co_await work);
   } catch (...) {
      thrown = std::current_exception();
   }
   if (--counter.open == 0 && counter.waiting)
      counter.waiting.resume();
}

struct branches_done {
   branch_counter& counter;
   bool await_ready() const noexcept { return counter.open == 0; }
   void await_suspend(std::coroutine_handle<> h) const noexcept { counter.waiting = h; }
   void await_resume() const noexcept {}
};

}  // namespace detail

// Runs parts of a probe side by side and returns their results in the given order. All parts run to
// their end. Then the first exception in this order is thrown, if there was one.
template <class T>
co<std::vector<T>> when_all(std::vector<co<T>> branches)
{
   std::vector<std::optional<T>> results(branches.size());
   std::vector<std::exception_ptr> thrown(branches.size());
   detail::branch_counter counter{branches.size(), {}};
   for (std::size_t i = 0; i != branches.size(); ++i)
      detail::run_branch(branches[i], results[i], thrown[i], counter);
   co_await detail::branches_done{counter};
   std::vector<T> values;
   values.reserve(results.size());
   for (std::size_t i = 0; i != results.size(); ++i) {
      if (thrown[i])
         std::rethrow_exception(thrown[i]);
      values.push_back(std::move(*results[i]));
   }
   co_return values;
}

}  // namespace dnslint

#endif
