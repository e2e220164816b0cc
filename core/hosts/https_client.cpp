// SPDX-License-Identifier: Apache-2.0
#include "core/hosts/https_client.hpp"

#include "core/base/causes.hpp"
#include "core/hosts/address_order.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <utility>

namespace dnslint::hosts {

namespace {

namespace causes = base::causes;
using duration = base::event_loop::duration;
using time_point = base::event_loop::time_point;

bool is_token(std::string_view text)
{
   return !text.empty() && std::ranges::all_of(text, [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
             std::string_view{"!#$%&'*+-.^_`|~"}.find(c) != std::string_view::npos;
   });
}

// What is wrong with a request; empty if nothing is.
std::string_view slip_of(https_request const& r)
{
   auto const slash = std::min(r.accept.find('/'), r.accept.size());
   auto const is_type =
      is_token(std::string_view{r.accept}.substr(0, slash)) &&
      is_token(std::string_view{r.accept}.substr(std::min(slash + 1, r.accept.size())));
   if (!r.accept.empty() && !is_type)
      return "the accepted media type is none";
   if (r.most_redirects > https_request::most_redirects_allowed)
      return "more than 10 redirects";
   return r.timeout <= duration{0} ? "there is no time for it" : std::string_view{};
}

bool is_redirect(unsigned status)
{
   constexpr std::array redirects{301U, 302U, 303U, 307U, 308U};
   return std::ranges::find(redirects, status) != redirects.end();
}

// Whether another address may do better: the connection did not come about.
bool is_worth_another_address(https_failure const& f)
{
   constexpr std::array may_differ{
      causes::refused, causes::unreachable, causes::timeout, causes::closed};
   return (f.phase == https_phase::connect || f.phase == https_phase::tls) &&
          std::ranges::any_of(may_differ, [&](base::known_cause const& known) {
             return f.why == known;
          });
}

// One request under way.
struct open_call {
   https_source::call id = 0;
   https_request request;
   https_source::done on_done;
   https_reply reply;
   https_url url;
   std::vector<host_address> addresses;  // which are left to try, the last one first
   std::optional<host_address> waiting_at;
   std::optional<host_address> turn_at;
   https_transport::call attempt = 0;  // under way; 0 if none
   duration left{0};                   // of the timeout
   time_point running_since{0};
   base::event_loop::timer_id timer = 0;

   https_hop& hop() { return reply.hops.back(); }
};

class https_client final : public https_source {
public:
   explicit https_client(https_client_parts parts)
   : parts_{std::move(parts)}
   , turns_{parts_.limits}
   {}

   call get(https_request const& request, done on_done) override;
   void cancel(call which) override;

private:
   using step = void (https_client::*)(open_call&);

   // Runs a step of a call later, if both still live then.
   void later(call which, step next);
   open_call* find(call which);

   void begin(open_call& c);
   void begin_hop(open_call& c);
   void resolved(open_call& c, found_addresses found);
   void resolve_timed_out(open_call& c);
   void next_address(open_call& c);
   void grant_turns();
   void try_address(open_call& c);
   void attempted(open_call& c, https_attempt_result&& got);
   bool follow(open_call& c, https_response const& r);
   void end_cancelled(open_call& c);
   void fail(open_call& c, base::cause why, https_phase phase = https_phase::resolve);
   void finish(open_call& c);

   void start_clock(open_call& c) const { c.running_since = parts_.loop->now(); }
   void stop_clock(open_call& c) const { c.left -= parts_.loop->now() - c.running_since; }
   void give_back_turn(open_call& c);

