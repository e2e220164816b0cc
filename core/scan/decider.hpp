// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostic.hpp"
#include "core/scan/board.hpp"
#include "core/scan/dispatcher.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace dnslint::scan {

// What a worker's board shows at one moment.
struct sight {
   std::uint64_t beats = 0;
   board::phase phase = board::phase::own_code;
   std::optional<std::uint32_t> probe;  // whose code runs, or ran last; null before the first
   std::uint64_t domain = 0;            // of that probe
};

// How a process ended. A calm end has no reason.
struct process_end {
   std::string reason;       // "SIGSEGV", "exit status 3"
   bool is_evident = false;  // the worker's watch ended it, for what the probe did to its process
};

// What the supervisor has to do.
namespace order {
struct start {
   std::size_t worker;
};
struct assign {
   std::size_t worker;
   assignments task;
};
struct dismiss {  // nothing more comes
   std::size_t worker;
};
struct kill {
   std::size_t worker;
};
struct give_up {  // the domain's checks are unknown for this reason
   assignment task;
   std::string reason;
};
struct announce {
   base::diagnostic text;
};
}  // namespace order
using order_list = std::vector<std::variant<
   order::start,
   order::assign,
   order::dismiss,
   order::kill,
   order::give_up,
   order::announce>>;

// Everything that a supervisor decides, without a process and without a clock: it is told what
// happened, and when, and says what to do.
class decider {
public:
   using time_point = std::chrono::steady_clock::time_point;

   struct rules {
      std::size_t workers = 1;
      dispatcher::limits each{};
      // A worker without a sign of life for so long is ended.
      std::chrono::milliseconds stuck_after{10'000};
      std::chrono::milliseconds patience{5000};  // for what is under way, after stop()
      unsigned failed_starts = 5;                // one after the other, before the run ends
      std::size_t at_once = 16;                  // domains to a worker, before the next one's turn
   };
   decider(rules const& r, std::vector<probe_entry> probes);
   decider(decider const&) = delete;
   decider& operator=(decider const&) = delete;

   // Whether a domain of the list can be given. `is_full`: there is no room for finished domains
   // that wait to be written.
   bool wants_domains(bool is_full) const;
   void add(domain_input d) { dispatcher_.add(std::move(d)); }
   void list_ended() noexcept { list_ended_ = true; }
   // A domain that was finished, and is to be audited once more.
   void add_again(std::uint64_t number, domain_input d)
   {
      dispatcher_.add_again(number, std::move(d));
   }

   // At each turn: whom to start, what to hand out, whom to dismiss.
   order_list turn(time_point now);
   // What came of order::start.
   void started(std::size_t worker, time_point now);
   void not_started(base::diagnostic why) { failure_ = std::move(why); }

   // What a worker sends.
   void heard(std::size_t worker, time_point now);
   void ready(std::size_t worker);
   void retiring(std::size_t worker) { dispatcher_.retire(worker); }
   struct receipt {
      bool is_kept = false;  // false: the record is to be dropped
      order_list orders{};
   };
   receipt finished(std::size_t worker, std::uint64_t number);
   order_list garbled(std::size_t worker);

   // What is seen of a worker.
   order_list seen(std::size_t worker, sight const& s, time_point now);
   order_list ended(std::size_t worker, process_end const& end, sight const& last);

   // Somebody wants an end: what is under way is finished, within the patience.
   void stop(time_point now);
   bool is_stopping() const noexcept { return give_up_at_.has_value(); }
   bool is_over(time_point now) const;

   bool is_present(std::size_t worker) const { return staff_[worker].has_value(); }
   std::size_t restarts() const noexcept { return restarts_; }
   std::optional<base::diagnostic> const& failure() const noexcept { return failure_; }
   std::map<std::string, unsigned> crashes() const;  // by probe
   std::vector<std::string> switched_off() const;

private:
   // What is remembered of a process.
   struct employee {
      time_point alive;         // when its last sign of life was seen
      std::uint64_t beats = 0;  // as they were then
      bool is_ready = false;
      bool is_dismissed = false;
      std::string killed_for;  // by us, and why
   };

   bool needs_nobody() const { return (list_ended_ || is_stopping()) && dispatcher_.is_idle(); }
   bool nobody_works() const;
   bool may_be_quiet(std::size_t worker, sight const& s) const;
   void start_missing(order_list& orders);
   void hand_out(order_list& orders, time_point now);
   bool hand_some(std::size_t worker, order_list& orders, time_point now);
   void dismiss_idle(order_list& orders);
   void tell(dispatcher::consequence const& c, std::string const& reason, order_list& orders) const;
   order_list end(std::size_t worker, std::string why);
   std::string const& name_of(std::uint32_t probe) const;
   static death death_of(employee const& e, process_end const& end, sight const& last);

   rules rules_;
   std::vector<probe_entry> probes_;
   dispatcher dispatcher_;
   std::vector<std::optional<employee>> staff_;
   std::size_t restarts_ = 0;
   unsigned failed_starts_ = 0;
   bool list_ended_ = false;
   std::optional<time_point> give_up_at_;
   std::optional<base::diagnostic> failure_;
};

}  // namespace dnslint::scan
