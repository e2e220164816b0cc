// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace dnslint::scan {

// Gives values that arrive in any order back in the order of their numbers, from 0 on.
template <class T>
class reorder_buffer {
public:
   void put(std::size_t number, T value) { waiting_.emplace(number, std::move(value)); }

   // Returns the next value in order, or null while it has not arrived.
   std::optional<T> take()
   {
      auto const first = waiting_.find(next_);
      if (first == waiting_.end())
         return std::nullopt;
      ++next_;
      return std::move(waiting_.extract(first).mapped());
   }

   // Takes out, with their numbers, the values that wait and are meant. They are waited for again.
   template <class Predicate>
   std::vector<std::pair<std::size_t, T>> take_if(Predicate const& is_meant)
   {
      std::vector<std::pair<std::size_t, T>> taken;
      for (auto at = waiting_.begin(); at != waiting_.end();) {
         if (!is_meant(at->second)) {
            ++at;
            continue;
         }
         taken.emplace_back(at->first, std::move(at->second));
         at = waiting_.erase(at);
      }
      return taken;
   }

   // Returns all values that wait, in order, even if numbers are missing between them.
   std::vector<T> take_all()
   {
      std::vector<T> all;
      for (auto& [number, value] : waiting_)
         all.push_back(std::move(value));
      waiting_.clear();
      return all;
   }

   // Whether this number is the next in order.
   bool is_next(std::size_t number) const noexcept { return number == next_; }
   std::size_t waiting() const noexcept { return waiting_.size(); }

private:
   std::map<std::size_t, T> waiting_;
   std::size_t next_ = 0;
};

}  // namespace dnslint::scan
