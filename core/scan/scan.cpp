// SPDX-License-Identifier: Apache-2.0
#include "core/scan/scan.hpp"

#include "core/report/domain_json.hpp"

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
   {}

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
      return open_ == 0;
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

   void fill()
   {
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
         start(std::move(*next));
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

   void start(domain_input d)
   {
      ++open_;
      audit::audit_domain(
         world_,
         {std::move(d.name), std::move(d.text), d.line, std::move(d.columns)},
         [self = shared_from_this(), number = started_++](
            audit::domain_record const& r, audit::usage const& u) {
            self->finished(number, r, u);
         });
   }

   void finished(std::size_t number, audit::domain_record const& d, audit::usage const& used)
   {
      --open_;
      auto record = json_.made(d);
      record.counts.questions = used.questions;
      into_.finished(number, std::move(record));
      fill();
   }

   audit::environment const& world_;
   traffic const& list_;
   window const& bounds_;
   results& into_;
   report::domain_json json_;
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
