// SPDX-License-Identifier: Apache-2.0
#include "core/scan/scan.hpp"

#include "core/report/domain_json.hpp"
#include "core/scan/rehearsed_audit.hpp"

#include <deque>
#include <optional>
#include <utility>

namespace dnslint::scan {
namespace {

constexpr std::chrono::milliseconds between_reads{20};

// One list on its way. What is under way when the scan is given up refers to it for ever.
class running_scan : public std::enable_shared_from_this<running_scan> {
public:
   running_scan(
      audit::environment const& world, traffic const& list, window const& bounds, results& into)
   : world_{world}
   , list_{list}
   , bounds_{bounds}
   , into_{into}
   , json_{into.catalogue(), into.content()}
   {
      if (bounds.rehearses)
         rehearsed_.emplace(world);
   }

   bool run()
   {
      if (world_.turns != nullptr)
         world_.turns->on_waiting([this] {
            world_.resolver->loop().post([self = shared_from_this()] {
               self->fill();
            });
         });
      fill();
      beat();
      world_.resolver->loop().run([this] {
         return (open_ == 0 && ended_) || gives_up();
      });
      world_.resolver->loop().cancel(next_beat_);
      if (open_ != 0)
         return false;
      // What waits for answers in a ground holds this object.
      rehearsed_.reset();
      return true;
   }

private:
   // A signal wakes nobody up: the loop asks whether to give up when it has done something.
   void beat()
   {
      if (bounds_.between_looks.count() == 0)
         return;
      next_beat_ =
         world_.resolver->loop().run_after(bounds_.between_looks, [self = shared_from_this()] {
            self->beat();
         });
   }

   bool gives_up() const { return list_.give_up && list_.give_up(); }

   bool has_room() const
   {
      return audit::has_room(world_.turns, open_, bounds_.in_flight) && !into_.is_full() &&
             (open_ == 0 || !world_.resolver->is_full());
   }

   // Domains that begin anew come first, since later ones wait for them.
   void start_again()
   {
      for (auto& d : into_.take_devalued())
         again_.push_back(std::move(d));
      while (!again_.empty() && open_ < bounds_.in_flight && !into_.so_far().stopped) {
         start(std::move(again_.front()));
         again_.pop_front();
      }
   }

   void fill()
   {
      start_again();
      while (!ended_ && has_room()) {
         if ((list_.stop && list_.stop()) || into_.broken()) {
            ended_ = true;
            into_.so_far().stopped = true;
            return;
         }
         if (open_ != 0 && list_.has_input && !list_.has_input())
            return look_again();
         auto next = list_.next();
         if (!next) {
            ended_ = true;
            return;
         }
         start({started_++, std::move(*next)});
      }
   }

   void look_again()
   {
      if (std::exchange(looks_again_, true))
         return;
      world_.resolver->loop().run_after(between_reads, [self = shared_from_this()] {
         self->looks_again_ = false;
         self->fill();
      });
   }

   void start(numbered_domain d)
   {
      ++open_;
      auto& about = d.about;
      audit::subject subject{
         std::move(about.name), std::move(about.text), about.line, std::move(about.columns)};
      auto done = [self = shared_from_this(), number = d.number](
                     audit::domain_record const& r, audit::usage const& u) {
         self->finished(number, r, u);
      };
      if (rehearsed_)
         rehearsed_->audit(std::move(subject), std::move(done));
      else
         audit::audit_domain(world_, std::move(subject), std::move(done));
   }

   void finished(std::size_t number, audit::domain_record const& d, audit::usage const& used)
   {
      --open_;
      auto record = json_.made(d);
      record.counts.questions = used.questions;
      record.counts.upstreams = used.upstreams;
      into_.drop(world_.resolver->dropped());
      into_.finished(number, std::move(record));
      fill();
   }

   audit::environment const& world_;
   traffic const& list_;
   window const& bounds_;
   results& into_;
   report::domain_json json_;
   std::optional<rehearsed_audits> rehearsed_;
   std::deque<numbered_domain> again_;
   std::size_t started_ = 0;
   std::size_t open_ = 0;
   bool ended_ = false;
   bool looks_again_ = false;  // whether there is input
   base::event_loop::timer_id next_beat_ = 0;
};

}  // namespace

bool run(audit::environment const& world, traffic const& list, window const& bounds, results& into)
{
   return std::make_shared<running_scan>(world, list, bounds, into)->run();
}

}  // namespace dnslint::scan
