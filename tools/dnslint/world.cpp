// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/world.hpp"

#include "core/base/virtual_loop.hpp"
#include "core/resolver/asio_loop.hpp"
#include "core/resolver/cares_source.hpp"
#include "core/resolver/rate_limit.hpp"
#include "tools/dnslint/option_values.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dnslint::command {
namespace {

using sources = std::vector<std::unique_ptr<resolver::source>>;

std::chrono::sys_seconds system_time()
{
   return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

base::diagnostics use_zones(world& w, options const& o)
{
   auto zones = resolver::lab::load_all(o.zones);
   if (!zones)
      return zones.errors();
   w.zones = std::make_unique<resolver::lab>(std::move(*zones));
   w.loop = std::make_unique<base::virtual_loop>();
   sources from;
   from.push_back(resolver::make_lab_source(*w.loop, *w.zones, o.seed));
   w.resolver =
      std::make_unique<resolver::shared_resolver>(*w.loop, std::move(from), o.policy, o.seed);
   w.source = "zone";
   w.now_text = o.now ? time_text(*o.now) : "";
   return {};
}

// Polite unless the user says more: a resolver of ours on loopback may be asked as fast as it
// answers.
constexpr unsigned default_rate = 100;

unsigned rate_for(resolver::server_address const& s, options const& o)
{
   auto const loopback = s.address.starts_with("127.") || s.address == "::1";
   return o.rate.value_or(loopback ? 0 : default_rate);
}

std::unique_ptr<resolver::source> source_for(
   resolver::asio_loop& loop, resolver::server_address const& s, options const& o)
{
   auto from = resolver::make_cares_source(loop, s);
   auto const rate = rate_for(s, o);
   return rate == 0 ? std::move(from) : resolver::make_rate_limited(loop, std::move(from), rate);
}

base::diagnostics use_network(world& w, options const& o)
{
   auto servers = o.resolvers;
   if (servers.empty()) {
      auto system = resolver::system_servers("/etc/resolv.conf");
      if (!system)
         return system.errors();
      servers = std::move(*system);
   }
   auto loop = std::make_unique<resolver::asio_loop>();
   sources from;
   std::vector<std::string> names;
   for (auto const& s : servers) {
      from.push_back(source_for(*loop, s, o));
      names.push_back(s.to_text());
   }
   w.resolver =
      std::make_unique<resolver::shared_resolver>(*loop, std::move(from), o.policy, o.seed);
   w.loop = std::move(loop);
   w.source = fmt::format("{}", fmt::join(names, ", "));
   w.now_text = time_text(w.now);
   return {};
}

}  // namespace

base::result<world> make_world(options const& o)
{
   auto suffixes = o.psl_file.empty() ? base::result{audit::public_suffix_list::builtin()}
                                      : audit::public_suffix_list::load(o.psl_file);
   if (!suffixes)
      return suffixes.errors();
   world w{nullptr, nullptr, nullptr, std::move(*suffixes), o.now.value_or(system_time()), {}, {}};
   auto errors = o.zones.empty() ? use_network(w, o) : use_zones(w, o);
   if (!errors.empty())
      return errors;
   return w;
}

}  // namespace dnslint::command