   https_client_parts parts_;
   host_turns turns_;
   std::map<call, open_call> open_;
   call last_ = 0;
   std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

open_call* https_client::find(call which)
{
   auto const found = open_.find(which);
   return found == open_.end() ? nullptr : &found->second;
}

void https_client::later(call which, step next)
{
   parts_.loop->post([this, which, next, alive = std::weak_ptr{alive_}] {
      auto* const c = alive.expired() ? nullptr : find(which);
      if (c != nullptr)
         (this->*next)(*c);
   });
}

https_source::call https_client::get(https_request const& request, done on_done)
{
   auto& c = open_[++last_];
   c.id = last_;
   c.request = request;
   c.on_done = std::move(on_done);
   c.left = request.timeout;
   later(c.id, &https_client::begin);
   return c.id;
}

void https_client::cancel(call which)
{
   later(which, &https_client::end_cancelled);
}

void https_client::end_cancelled(open_call& c)
{
   if (c.attempt != 0)
      return parts_.transport->cancel(c.attempt);
   if (c.waiting_at)
      turns_.withdraw(c.id, *std::exchange(c.waiting_at, std::nullopt));
   fail(c, base::because(causes::cancelled));
}

void https_client::begin(open_call& c)
{
   if (auto const slip = slip_of(c.request); !slip.empty())
      return fail(c, base::because(causes::misuse, std::string{slip}));
   auto url = https_url::from_text(c.request.url);
   if (!url)
      return fail(c, base::because(causes::bad_url, url.errors().front().message));
   c.url = *std::move(url);
   begin_hop(c);
}

void https_client::begin_hop(open_call& c)
{
   c.reply.hops.push_back({c.url.to_text(), {}, 0, {}});
   c.reply.tls = {};
   if (c.url.literal)
      return resolved(c, {{*c.url.literal}, std::nullopt});
   start_clock(c);
   auto const alive = std::weak_ptr{alive_};
   auto const hop = c.reply.hops.size();
   // An answer that comes after the timeout, or for an earlier hop, is for nobody.
   auto const wanted = [this, alive, id = c.id, hop] {
      auto* const open = alive.expired() ? nullptr : find(id);
      return open != nullptr && open->reply.hops.size() == hop && open->timer != 0 ? open : nullptr;
   };
   c.timer = parts_.loop->run_after(c.left, [this, wanted] {
      if (auto* const open = wanted())
         resolve_timed_out(*open);
   });
   parts_.look_up(c.url.host, [this, wanted](found_addresses found) {
      auto* const open = wanted();
      if (open == nullptr)
         return;
      parts_.loop->cancel(std::exchange(open->timer, 0));
      stop_clock(*open);
      resolved(*open, std::move(found));
   });
}

void https_client::resolve_timed_out(open_call& c)
{
   c.timer = 0;
   fail(c, base::because(causes::timeout, fmt::format("of the addresses of {}", c.url.host)));
}

void https_client::resolved(open_call& c, found_addresses found)
{
   if (found.all.empty())
      return fail(
         c,
         found.unknown.value_or(
            base::because(causes::no_address, fmt::format("{} has no address", c.url.host))));
   std::string refused;
   std::erase_if(found.all, [&](host_address const& a) {
      auto const use = parts_.guard.refusal(a);
      if (!use.empty() && refused.empty())
         refused = fmt::format("{} is {}: {}", c.url.host, a.to_text(), use);
      return !use.empty();
   });
   if (found.all.empty())
      return fail(c, base::because(causes::not_global, refused));
   c.addresses = in_order_of_tries(std::move(found.all));
   std::ranges::reverse(c.addresses);
   next_address(c);
}

void https_client::next_address(open_call& c)
{
   c.waiting_at = c.addresses.back();
   if (!turns_.enter(c.id, *c.waiting_at)) {
      c.waiting_at.reset();
      return fail(c, base::because(causes::rate_limited, "too many wait for their turn"));
   }
   grant_turns();
}

void https_client::grant_turns()
{
   while (auto const who = turns_.next()) {
      auto& c = open_.at(*who);
      c.turn_at = std::exchange(c.waiting_at, std::nullopt);
      later(*who, &https_client::try_address);
   }
}

void https_client::try_address(open_call& c)
{
   if (c.attempt != 0)
      return;
   auto const shared_by = static_cast<duration::rep>(c.addresses.size());
   c.addresses.pop_back();
   c.hop().address = c.turn_at->to_text();
   start_clock(c);
   // A client that is destroyed takes its transport with it, which then calls nobody.
   c.attempt = parts_.transport->attempt(
      {c.url,
       *c.turn_at,
       c.request.accept,
       c.request.most_bytes,
       std::max(c.left / shared_by, duration{1}),
       std::max(c.left, duration{1})},
      [this, id = c.id](https_attempt_result got) {
         attempted(open_.at(id), std::move(got));
      });
}

void https_client::give_back_turn(open_call& c)
{
   if (!c.turn_at)
      return;
   turns_.leave(*std::exchange(c.turn_at, std::nullopt));
   grant_turns();
}

void https_client::attempted(open_call& c, https_attempt_result&& got)
{
   c.attempt = 0;
   stop_clock(c);
   give_back_turn(c);
   c.reply.tls = std::move(got.tls);
   if (auto const* const failed = std::get_if<https_failure>(&got.result)) {
      if (is_worth_another_address(*failed) && !c.addresses.empty() && c.left > duration{0})
         return next_address(c);
   } else {
      auto& r = std::get<https_response>(got.result);
      if (auto const* const type = find_header(r, "content-type"))
         r.media_type = media_type_of(*type);
      c.hop().status = r.status;
      if (auto const* const location = find_header(r, "location"))
         c.hop().location = *location;
      if (follow(c, r))
         return;
   }
   c.reply.result = std::move(got.result);
   finish(c);
}

// True if the call goes on, or has failed because the redirect leads nowhere.
bool https_client::follow(open_call& c, https_response const& r)
{
   auto const followed = c.reply.hops.size() - 1;
   if (!is_redirect(r.status) || c.hop().location.empty() || followed >= c.request.most_redirects)
      return false;
   auto next = c.url.follow(c.hop().location);
   if (!next) {
      fail(c, base::because(causes::bad_url, next.errors().front().message));
      return true;
   }
   if (c.left <= duration{0}) {
      fail(c, base::because(causes::timeout));
      return true;
   }
   c.url = *std::move(next);
   begin_hop(c);
   return true;
}

void https_client::fail(open_call& c, base::cause why, https_phase phase)
{
   c.reply.result = https_failure{std::move(why), phase};
   finish(c);
}

// Whoever is called may destroy this object.
void https_client::finish(open_call& c)
{
   if (c.timer != 0)
      parts_.loop->cancel(c.timer);
   give_back_turn(c);
   auto ended = open_.extract(c.id);
   ended.mapped().on_done(std::move(ended.mapped().reply));
}

}  // namespace

std::unique_ptr<https_source> make_https_client(https_client_parts parts)
{
   return std::make_unique<https_client>(std::move(parts));
}

}  // namespace dnslint::hosts
