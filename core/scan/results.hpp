// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/known_failures.hpp"
#include "core/report/record_content.hpp"
#include "core/report/report.hpp"
#include "core/resolver/upstream/upstream_drop.hpp"
#include "core/scan/domain_line.hpp"
#include "core/scan/journal.hpp"
#include "core/scan/record_basis.hpp"
#include "core/scan/waiting_records.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace dnslint::scan {

// The records that were written before an upstream was dropped, and rest on its answers.
struct withdrawn_records {
   std::string upstream;
   std::size_t count = 0;
   std::vector<std::string> first_domains;
};

struct totals {
   report::summary summary;
   std::vector<withdrawn_records> withdrawn;  // by the upstreams that this run has dropped
   std::uint64_t questions = 0;               // logical ones, of all domains
   std::uint64_t cache_hits = 0;              // as the processes last told
   std::size_t with_defects = 0;              // domains with a check that is unknown (internal)
   std::size_t unaudited = 0;                 // too little is known (audit_extent.hpp)
   std::size_t resumed = 0;                   // domains that the journal had already
   std::chrono::milliseconds silent{0};  // no resolver has answered, in an outage; 0: there is none
   bool stopped = false;                 // told to stop before the end
   base::severity worst_failure = base::severity::info;
   bool any_failure = false;
   // Those that the earlier report lacks; 0 where there is none.
   std::size_t new_failures = 0;
   base::severity worst_new_failure = base::severity::info;
   // By severity; what the profile accepts is not counted.
   std::array<std::size_t, 5> failures{};
   std::array<std::size_t, 5> regressions{};  // those that the earlier report lacks
   std::size_t audited = 0;                   // of the domains that exist
   std::uint64_t coverage = 0;                // hundredths, added up over domains
};

// Where finished domains go: counted, into the journal, to the writer. Borrows all of it.
struct destinations {
   report::catalogue const* catalogue = nullptr;
   report::writer* out = nullptr;  // may be none
   journal* kept_in = nullptr;     // may be none
   std::string run;                // the run's id, for the journal
   bool ordered = true;
   std::function<void(totals const&)> progress;  // after each domain; may be empty
   report::record_content content{};             // of the records that this process makes
   std::string waiting_in = "/tmp";              // a folder, for records that wait on the disk
   waiting_records::limits waiting{};
   // The upstreams of which some may be dropped, and those that were before the run began.
   std::vector<std::string> upstreams{};
   resolver::upstream_drops dropped{};
   double most_unknown = 1;  // of a domain's checks, as a share (audit_extent.hpp)
   report::known_failures const* known = nullptr;  // of an earlier report; may be none
};

struct numbered_domain {
   std::size_t number = 0;  // counts the domains of this run from 0 on
   domain_input about;
};

class results {
public:
   explicit results(destinations to);
   void keep_in(journal& j) { to_.kept_in = &j; }

   // `number` counts the domains of this run from 0 on. A record that rests on an upstream that was
   // dropped is not taken.
   void finished(std::size_t number, report::record r);
   // A record that the journal has already.
   void resumed(report::record const& r);
   // The journal has so many records of domains.
   void begin_behind(std::size_t records) { basis_.fill(records); }
   // A record of another journal.
   void taken_over(report::record const& r);

   // These upstreams are believed nothing any more. The journal says so, and withdraws the records
   // that rest on them; those that wait are not written. Returns whether this is news.
   bool drop(resolver::upstream_drops const& all);
   resolver::upstream_drops const& dropped() const noexcept { return to_.dropped; }
   // Returns the domains whose records were not taken since the last call: they begin anew.
   std::vector<numbered_domain> take_devalued() { return std::exchange(devalued_, {}); }

   // Writes the records that still wait, even if an earlier domain is missing. To be called at the
   // end: finished() writes only some of them at once.
   void stop_waiting();

   report::catalogue const& catalogue() const noexcept { return *to_.catalogue; }
   report::record_content const& content() const noexcept { return to_.content; }
   // The number of finished domains that wait for an earlier one.
   std::size_t waiting() const noexcept { return finished_.count(); }
   // Whether so much waits that no more domains should be begun.
   bool is_full() const noexcept { return finished_.is_full(); }
   totals& so_far() noexcept { return totals_; }
   // Whether a record that waited on the disk could not be read again.
   bool has_lost() const noexcept { return finished_.has_lost(); }
   // Whether there is no use in going on: the journal cannot be written any more, or a record is
   // lost.
   bool broken() const noexcept
   {
      return has_lost() || (to_.kept_in != nullptr && to_.kept_in->failure());
   }

private:
   void keep(report::record const& r);
   void write(report::record const& r);
   void add(report::record const& r);
   void note_failure(report::record const& r, std::string const& id);
   void withdraw(resolver::upstream_drop const& of);
   void devalue(std::size_t number, report::record const& r);

   destinations to_;
   totals totals_;
   waiting_records finished_;
   std::vector<numbered_domain> devalued_;
   record_basis basis_;
   resolver::upstream_set withdrawn_ = 0;  // the upstreams that were dropped in this run
};

}  // namespace dnslint::scan
