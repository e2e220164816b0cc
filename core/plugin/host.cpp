// SPDX-License-Identifier: Apache-2.0
#include "core/plugin/host_run.hpp"

#include <algorithm>
#include <string_view>

namespace dnslint::plugin {
namespace {

// A power must be declared by the probe and granted by the user. The other interfaces only touch
// the run itself.
bool has_power(dnslint_run const& run, std::string_view id)
{
   auto const& declared = run.probe->powers;
   return std::ranges::find(declared, id) != declared.end() &&
          run.where.granted->contains(std::string{id});
}

void const* get_interface(dnslint_run* run, char const* raw_id) noexcept
{
   std::string_view const id{raw_id};
   if (id == "dnslint.facts/1")
      return &facts_table;
   if (id == "dnslint.findings/1")
      return &findings_table;
   if (id == "dnslint.command/1" && run->command)
      return &command_table;
   if (id == "dnslint.dns/1" && has_power(*run, id))
      return &dns_table;
   if (id == "dnslint.dns-direct/1" && run->where.direct != nullptr && has_power(*run, id))
      return &dns_direct_table;
   if (id == "dnslint.https/1" && run->where.https != nullptr && has_power(*run, id))
      return &https_table;
   return nullptr;
}

dnslint_str domain(dnslint_run const* run) noexcept
{
   return to_abi(run->where.domain);
}

std::int64_t now(dnslint_run const* run) noexcept
{
   return run->where.now.time_since_epoch().count();
}

std::uint64_t remaining_ms(dnslint_run const* run) noexcept
{
   auto const left = run->deadline - run->where.loop->now();
   return run->expired || left.count() < 0 ? 0 : static_cast<std::uint64_t>(left.count());
}

dnslint_status option(dnslint_run const* run, dnslint_str name, dnslint_value* out) noexcept
{
   auto const found = run->where.options->find(from_abi(name));
   if (found == run->where.options->end())
      return DNSLINT_NONE;
   if (!has_first_form(*out))
      return DNSLINT_MISUSE;
   facts_table.read(reinterpret_cast<dnslint_fact const*>(&found->second), out);
   return DNSLINT_OK;
}

void log(dnslint_run* run, std::uint32_t, dnslint_str text) noexcept
{
   if (run->where.log)
      run->where.log(from_abi(text));
}

void finish(dnslint_run* run, dnslint_status status, dnslint_str why) noexcept
{
   run->finish(status, from_abi(why));
}

}  // namespace

dnslint_host const host_table{
   sizeof(dnslint_host),
   DNSLINT_ABI_MAJOR,
   DNSLINT_ABI_MINOR,
   get_interface,
   domain,
   now,
   remaining_ms,
   option,
   log,
   finish};

}  // namespace dnslint::plugin
