// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scan/inquiry.hpp"
#include "core/scan/message.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace dnslint::scan {

// Decides which worker audits which domain. It starts no process: it hands domains out, takes back
// those of a worker that ended, finds out which probe is guilty, and leaves that probe out.
//
// What a worker was doing when it ended is only a suspicion: its memory may have been damaged long
// before. So the domain of the last probe is audited again alone (see inquiry), and the worker's
// other domains wait. When a probe was found guilty they go back to all workers. Else they are
// audited together in a new process whose watch is careful, and when that ends and nobody is found
// guilty, one by one.
class dispatcher {
public:
   struct limits {
      std::size_t in_flight = 150;  // domains at one worker, those that wait there included
      unsigned strikes = 3;         // verdicts on one probe before it is switched off
      unsigned deaths = 3;          // of workers without a suspect, before a domain is given up
   };
   // The probes are those of the plan; borrowed.
   dispatcher(std::size_t workers, limits const& bounds, std::vector<probe_entry> const& probes);

   void add(domain_input d);
   // A domain that was finished, and is to be audited once more.
   void add_again(std::uint64_t number, domain_input d);
   // Whether fewer domains wait than could be handed out.
   bool wants_more() const noexcept { return fresh_.size() < bounds_.in_flight; }

   // What to give that worker now, at most `count` domains.
   std::vector<assignment> hand_out(std::size_t worker, std::size_t count);

   // What follows from a worker's end, or from an audit that was completed alone.
   struct consequence {
      std::string domain;                       // that was audited alone, as it was given
      std::optional<verdict> found;             // who is guilty
      std::vector<std::uint32_t> switched_off;  // probes, from now on
      std::vector<assignment> given_up;         // domains that nothing helps
      bool is_suspicion = false;  // domains that were audited together are audited again
   };
   struct receipt {
      bool is_kept = false;  // false: that worker does not have the domain, or it was only tried
      consequence follows{};
   };
   receipt finished(std::size_t worker, std::uint64_t number);

   // A worker that is given nothing more; it finishes what it has.
   void retire(std::size_t worker) { workers_[worker].retiring = true; }
   bool is_retiring(std::size_t worker) const { return workers_[worker].retiring; }
   std::size_t in_flight(std::size_t worker) const { return workers_[worker].has.size(); }

   // A worker that ended. A new one takes its place.
   consequence lost(std::size_t worker, death const& d);
   // A worker that ended by itself, with nothing left undone.
   void ended(std::size_t worker) { workers_[worker] = {}; }

   // Whether no domain waits and none is under way.
   bool is_idle() const;
   std::map<std::uint32_t, unsigned> const& strikes() const noexcept { return strikes_; }
   std::set<std::uint32_t> const& switched_off() const noexcept { return switched_off_; }

private:
   struct pending {
      assignment task;
      inquiry cause_of_end;
      unsigned deaths = 0;
      bool alone = false;              // how it was handed out
      bool needs_new_process = false;  // the last trial was not the first work of its process
      std::vector<pending> company{};  // the other domains of the worker that ended
      bool was_watched = false;        // its end was that of a process with a careful watch
   };
   struct worker {
      std::map<std::uint64_t, pending> has;
      bool retiring = false;
      std::size_t given = 0;    // domains, since its process began
      bool has_shared = false;  // has audited several domains at once
   };

   static constexpr std::size_t trial_worker = 0;

   bool takes_trials(std::size_t worker) const;
   assignment give(std::size_t worker, pending p);
   std::vector<assignment> give_one_alone(std::size_t worker);
   void lost_alone(pending p, death const& d, bool was_new_process, consequence& c);
   void lost_shared(std::map<std::uint64_t, pending> had, death const& d, consequence& c);
   void leave_out(pending& p, verdict v, consequence& c);
   void try_again(pending p);
   std::vector<assignment> give_together(std::size_t worker);
   void give_back(pending& p);
   void go_on_searching(std::vector<pending> company, bool was_watched);

   limits bounds_;
   std::vector<probe_entry> const* probes_;
   std::vector<worker> workers_;
   std::deque<pending> fresh_;
   std::deque<pending> again_;
   std::deque<pending> alone_;
   std::deque<std::vector<pending>> together_;
   std::map<std::uint32_t, unsigned> strikes_;
   std::set<std::uint32_t> switched_off_;
   std::map<std::uint32_t, std::string> last_detail_;
   std::uint64_t next_number_ = 0;
};

}  // namespace dnslint::scan
