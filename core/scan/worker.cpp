// SPDX-License-Identifier: Apache-2.0
#include "core/scan/worker.hpp"

#include <fcntl.h>
#include <fstream>
#include <unistd.h>
#include <utility>

namespace dnslint::scan {
namespace {

constexpr std::chrono::milliseconds between_beats{100};
constexpr unsigned beats_between_statistics = 10;
constexpr std::size_t held_at_most = 8;  // records

std::size_t resident_bytes()
{
   std::ifstream from{"/proc/self/statm"};
   std::size_t all = 0;
   std::size_t resident = 0;
   from >> all >> resident;
   return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

// The lowest free descriptor tells how many are open.
int lowest_free_descriptor()
{
   auto const descriptor = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0);
   if (descriptor >= 0)
      close(descriptor);
   return descriptor;
}

}  // namespace

worker::worker(
   audit::environment const& world,
   report::domain_json records,
   worker_link& link,
   board& on,
   board_watch& watch,
   worker_limits const& bounds,
   std::function<statistics()> count)
: world_{world}
, json_{std::move(records)}
, link_{link}
, board_{on}
, watch_{watch}
, limits_{bounds}
, count_{std::move(count)}
, began_with_{resident_bytes()}
{
   if (bounds.rehearses)
      rehearsed_.emplace(world);
}

bool worker::run()
{
   auto& loop = world_.resolver->loop();
   if (world_.turns != nullptr)
      world_.turns->on_waiting([this, &loop] {
         loop.post([this] {
            fill();
         });
      });
   beat();
   while (!is_done()) {
      take_messages();
      if (waiting_.empty() && open_ == 0 && !ended_) {
         if (!link_.wait())
            return false;
         continue;
      }
      fill();
      loop.run([this] {
         board_.beats.fetch_add(1, std::memory_order_relaxed);
         return (open_ == 0 && waiting_.empty()) || link_.is_broken();
      });
      if (link_.is_broken())
         return false;
   }
   link_.send(count_());
   return !link_.is_broken();
}

// Keeps the loop turning, so that a supervisor sees that it turns.
void worker::beat()
{
   world_.resolver->loop().run_after(between_beats, [this] {
      send_held();
      if (is_done())
         return;
      if (++beats_ % beats_between_statistics == 0) {
         link_.send(count_());
         watch_use();
      }
      take_messages();
      fill();
      beat();
   });
}

void worker::take_messages()
{
   while (auto m = link_.take()) {
      if (auto* const given = std::get_if<assignments>(&*m))
         for (auto& a : given->all)
            waiting_.push_back(std::move(a));
      else if (auto const* const drops = std::get_if<dropped_upstreams>(&*m))
         world_.resolver->drop(drops->all);
      else if (std::holds_alternative<no_more>(*m))
         ended_ = true;
   }
}

void worker::fill()
{
   while (!waiting_.empty() && audit::has_room(world_.turns, open_, limits_.in_flight) &&
          !world_.resolver->is_full()) {
      auto next = std::move(waiting_.front());
      waiting_.pop_front();
      start(std::move(next));
   }
}

void worker::start(assignment a)
{
   ++open_;
   watch_.be_careful(a.alone);
   audit::subject about{
      std::move(a.about.name),
      std::move(a.about.text),
      a.about.line,
      std::move(a.about.columns),
      a.number};
   for (auto& l : a.left_out)
      about.left_out.push_back({l.probe, base::internal(std::move(l.code), std::move(l.detail))});
   auto done = [this, number = a.number](audit::domain_record const& d, audit::usage const& used) {
      finished(number, d, used);
   };
   if (rehearsed_)
      rehearsed_->audit(std::move(about), std::move(done));
   else
      audit::audit_domain(world_, std::move(about), std::move(done));
}

void worker::finished(std::uint64_t number, audit::domain_record const& d, audit::usage const& used)
{
   --open_;
   finished_domain done{number, json_.made(d)};
   done.result.counts.questions = used.questions;
   done.result.counts.upstreams = used.upstreams;
   held_.push_back(std::move(done));
   if (held_.size() == held_at_most || open_ == 0)
      send_held();
   if (waiting_.empty())
      take_messages();
   fill();
}

void worker::tell_drops()
{
   auto const& all = world_.resolver->dropped();
   if (all.size() == told_drops_)
      return;
   told_drops_ = all.size();
   link_.send(dropped_upstreams{all});
}

// Looking at the process takes some microseconds, so it is done for several records at once.
void worker::send_held()
{
   tell_drops();
   if (held_.empty())
      return;
   watch_.look_at_settings();
   for (auto const& done : held_)
      link_.send(done);
   held_.clear();
}

void worker::watch_use()
{
   auto const lowest = lowest_free_descriptor();
   auto const has_few = lowest >= 0 && lowest < limits_.descriptors;
   if (retiring_ || (has_few && resident_bytes() < began_with_ + limits_.memory))
      return;
   retiring_ = true;
   link_.send(retiring{});
}

}  // namespace dnslint::scan
