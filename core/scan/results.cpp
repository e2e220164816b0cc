// SPDX-License-Identifier: Apache-2.0
#include "core/scan/results.hpp"

#include "core/report/line.hpp"
#include "core/scan/audit_extent.hpp"
#include "core/scan/record_input.hpp"

#include <algorithm>
#include <utility>

namespace dnslint::scan {
namespace {

// Behind a slow domain thousands may wait. The loop is not held up until all of them are written,
// or answers that have come meanwhile would be taken for lost.
constexpr std::size_t most_written_at_once = 16;

}  // namespace

results::results(destinations to)
: to_{std::move(to)}
, finished_{to_.waiting_in, to_.waiting}
, basis_{to_.upstreams.size()}
{}

void results::finished(std::size_t number, report::record r)
{
   if ((r.counts.upstreams & resolver::set_of(to_.dropped)) != 0)
      return devalue(number, r);
   if (!to_.ordered)
      return write(r);
   finished_.put(number, std::move(r));
   finished_.take_next(most_written_at_once, [this](report::record const& next) {
      write(next);
   });
}

void results::stop_waiting()
{
   finished_.take_all([this](report::record const& r) {
      write(r);
   });
}

// Nobody knows any more what it rests on.
void results::resumed(report::record const& r)
{
   ++totals_.resumed;
   basis_.add(~resolver::upstream_set{0}, report::domain_of(r));
   add(r);
}

bool results::drop(resolver::upstream_drops const& all)
{
   auto known = all;
   std::erase_if(known, [&](resolver::upstream_drop const& d) {
      return d.upstream >= to_.upstreams.size();
   });
   auto const news = resolver::add_drops(to_.dropped, known);
   for (auto const& d : news)
      withdraw(d);
   if (!news.empty())
      finished_.take_resting_on(
         resolver::set_of(news), [this](std::size_t number, report::record const& r) {
            devalue(number, r);
         });
   return !news.empty();
}

void results::withdraw(resolver::upstream_drop const& of)
{
   auto const set = resolver::only(of.upstream);
   withdrawn_ |= set;
   auto const& name = to_.upstreams[of.upstream];
   totals_.withdrawn.push_back({name, basis_.count(set), basis_.first_domains(of.upstream)});
   totals_.summary.withdrawn = basis_.count(withdrawn_);
   if (to_.kept_in == nullptr)
      return;
   to_.kept_in->append(report::dropped_line(
      {name,
       std::string{resolver::to_text(of.why)},
       to_.run,
       basis_.records(),
       basis_.bits(of.upstream)}));
   to_.kept_in->flush();
}

void results::devalue(std::size_t number, report::record const& r)
{
   devalued_.push_back({number, input_of(r)});
}

void results::taken_over(report::record const& r)
{
   ++totals_.resumed;
   keep(r);
   basis_.add(0, {});
   add(r);
}

void results::keep(report::record const& r)
{
   if (to_.kept_in != nullptr)
      to_.kept_in->append(report::line_of(to_.run, r));
}

void results::write(report::record const& r)
{
   keep(r);
   basis_.add(r.counts.upstreams, report::domain_of(r));
   add(r);
   if (to_.progress)
      to_.progress(totals_);
}

void results::add(report::record const& r)
{
   totals_.summary.add(r.counts, *to_.catalogue);
   totals_.questions += r.counts.questions;
   totals_.with_defects += r.counts.has_defect ? 1U : 0U;
   auto const is_left = is_unaudited(r.counts, to_.most_unknown);
   totals_.unaudited += is_left ? 1U : 0U;
   totals_.audited += !is_left && r.counts.status == audit::domain_status::audited ? 1U : 0U;
   totals_.coverage += report::coverage_of(r);
   auto const& accepted = r.counts.suppressed;
   for (auto const& id : r.counts.failed)
      if (std::ranges::find(accepted, id) == accepted.end())
         note_failure(r, id);
   if (to_.out != nullptr)
      to_.out->domain(r);
}

void results::note_failure(report::record const& r, std::string const& id)
{
   auto const found = to_.catalogue->find(id);
   if (found == to_.catalogue->end())
      return;
   totals_.any_failure = true;
   auto const severity = found->second.severity;
   ++totals_.failures.at(static_cast<std::size_t>(severity));
   totals_.worst_failure = std::max(totals_.worst_failure, severity);
   if (to_.known == nullptr || to_.known->has(report::domain_of(r), id))
      return;
   ++totals_.new_failures;
   ++totals_.regressions.at(static_cast<std::size_t>(severity));
   totals_.worst_new_failure = std::max(totals_.worst_new_failure, severity);
}

}  // namespace dnslint::scan
