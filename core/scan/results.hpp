// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/record_content.hpp"
#include "core/report/report.hpp"
#include "core/scan/journal.hpp"
#include "core/scan/waiting_records.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace dnslint::scan {

struct totals {
   report::summary summary;
   std::uint64_t questions = 0;          // logical ones, of all domains
   std::uint64_t cache_hits = 0;         // as the processes last told
   std::size_t with_defects = 0;         // domains with a check that is unknown (internal)
   std::size_t resumed = 0;              // domains that the journal had already
   std::chrono::milliseconds silent{0};  // no resolver has answered, in an outage; 0: there is none
   bool stopped = false;                 // told to stop before the end
   base::severity worst_failure = base::severity::info;
   bool any_failure = false;
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
};

class results {
public:
   explicit results(destinations to);
   void keep_in(journal& j) { to_.kept_in = &j; }

   // `number` counts the domains of this run from 0 on.
   void finished(std::size_t number, report::record r);
   // A record that the journal has already.
   void resumed(report::record const& r);
   // A record of another journal.
   void taken_over(report::record const& r);

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
   void note_failure(std::string const& id);

   destinations to_;
   totals totals_;
   waiting_records finished_;
};

}  // namespace dnslint::scan
