// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/recording/recording_source.hpp"

#include "core/base/causes.hpp"
#include "core/resolver/recording/frame_stream.hpp"

#include <utility>

namespace dnslint::resolver {

namespace {

// The upstream or server that a source stands for.
struct place {
   std::size_t upstream = 0;
   std::string server{};  // empty: it is the upstream

   exchange_key key_of(request const& r) const
   {
      exchange_key key{r.asked, upstream, r.via, r.attempt, server};
      if (!server.empty() && r.form != nullptr)
         key.form = sent_form(*r.form);
      return key;
   }
};

}  // namespace

class recorded_source final : public source {
public:
   recorded_source(recorder& writer, std::unique_ptr<source> from, place where)
   : writer_{&writer}
   , where_{std::move(where)}
   , from_{std::move(from)}
   {}

   void ask(request const& r, done on_done) override
   {
      if (r.is_trial)
         return from_->ask(r, std::move(on_done));
      auto key = where_.key_of(r);
      if (auto const* const known = writer_->find(key)) {
         writer_->loop_->post(
            [e = *known, on_done = std::move(on_done), alive = std::weak_ptr{alive_}] {
               if (!alive.expired())
                  on_done(e);
            });
         return;
      }
      from_->ask(r, [this, key = std::move(key), on_done = std::move(on_done)](exchange const& e) {
         on_done(writer_->note(key, e));
      });
   }

private:
   recorder* writer_;
   place where_;
   std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
   std::unique_ptr<source> from_;  // destroyed first, since it refers to this object
};

recorder::recorder(
   std::ostream& out,
   base::event_loop& loop,
   recording_terms terms,
   std::chrono::sys_time<std::chrono::milliseconds> started)
: out_{&out}
, loop_{&loop}
, terms_{std::move(terms)}
, clock_{started, loop.now()}
{
   write(recording_start());
}

std::unique_ptr<source> recorder::wrap(std::unique_ptr<source> from, std::size_t number)
{
   return std::make_unique<recorded_source>(*this, std::move(from), place{number});
}

std::unique_ptr<source> recorder::wrap_server(
   std::unique_ptr<source> from, server_address const& server)
{
   return std::make_unique<recorded_source>(*this, std::move(from), place{0, server.to_text()});
}

exchange const* recorder::find(exchange_key const& key) const
{
   auto const found = made_.find(key);
   return found == made_.end() ? nullptr : &found->second;
}

exchange const& recorder::note(exchange_key const& key, exchange const& e)
{
   auto const is_first = made_.empty();
   auto const [at, is_new] = made_.try_emplace(key, e);
   if (is_new && !full_)
      write(
         recorded_frame(key, at->second, clock_, is_first ? &terms_ : nullptr) +
         std::exchange(held_back_, {}));
   return at->second;
}

void recorder::note_unasked(exchange const& e)
{
   note({e.asked, 0, e.via, 0}, e);
}

void recorder::note_unasked(direct_question const& q, base::cause const& why)
{
   exchange none;
   none.asked = q.asked;
   none.via = q.via;
   none.sent = none.received = loop_->now();
   none.failure = why;
   note({q.asked, 0, q.via, 0, q.server.to_text(), sent_form(q.form)}, none);
}

void recorder::note_host(std::string_view content)
{
   auto const frame = recorded_host_frame(content);
   if (frame.size() > most_frame_bytes)
      return;
   if (made_.empty())
      held_back_ += frame;
   else
      write(frame);
}

void recorder::write(std::string const& bytes)
{
   auto const end = recording_stop().size();
   full_ = full_ || bytes.size() + end > most_recording_bytes - written_;
   if (full_)
      return;
   written_ += bytes.size();
   *out_ << bytes;
}

void recorder::finish()
{
   *out_ << recording_stop();
}

namespace {

class replay_source final : public source {
public:
   replay_source(
      base::event_loop& loop, recording const& from, questions_not_recorded& lacking, place where)
   : loop_{&loop}
   , from_{&from}
   , lacking_{&lacking}
   , where_{std::move(where)}
   {}

   void ask(request const& r, done on_done) override
   {
      auto e = exchange_for(r);
      auto const took = e.received;
      e.sent = loop_->now();
      loop_->run_after(
         took,
         [this,
          e = std::move(e),
          on_done = std::move(on_done),
          alive = std::weak_ptr{alive_}]() mutable {
            if (alive.expired())
               return;
            e.received = loop_->now();
            on_done(std::move(e));
         });
   }

private:
   exchange exchange_for(request const& r)
   {
      auto const key = where_.key_of(r);
      auto const* recorded = from_->find(key);
      // A refused question may have been tried more often than usual. So the last try of the replay
      // gets the last exchange of the recording. After silence the replay makes one more try
      // anyway, over TCP.
      if (recorded != nullptr && !recorded->failure && r.attempt >= from_->terms().tries)
         recorded = from_->last_of(key);
      if (recorded != nullptr)
         return *recorded;
      lacking_->insert(key.question());
      exchange e;
      e.asked = r.asked;
      e.via = r.via;
      e.failure = base::because(
         base::causes::not_recorded, "the recording has no answer to " + to_text(key));
      return e;
   }

   base::event_loop* loop_;
   recording const* from_;
   questions_not_recorded* lacking_;
   place where_;
   std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace

std::vector<std::unique_ptr<source>> make_replay_sources(
   base::event_loop& loop, recording const& from, questions_not_recorded& lacking)
{
   std::vector<std::unique_ptr<source>> all;
   for (std::size_t i = 0; i != from.terms().upstreams; ++i)
      all.push_back(std::make_unique<replay_source>(loop, from, lacking, place{i}));
   return all;
}

std::unique_ptr<source> make_replay_source(
   base::event_loop& loop,
   recording const& from,
   questions_not_recorded& lacking,
   server_address const& server)
{
   return std::make_unique<replay_source>(loop, from, lacking, place{0, server.to_text()});
}

}  // namespace dnslint::resolver
