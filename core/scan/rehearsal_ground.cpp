// SPDX-License-Identifier: Apache-2.0
#include "core/scan/rehearsal_ground.hpp"

#include "core/overlay/changed_source.hpp"
#include "core/resolver/shared/relayed_source.hpp"

#include <memory>
#include <utility>

namespace dnslint::scan {
namespace {

overlay::zone_changes changes_of(std::vector<report::zone_edit> const& edits)
{
   overlay::zone_changes made;
   for (auto const& e : edits) {
      for (auto const& r : e.remove)
         made.remove(r);
      for (auto const& r : e.add)
         made.add(r);
   }
   return made;
}

std::vector<std::unique_ptr<resolver::source>> only(std::unique_ptr<resolver::source> one)
{
   std::vector<std::unique_ptr<resolver::source>> all;
   all.push_back(std::move(one));
   return all;
}

// The resolvers below try again, wait and spare the servers.
resolver::policy once()
{
   resolver::policy asking;
   asking.tries = asking.silence_tells = 1;
   return asking;
}

resolver::direct_limits without_limits()
{
   resolver::direct_limits limits;
   limits.each = {};
   limits.asking = once();
   limits.only_global = false;
   return limits;
}

}  // namespace

rehearsal_ground::rehearsal_ground(
   audit::environment const& published,
   std::vector<resolver::answer_ptr> const& known,
   std::vector<report::zone_edit> const& edits)
: changes_{changes_of(edits)}
, resolver_{
     published.resolver->loop(),
     only(overlay::with_changes(
        resolver::make_relayed_source(*published.resolver, known), changes_)),
     once(),
     0}
, world_{published}
{
   world_.resolver = &resolver_;
   world_.turns = nullptr;
   world_.seen = {};
   world_.answers = {};
   if (published.direct == nullptr)
      return;
   auto& loop = published.resolver->loop();
   direct_.emplace(
      loop,
      [this, &loop, through = published.direct](resolver::server_address const& at) {
         return overlay::with_changes_unobserved(
            resolver::make_relayed_source(*through, loop, at), loop, changes_);
      },
      without_limits());
   world_.direct = &*direct_;
}

}  // namespace dnslint::scan
