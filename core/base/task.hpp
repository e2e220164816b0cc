// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/frame_pool.hpp"

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

namespace dnslint::base {

template <class T = void>
class task;

namespace detail {

struct task_promise_base {
   std::coroutine_handle<> waiting;

   static void* operator new(std::size_t size) { return frame_pool::of_this_thread().take(size); }
   static void operator delete(void* frame, std::size_t size) noexcept
   {
      frame_pool::of_this_thread().give_back(frame, size);
   }

   struct resume_waiting {
      bool await_ready() const noexcept { return false; }
      template <class Promise>
      std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> h) const noexcept
      {
         auto const next = h.promise().waiting;
         return next ? next : std::noop_coroutine();
      }
      void await_resume() const noexcept {}
   };

   std::suspend_always initial_suspend() const noexcept { return {}; }
   resume_waiting final_suspend() const noexcept { return {}; }
   // The core throws for nothing that could be handled.
   [[noreturn]] void unhandled_exception() const noexcept { std::terminate(); }
};

template <class T>
struct task_promise : task_promise_base {
   std::optional<T> result;

   task<T> get_return_object() noexcept;
   template <class U>
   void return_value(U&& value)
   {
      result.emplace(std::forward<U>(value));
   }
   T take() { return std::move(*result); }
};

template <>
struct task_promise<void> : task_promise_base {
   task<void> get_return_object() noexcept;
   void return_void() const noexcept {}
   void take() const noexcept {}
};

}  // namespace detail

// Work of the core that waits for answers, written from top to bottom. Begins when awaited, or by
// start(). Owns its frame: what is destroyed while it waits is never resumed, so whoever would
// resume it must have gone before.
template <class T>
class [[nodiscard]] task {
public:
   using promise_type = detail::task_promise<T>;
   using handle = std::coroutine_handle<promise_type>;

   task() noexcept = default;
   explicit task(handle h) noexcept
   : handle_{h}
   {}
   task(task&& other) noexcept
   : handle_{std::exchange(other.handle_, {})}
   {}
   task& operator=(task&& other) noexcept
   {
      std::swap(handle_, other.handle_);
      return *this;
   }
   task(task const&) = delete;
   task& operator=(task const&) = delete;
   ~task()
   {
      if (handle_)
         handle_.destroy();
   }

   // Runs it up to where it first waits. Once, and of a task that nobody awaits.
   void start() { handle_.resume(); }
   bool done() const noexcept { return !handle_ || handle_.done(); }

   bool await_ready() const noexcept { return false; }
   std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiting) noexcept
   {
      handle_.promise().waiting = waiting;
      return handle_;
   }
   T await_resume() { return handle_.promise().take(); }

private:
   handle handle_;
};

template <class T>
task<T> detail::task_promise<T>::get_return_object() noexcept
{
   return task<T>{task<T>::handle::from_promise(*this)};
}

inline task<void> detail::task_promise<void>::get_return_object() noexcept
{
   return task<void>{task<void>::handle::from_promise(*this)};
}

}  // namespace dnslint::base
