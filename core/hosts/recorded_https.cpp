// SPDX-License-Identifier: Apache-2.0
#include "core/hosts/recorded_https.hpp"

#include "core/base/causes.hpp"
#include "core/base/escape.hpp"
#include "core/resolver/recording/recording_source.hpp"

#include <fmt/format.h>
#include <utility>

namespace dnslint::hosts {

namespace {

namespace causes = base::causes;
using time_point = base::event_loop::time_point;

https_reply failed_reply(base::cause why)
{
   return {https_failure{std::move(why), https_phase::resolve}, {}, {}};
}

// Replies that are given after a time, unless they are cancelled before.
class timed_replies {
public:
   using call = https_source::call;
   using done = https_source::done;

   explicit timed_replies(base::event_loop& loop)
   : loop_{&loop}
   {}
   timed_replies(timed_replies const&) = delete;
   timed_replies& operator=(timed_replies const&) = delete;
   ~timed_replies()
   {
      for (auto const& [id, w] : waiting_)
         loop_->cancel(w.timer);
   }

   void give(call id, base::event_loop::duration after, https_reply reply, done on_done)
   {
      auto& w = waiting_[id];
      w.on_done = std::move(on_done);
      w.reply = std::move(reply);
      w.timer = loop_->run_after(after, [this, id] {
         tell(id);
      });
   }

   // False if the call is none of these.
   bool cancel(call id)
   {
      auto const found = waiting_.find(id);
      if (found == waiting_.end())
         return false;
      auto& w = found->second;
      loop_->cancel(w.timer);
      w.reply = failed_reply(base::because(causes::cancelled));
      w.timer = loop_->run_after(base::event_loop::duration{0}, [this, id] {
         tell(id);
      });
      return true;
   }

private:
   struct waiting {
      base::event_loop::timer_id timer = 0;
      done on_done;
      https_reply reply;
   };

   // Whoever is told may destroy this object.
   void tell(call id)
   {
      auto told = waiting_.extract(id);
      told.mapped().on_done(std::move(told.mapped().reply));
   }

   base::event_loop* loop_;
   std::map<call, waiting> waiting_;
};

class recording_https final : public https_source {
public:
   recording_https(
      std::unique_ptr<https_source> from, base::event_loop& loop, resolver::recorder& to)
   : loop_{&loop}
   , to_{&to}
   , known_{loop}
   , from_{std::move(from)}
   {}

   call get(https_request const& request, done on_done) override
   {
      auto const id = ++last_;
      auto key = https_key::of(request);
      if (auto const found = made_.find(key); found != made_.end()) {
         known_.give(id, base::event_loop::duration{0}, found->second, std::move(on_done));
         return id;
      }
      auto const began = loop_->now();
      open_[id] = from_->get(
         request,
         [this, id, began, key = std::move(key), on_done = std::move(on_done)](https_reply reply) {
            open_.erase(id);
            on_done(note(key, began, std::move(reply)));
         });
      return id;
   }

   void cancel(call which) override
   {
      auto const found = open_.find(which);
      if (!known_.cancel(which) && found != open_.end())
         from_->cancel(found->second);
   }

private:
   // The reply that counts: this one, or that of an equal request that ended before.
   https_reply note(https_key const& key, time_point began, https_reply reply)
   {
      auto const* const failed = reply.failure();
      if (failed != nullptr && failed->why == causes::cancelled)
         return reply;
      auto const [at, is_new] = made_.try_emplace(key, std::move(reply));
      if (is_new && !to_->is_full())
         to_->note_host(to_bytes({key, loop_->now() - began, at->second}));
      return at->second;
   }

   base::event_loop* loop_;
   resolver::recorder* to_;
   std::map<https_key, https_reply> made_;
   std::map<call, call> open_;  // by our call that of from_
   call last_ = 0;
   timed_replies known_;
   std::unique_ptr<https_source> from_;  // destroyed first, since it refers to this object
};

class replayed_https final : public https_source {
public:
   replayed_https(base::event_loop& loop, https_recording const& from, urls_not_recorded& lacking)
   : from_{&from}
   , lacking_{&lacking}
   , replies_{loop}
   {}

   call get(https_request const& request, done on_done) override
   {
      auto const id = ++last_;
      if (auto const* const found = from_->find(https_key::of(request))) {
         replies_.give(id, found->took, found->reply, std::move(on_done));
         return id;
      }
      lacking_->insert(request.url);
      auto detail =
         fmt::format("the recording has no reply to {}", base::terminal_text(request.url));
      replies_.give(
         id,
         base::event_loop::duration{0},
         failed_reply(base::because(causes::not_recorded, std::move(detail))),
         std::move(on_done));
      return id;
   }

   void cancel(call which) override { replies_.cancel(which); }

private:
   https_recording const* from_;
   urls_not_recorded* lacking_;
   call last_ = 0;
   timed_replies replies_;
};

}  // namespace

base::result<https_recording> https_recording::read(
   resolver::recording const& from, std::string const& file)
{
   https_recording made;
   for (auto const& bytes : from.hosts()) {
      auto read = recorded_reply_from_bytes(bytes);
      if (!read)
         return base::error_in(
            file,
            "this is no whole recording: what a host replied cannot be read",
            "`dnslint scan --record FILE` makes one");
      auto key = read->asked;
      made.replies_.try_emplace(std::move(key), *std::move(read));
   }
   return made;
}

recorded_reply const* https_recording::find(https_key const& key) const
{
   auto const found = replies_.find(key);
   return found == replies_.end() ? nullptr : &found->second;
}

std::unique_ptr<https_source> make_recording_https(
   std::unique_ptr<https_source> from, base::event_loop& loop, resolver::recorder& to)
{
   return std::make_unique<recording_https>(std::move(from), loop, to);
}

std::unique_ptr<https_source> make_replayed_https(
   base::event_loop& loop, https_recording const& from, urls_not_recorded& lacking)
{
   return std::make_unique<replayed_https>(loop, from, lacking);
}

}  // namespace dnslint::hosts
