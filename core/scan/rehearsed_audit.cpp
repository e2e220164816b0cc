// SPDX-License-Identifier: Apache-2.0
#include "core/scan/rehearsed_audit.hpp"

#include "core/base/inbox.hpp"
#include "core/base/task.hpp"
#include "core/report/rehearsal.hpp"
#include "core/scan/rehearsal_ground.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace dnslint::scan {
namespace {

using edits = std::vector<report::zone_edit>;
using report::rehearsal;

struct ended_audit {
   audit::domain_record record;
   audit::usage used;
};

report::domain_state state_of(audit::domain_record const& d)
{
   return report::state_of({d, std::vector<report::reported_check>(d.findings.size()), {}});
}

audit::rehearsed_scores scores_of(audit::domain_record const& d)
{
   auto const& s = d.scored;
   return {s.score, s.score_low, s.score_high, s.grade};
}

}  // namespace

// One domain, from its audit to the end of its rehearsals. Lives as long as a callback holds it.
class rehearsed_audits::one : public std::enable_shared_from_this<one> {
public:
   one(rehearsed_audits& all, audit::subject about, audit::audit_done done)
   : all_{&all}
   , about_{std::move(about)}
   , done_{std::move(done)}
   {}

   void start()
   {
      running_ = run();
      running_.start();
   }

private:
   base::task<> run()
   {
      audit_published();
      auto first = co_await ended_.next();
      auto& record = first.record;
      before_ = state_of(record);
      edits tried;
      edits fallen;
      for (auto& e : report::zone_edits(record))
         (report::can_be_rehearsed(e) ? tried : fallen).push_back(std::move(e));
      if (!tried.empty() && co_await rehearse(record, tried) == rehearsal::falls)
         co_await keep_standing(record, tried, fallen);
      report::withdraw_edits(record, fallen);
      done_(std::move(record), first.used);
   }

   // Tries each edit by itself, and then those together that stand it.
   base::task<> keep_standing(audit::domain_record& record, edits const& tried, edits& fallen)
   {
      edits kept;
      for (auto const& e : tried) {
         edits const alone{e};
         auto const verdict = co_await rehearse(record, alone);
         (verdict == rehearsal::falls ? fallen : kept).push_back(e);
      }
      record.rehearsed.reset();
      if (!kept.empty() && co_await rehearse(record, kept) == rehearsal::falls)
         std::ranges::move(kept, std::back_inserter(fallen));
   }

   // The record tells the scores if the edits stand.
   base::task<rehearsal> rehearse(audit::domain_record& record, edits const& tried)
   {
      audit_under(tried);
      auto const after = co_await ended_.next();
      auto const verdict =
         report::judge_rehearsal(record.domain, before_, tried, state_of(after.record));
      record.rehearsed =
         verdict == rehearsal::stands ? std::optional{scores_of(after.record)} : std::nullopt;
      co_return verdict;
   }

   void audit_published()
   {
      auto world = all_->world_;
      world.answers = [self = shared_from_this()](std::vector<resolver::answer_ptr> known) {
         self->known_ = std::move(known);
      };
      audit_in(world);
   }

   void audit_under(edits const& tried)
   {
      all_->grounds_.push_back(std::make_unique<rehearsal_ground>(all_->world_, known_, tried));
      audit_in(all_->grounds_.back()->world());
   }

   void audit_in(audit::environment const& world)
   {
      audit::audit_domain(
         world, about_, [self = shared_from_this()](audit::domain_record d, audit::usage used) {
            self->ended_.put({std::move(d), used});
         });
   }

   rehearsed_audits* all_;
   audit::subject about_;
   audit::audit_done done_;
   report::domain_state before_;
   std::vector<resolver::answer_ptr> known_;
   base::inbox<ended_audit> ended_;
   base::task<> running_;
};

rehearsed_audits::rehearsed_audits(audit::environment const& world)
: world_{world}
{}

rehearsed_audits::~rehearsed_audits() = default;

void rehearsed_audits::audit(audit::subject about, audit::audit_done done)
{
   std::make_shared<one>(*this, std::move(about), std::move(done))->start();
}

}  // namespace dnslint::scan
