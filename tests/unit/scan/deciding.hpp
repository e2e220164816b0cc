// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scan/decider.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace dnslint::scan::tests {

using namespace std::chrono_literals;

// An order as a word: "start 0", "assign 1: 3 4".
struct as_word {
   std::string operator()(scan::order::start const& o) const
   {
      return fmt::format("start {}", o.worker);
   }
   std::string operator()(scan::order::assign const& o) const
   {
      auto text = fmt::format("assign {}:", o.worker);
      for (auto const& a : o.task.all)
         text += fmt::format(" {}{}", a.number, a.alone ? " alone" : "");
      return text;
   }
   std::string operator()(scan::order::dismiss const& o) const
   {
      return fmt::format("dismiss {}", o.worker);
   }
   std::string operator()(scan::order::kill const& o) const
   {
      return fmt::format("kill {}", o.worker);
   }
   std::string operator()(scan::order::give_up const& o) const
   {
      return fmt::format("give up {} ({})", o.task.number, o.reason);
   }
   std::string operator()(scan::order::announce const& o) const { return o.text.message; }
};

inline std::vector<std::string> words(scan::order_list const& orders)
{
   std::vector<std::string> all;
   for (auto const& o : orders)
      all.push_back(std::visit(as_word{}, o));
   return all;
}

class deciding : public testing::Test {
protected:
   static scan::decider::rules rules()
   {
      scan::decider::rules r;
      r.workers = 2;
      r.each.in_flight = 3;
      r.stuck_after = 10s;
      r.patience = 5s;
      r.failed_starts = 3;
      r.at_once = 2;
      return r;
   }

   void add(std::size_t count)
   {
      for (std::size_t i = 0; i != count; ++i) {
         auto const text = fmt::format("d{}.test", added_++);
         decider.add({*dns::name::from_text(text), text});
      }
   }

   std::vector<std::string> turn() { return words(decider.turn(now)); }

   void hire(std::size_t worker)
   {
      decider.started(worker, now);
      decider.ready(worker);
   }
   // Both workers are there and have what there is for them.
   void begin(std::size_t domains)
   {
      add(domains);
      turn();
      hire(0);
      hire(1);
      turn();
   }

   std::vector<std::string> seen(std::size_t worker, scan::sight const& s)
   {
      return words(decider.seen(worker, s, now));
   }
   std::vector<std::string> ended(
      std::size_t worker, scan::process_end const& end, scan::sight const& last = beats(0))
   {
      return words(decider.ended(worker, end, last));
   }
   static scan::process_end by(std::string reason) { return {std::move(reason), false}; }
   static scan::sight beats(std::uint64_t count)
   {
      return {count, board::phase::own_code, std::nullopt, 0};
   }
   static scan::sight in_probe(std::uint32_t probe, std::uint64_t domain)
   {
      return {1, board::phase::probe, probe, domain};
   }

   scan::decider::time_point now{1000s};
   scan::decider decider{rules(), {{"acme", 0, {}}, {"acme (second)", 0, {}}, {"other", 1, {}}}};

   std::vector<std::string> last_;

private:
   std::size_t added_ = 0;
};

}  // namespace dnslint::scan::tests
