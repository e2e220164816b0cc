// SPDX-License-Identifier: Apache-2.0
#ifndef DNSLINT_QUERY_HPP
#define DNSLINT_QUERY_HPP

#include <dnslint/answer.hpp>
#include <dnslint/task.hpp>

#include <array>
#include <coroutine>
#include <cstddef>
#include <string>
#include <vector>

namespace dnslint {

struct question {
   std::string name;
   rrtype type = rrtype::a;
};

namespace detail {

// A question in flight, and the awaiter that it belongs to.
struct query_slot {
   question asked;
   void* owner = nullptr;
   dnslint_reply const* reply = nullptr;
};

}  // namespace detail

// Several questions that are asked at once. The object lives in the frame of the coroutine that
// awaits it. The host answers each question exactly once and never from inside query(), so that it
// is enough to count down.
template <class Slots>
class query_awaiter {
public:
   query_awaiter(dnslint_dns const* dns, dnslint_run* run, Slots slots) noexcept
   : dns_{dns}
   , run_{run}
   , slots_{std::move(slots)}
   {}

   bool await_ready() const noexcept { return slots_.empty(); }

   void await_suspend(std::coroutine_handle<> waiting) noexcept
   {
      waiting_ = waiting;
      open_ = slots_.size();
      for (auto& s : slots_) {
         s.owner = this;
         dns_->query(
            run_,
            detail::to_abi(s.asked.name),
            static_cast<std::uint16_t>(s.asked.type),
            &answered,
            &s);
      }
   }

protected:
   dnslint_dns const* dns() const noexcept { return dns_; }
   Slots const& slots() const noexcept { return slots_; }

private:
   static void answered(void* user, dnslint_reply const* reply) noexcept
   {
      auto* const s = static_cast<detail::query_slot*>(user);
      s->reply = reply;
      auto* const self = static_cast<query_awaiter*>(s->owner);
      if (--self->open_ == 0)
         self->waiting_.resume();
   }

   dnslint_dns const* dns_;
   dnslint_run* run_;
   Slots slots_;
   std::size_t open_ = 0;
   std::coroutine_handle<> waiting_;
};

// `co_await cx.query(name, type)`: awaits one answer.
class single_query : public query_awaiter<std::array<detail::query_slot, 1>> {
public:
   using query_awaiter::query_awaiter;
   answer await_resume() const noexcept { return {dns(), slots()[0].reply}; }
};

// `co_await cx.query_all(questions)`: awaits the answers, in the order of the questions.
class query_list : public query_awaiter<std::vector<detail::query_slot>> {
public:
   using query_awaiter::query_awaiter;
   std::vector<answer> await_resume() const
   {
      std::vector<answer> all;
      all.reserve(slots().size());
      for (auto const& s : slots())
         all.emplace_back(dns(), s.reply);
      return all;
   }
};

}  // namespace dnslint

#endif
