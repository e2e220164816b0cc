// SPDX-License-Identifier: Apache-2.0
#ifndef DNSLINT_TASK_HPP
#define DNSLINT_TASK_HPP

#include <dnslint/value.hpp>

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

namespace dnslint {

// The coroutine that a probe function returns. Its end is the end of the run. The host owns it from
// start() on and destroys it after it has ended. A suspended coroutine is never destroyed.
class [[nodiscard]] task {
public:
   struct promise_type {
      dnslint_host const* host = nullptr;
      dnslint_run* run = nullptr;
      dnslint_status status = DNSLINT_OK;
      std::string why;

      task get_return_object() noexcept { return task{handle::from_promise(*this)}; }
      std::suspend_always initial_suspend() const noexcept { return {}; }
      void return_void() const noexcept {}

      // An exception is a defect of the probe: it ends this run, never the host.
      void unhandled_exception() noexcept
      {
         status = DNSLINT_FAILED;
         try {
            throw;
         } catch (std::exception const& e) {
            describe(e.what());
         } catch (...) {
            describe("an exception that is no std::exception");
         }
      }

      auto final_suspend() noexcept
      {
         struct finisher {
            bool await_ready() const noexcept { return false; }
            void await_suspend(std::coroutine_handle<promise_type> h) const noexcept
            {
               auto const& p = h.promise();
               p.host->finish(p.run, p.status, detail::to_abi(p.why));
            }
            void await_resume() const noexcept {}
         };
         return finisher{};
      }

   private:
      void describe(char const* text) noexcept
      {
         try {
            why = text;
         } catch (...) {  // no memory for the description; the status says enough
            why.clear();
         }
      }
   };

   using handle = std::coroutine_handle<promise_type>;

   explicit task(handle h) noexcept
   : handle_{h}
   {}
   task(task&& other) noexcept
   : handle_{std::exchange(other.handle_, {})}
   {}
   task(task const&) = delete;
   task& operator=(task const&) = delete;
   task& operator=(task&&) = delete;
   ~task()
   {
      if (handle_)
         handle_.destroy();
   }

   handle release() noexcept { return std::exchange(handle_, {}); }

private:
   handle handle_;
};

template <class T>
class co;

namespace detail {

// The common part of co<T> and co<void>: it resumes the awaiting coroutine and passes on an
// exception.
struct co_promise_base {
   std::coroutine_handle<> waiting;
   std::exception_ptr thrown;

   std::suspend_always initial_suspend() const noexcept { return {}; }
   void unhandled_exception() noexcept { thrown = std::current_exception(); }

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
   resume_waiting final_suspend() const noexcept { return {}; }
};

template <class T>
struct co_promise : co_promise_base {
   std::optional<T> result;

   co<T> get_return_object() noexcept;
   void return_value(T value) { result.emplace(std::move(value)); }
   T take()
   {
      if (thrown)
         std::rethrow_exception(thrown);
      return std::move(*result);
   }
};

template <>
struct co_promise<void> : co_promise_base {
   co<void> get_return_object() noexcept;
   void return_void() const noexcept {}
   void take() const
   {
      if (thrown)
         std::rethrow_exception(thrown);
   }
};

}  // namespace detail

// A part of a probe that asks questions and has a result: `int const n = co_await count(cx);`.
// Starts when awaited; an exception in it reaches whoever awaits.
template <class T = void>
class [[nodiscard]] co {
public:
   using promise_type = detail::co_promise<T>;
   using handle = std::coroutine_handle<promise_type>;

   explicit co(handle h) noexcept
   : handle_{h}
   {}
   co(co&& other) noexcept
   : handle_{std::exchange(other.handle_, {})}
   {}
   co(co const&) = delete;
   co& operator=(co const&) = delete;
   co& operator=(co&&) = delete;
   ~co()
   {
      if (handle_)
         handle_.destroy();
   }

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
co<T> detail::co_promise<T>::get_return_object() noexcept
{
   return co<T>{co<T>::handle::from_promise(*this)};
}

inline co<void> detail::co_promise<void>::get_return_object() noexcept
{
   return co<void>{co<void>::handle::from_promise(*this)};
}

}  // namespace dnslint

#endif
