// SPDX-License-Identifier: Apache-2.0
#include "core/engine/world_hosts.hpp"

#include "core/base/causes.hpp"
#include "core/hosts/host_lookup.hpp"
#include "core/hosts/network_transport.hpp"
#include "core/hosts/shared_https.hpp"
#include "core/lab/lab_https.hpp"
#include "core/resolver/transport/asio_loop.hpp"

#include <optional>
#include <utility>

namespace dnslint::engine {
namespace {

using hosts::https_source;

// Recorded if that is wanted, and shared by all who ask.
std::unique_ptr<https_source> prepared_hosts(world& w, std::unique_ptr<https_source> from)
{
   if (w.recorder)
      from = hosts::make_recording_https(std::move(from), *w.loop, *w.recorder);
   return hosts::make_shared_https(std::move(from), *w.loop);
}

base::result<std::vector<hosts::address_range>> open_ranges(question_config const& q)
{
   std::vector<hosts::address_range> open;
   for (auto const& text : q.open_networks) {
      auto const range = hosts::address_range::from_text(text);
      if (!range)
         return range.errors();
      open.push_back(*range);
   }
   return open;
}

hosts::ask_dns asking(resolver::shared_resolver& resolver)
{
   return [&resolver](dns::question const& q, std::function<void(resolver::answer_ptr)> on_answer) {
      resolver.ask(q, std::move(on_answer), {.recurs = true});
   };
}

std::unique_ptr<https_source> client_of(
   resolver::asio_loop& loop,
   resolver::shared_resolver& resolver,
   hosts::address_guard const& guard,
   hosts::trust_store trusted,
   std::chrono::sys_seconds now)
{
   hosts::https_client_parts parts;
   parts.loop = &loop;
   parts.transport = hosts::make_network_transport(loop, {std::move(trusted), now, guard});
   parts.look_up = hosts::make_address_lookup(asking(resolver));
   parts.guard = guard;
   return hosts::make_https_client(std::move(parts));
}

// Reads the system's authorities when the first host is asked.
class client_on_demand final : public https_source {
public:
   using make = std::function<base::result<std::unique_ptr<https_source>>()>;

   client_on_demand(base::event_loop& loop, make how)
   : loop_{&loop}
   , make_{std::move(how)}
   {}

   call get(hosts::https_request const& request, done on_done) override
   {
      if (!client_ && !why_none_)
         begin();
      if (client_)
         return client_->get(request, std::move(on_done));
      loop_->post([why = *why_none_, on_done = std::move(on_done), alive = std::weak_ptr{alive_}] {
         if (!alive.expired())
            on_done({hosts::https_failure{why, hosts::https_phase::resolve}, {}, {}});
      });
      return 1;
   }

   void cancel(call which) override
   {
      if (client_)
         client_->cancel(which);
   }

private:
   void begin()
   {
      auto made = make_();
      if (made)
         client_ = std::move(*made);
      else
         why_none_ = base::because(base::causes::power_not_granted, made.errors().front().message);
   }

   base::event_loop* loop_;
   make make_;
   std::optional<base::cause> why_none_;
   std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
   std::unique_ptr<https_source> client_;
};

}  // namespace

base::diagnostics use_hosts(world& w, resolver::asio_loop& loop, question_config const& q)
{
   auto open = open_ranges(q);
   if (!open)
      return open.errors();
   hosts::address_guard const guard{*std::move(open)};
   auto& resolver = *w.resolver;
   std::unique_ptr<https_source> client;
   if (q.ca_file.empty()) {
      client = std::make_unique<client_on_demand>(loop, [&loop, &resolver, guard, now = w.now] {
         auto trusted = hosts::load_trust_store({});
         using made = base::result<std::unique_ptr<https_source>>;
         return trusted ? made{client_of(loop, resolver, guard, *std::move(trusted), now)}
                        : made{trusted.errors()};
      });
   } else {
      auto trusted = hosts::load_trust_store(q.ca_file);
      if (!trusted)
         return trusted.errors();
      client = client_of(loop, resolver, guard, *std::move(trusted), w.now);
   }
   w.https = prepared_hosts(w, std::move(client));
   return {};
}

base::diagnostics use_lab_hosts(world& w, question_config const& q)
{
   auto open = open_ranges(q);
   if (!open)
      return open.errors();
   w.https = prepared_hosts(
      w, resolver::make_lab_https(*w.loop, *w.zones, asking(*w.resolver), *std::move(open)));
   return {};
}

base::diagnostics use_recorded_hosts(world& w, std::string const& file)
{
   auto read = hosts::https_recording::read(*w.replayed, file);
   if (!read)
      return read.errors();
   w.replayed_hosts = std::make_unique<hosts::https_recording>(*std::move(read));
   w.lacking_urls = std::make_unique<hosts::urls_not_recorded>();
   w.https = hosts::make_shared_https(
      hosts::make_replayed_https(*w.loop, *w.replayed_hosts, *w.lacking_urls), *w.loop);
   return {};
}

}  // namespace dnslint::engine
