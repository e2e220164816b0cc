// SPDX-License-Identifier: Apache-2.0
#include "core/hosts/shared_https.hpp"

#include "core/base/causes.hpp"

#include <algorithm>
#include <list>
#include <map>
#include <tuple>
#include <utility>

namespace dnslint::hosts {

namespace {

using request_key = std::tuple<std::string, std::string, std::size_t, unsigned>;

request_key key_of(https_request const& r)
{
   return {r.url, r.accept, r.most_bytes, r.most_redirects};
}

std::size_t size_of(https_reply const& r)
{
   std::size_t size = sizeof r;
   if (auto const* const response = r.response())
      size += response->body.size();
   for (auto const& certificate : r.tls.chain)
      size += certificate.size();
   return size;
}

class shared_https final : public https_source {
public:
   shared_https(
      std::unique_ptr<https_source> from, base::event_loop& loop, remembered_replies const& limits)
   : loop_{&loop}
   , limits_{limits}
   , from_{std::move(from)}
   {}

   call get(https_request const& request, done on_done) override
   {
      auto const id = ++last_;
      auto const key = key_of(request);
      auto const found = entries_.find(key);
      if (found == entries_.end()) {
         auto& e = entries_[key];
         e.waiting.emplace(id, std::move(on_done));
         e.first = id;
         e.under_way = from_->get(request, [this, key, id](https_reply r) {
            arrived(key, id, std::move(r));
         });
      } else {
         found->second.waiting.emplace(id, std::move(on_done));
         if (found->second.known) {
            recent_.splice(recent_.begin(), recent_, found->second.place);
            give_later(key);
         }
      }
      return id;
   }

   void cancel(call which) override
   {
      for (auto& [key, e] : entries_)
         if (auto waiting = e.waiting.extract(which); !waiting.empty()) {
            tell_cancelled(std::move(waiting.mapped()));
            if (e.waiting.empty() && !e.known) {
               from_->cancel(e.under_way);
               entries_.erase(request_key{key});
            }
            return;
         }
   }

private:
   struct entry {
      std::shared_ptr<https_reply const> known;  // null: it is under way
      call under_way = 0;
      call first = 0;  // the one for which it was begun
      std::map<call, done> waiting;
      std::list<request_key>::iterator place{};  // in recent_, once it is known
   };

   // The reply to a request that was cancelled comes, too, and says nothing about the host.
   void arrived(request_key const& key, call first, https_reply r)
   {
      auto const found = entries_.find(key);
      if (found == entries_.end() || found->second.first != first)
         return;
      auto& e = found->second;
      bytes_ += size_of(r);
      e.known = std::make_shared<https_reply const>(std::move(r));
      recent_.push_front(key);
      e.place = recent_.begin();
      give(key);
      forget();
   }

   void give_later(request_key const& key)
   {
      loop_->post([this, key, alive = std::weak_ptr{alive_}] {
         if (!alive.expired())
            give(key);
      });
   }

   // Whoever is told may ask again.
   void give(request_key const& key)
   {
      auto const found = entries_.find(key);
      if (found == entries_.end())
         return;
      auto const known = found->second.known;
      for (auto const& [id, on_done] : std::exchange(found->second.waiting, {}))
         on_done(*known);
   }

   // The ones that somebody waits for stay.
   void forget()
   {
      for (auto at = recent_.end(); is_over_limit() && at != recent_.begin();) {
         --at;
         auto const found = entries_.find(*at);
         if (!found->second.waiting.empty())
            continue;
         bytes_ -= size_of(*found->second.known);
         entries_.erase(found);
         at = recent_.erase(at);
      }
   }

   bool is_over_limit() const { return recent_.size() > limits_.replies || bytes_ > limits_.bytes; }

   void tell_cancelled(done on_done)
   {
      loop_->post([on_done = std::move(on_done), alive = std::weak_ptr{alive_}] {
         if (!alive.expired())
            on_done(
               {https_failure{base::because(base::causes::cancelled), https_phase::resolve},
                {},
                {}});
      });
   }

   base::event_loop* loop_;
   remembered_replies limits_;
   std::map<request_key, entry> entries_;
   std::list<request_key> recent_;  // of known entries, the last used one first
   std::size_t bytes_ = 0;
   call last_ = 0;
   std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
   std::unique_ptr<https_source> from_;  // destroyed first, since it refers to this object
};

}  // namespace

std::unique_ptr<https_source> make_shared_https(
   std::unique_ptr<https_source> from, base::event_loop& loop, remembered_replies limits)
{
   return std::make_unique<shared_https>(std::move(from), loop, limits);
}

}  // namespace dnslint::hosts
