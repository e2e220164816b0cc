// SPDX-License-Identifier: Apache-2.0
#pragma once

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

// How a worker ended, as its supervisor sees it.
struct death {
   std::string how;                    // "SIGSEGV", "exit status 3", "no progress for 10 s"
   bool in_probe = false;              // it ended within the code of the last probe
   std::optional<std::uint32_t> last;  // the probe whose code ran last, and its domain
   std::uint64_t domain = 0;
};

// Who audits which domain, without any process: hands domains out, takes back those of a worker
// that ended, finds out which probe is to blame and leaves it out.
//
// A worker that ends within a probe's code tells domain and probe. One that ends elsewhere may be
// the victim of any plugin that ran before; then its domains are audited again one by one, each
// alone in its worker, so that the guilty one is found.
class dispatcher {
public:
   struct limits {
      std::size_t in_flight = 150;  // domains at one worker, those that wait there included
      unsigned strikes = 3;         // deaths of one probe before it is switched off
      unsigned deaths = 3;          // of workers with one domain alone, before it is given up
   };
   dispatcher(std::size_t workers, limits const& most);

   void add(domain_input d);
   // Fewer wait than could be handed out.
   bool wants_more() const noexcept { return fresh_.size() < most_.in_flight; }

   // What to give that worker now, at most so many.
   std::vector<assignment> hand_out(std::size_t worker, std::size_t most);
   // False when that worker does not have the domain: it is not to be believed.
   bool finished(std::size_t worker, std::uint64_t number);
   // A worker that is given nothing more; it finishes what it has.
   void retire(std::size_t worker) { workers_[worker].retiring = true; }
   bool is_retiring(std::size_t worker) const { return workers_[worker].retiring; }
   std::size_t in_flight(std::size_t worker) const { return workers_[worker].has.size(); }

   // A new worker takes that one's place.
   struct consequence {
      std::optional<std::uint32_t> blamed;  // probe
      bool switched_off = false;            // and for good
      std::vector<assignment> given_up;     // domains that nothing helps
   };
   consequence lost(std::size_t worker, death const& d, std::string const& blame);
   // A worker that ended by itself, with nothing left undone.
   void ended(std::size_t worker) { workers_[worker] = {}; }

   // Nothing waits and nothing is under way.
   bool is_idle() const;
   std::map<std::uint32_t, unsigned> const& strikes() const noexcept { return strikes_; }
   std::set<std::uint32_t> const& switched_off() const noexcept { return switched_off_; }

private:
   struct pending {
      assignment what;
      unsigned deaths = 0;
      bool alone = false;  // how it was handed out
   };
   struct worker {
      std::map<std::uint64_t, pending> has;
      bool retiring = false;
   };

   bool takes_alone(std::size_t worker) const;
   assignment give(std::size_t worker, pending p);
   void blame(
      pending& p, std::uint32_t probe, death const& d, std::string const& detail, consequence& c);
   void again(pending p, bool alone);

   limits most_;
   std::vector<worker> workers_;
   std::deque<pending> fresh_;
   std::deque<pending> again_;
   std::deque<pending> alone_;
   std::map<std::uint32_t, unsigned> strikes_;
   std::set<std::uint32_t> switched_off_;
   std::map<std::uint32_t, std::string> last_detail_;
   std::uint64_t next_number_ = 0;
};

}  // namespace dnslint::scan
