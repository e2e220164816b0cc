// SPDX-License-Identifier: Apache-2.0
#include "core/scan/scan.hpp"

#include "core/scan/reorder_buffer.hpp"

#include <algorithm>
#include <utility>

namespace dnslint::scan {
namespace {

bool is_defect(base::finding const& f)
{
   return f.why && f.why->kind == base::cause_class::internal;
}

// One list on its way. Lives on the stack of run(), which does not return before every audit has.
class running_scan {
public:
   running_scan(audit::surroundings const& world, traffic const& list, window const& how)
   : world_{world}
   , list_{list}
   , how_{how}
   {}

   totals run()
   {
      fill();
      world_.resolver->loop().run([this] {
         return open_ == 0 && ended_;
      });
      return std::move(totals_);
   }

private:
   bool has_room() const
   {
      return open_ < how_.in_flight && finished_.waiting() < how_.most_waiting &&
             !world_.resolver->is_full();
   }

   void fill()
   {
      while (!ended_ && has_room()) {
         if (list_.stop && list_.stop()) {
            ended_ = true;
            totals_.stopped = true;
            return;
         }
         auto next = list_.next();
         if (!next) {
            ended_ = true;
            return;
         }
         start(std::move(*next));
      }
   }

   void start(domain_input d)
   {
      ++open_;
      audit::audit_domain(
         world_,
         {std::move(d.name), std::move(d.text), d.line},
         [this, number = started_++](audit::domain_record r, audit::usage u) {
            --open_;
            totals_.questions += u.questions;
            finished(number, std::move(r));
            fill();
         });
   }

   void finished(std::size_t number, audit::domain_record r)
   {
      if (!how_.ordered)
         return write(r);
      finished_.put(number, std::move(r));
      while (auto const next = finished_.take())
         write(*next);
   }

   void write(audit::domain_record const& r)
   {
      totals_.summary.add(r, *list_.catalogue);
      totals_.with_defects += std::ranges::any_of(r.findings, is_defect) ? 1U : 0U;
      for (auto const& f : r.findings)
         if (f.result == base::outcome::fail && !f.suppression)
            note_failure(f.id);
      list_.out->domain(r);
      if (list_.progress)
         list_.progress(totals_);
   }

   void note_failure(std::string const& id)
   {
      auto const found = list_.catalogue->find(id);
      if (found == list_.catalogue->end())
         return;
      totals_.any_failure = true;
      totals_.worst_failure = std::max(totals_.worst_failure, found->second.how_bad);
   }

   audit::surroundings const& world_;
   traffic const& list_;
   window const& how_;
   totals totals_;
   reorder_buffer<audit::domain_record> finished_;
   std::size_t started_ = 0;
   std::size_t open_ = 0;
   bool ended_ = false;
};

}  // namespace

totals run(audit::surroundings const& world, traffic const& list, window const& how)
{
   return running_scan{world, list, how}.run();
}

}  // namespace dnslint::scan
