// SPDX-License-Identifier: Apache-2.0
#ifndef DNSLINT_PLUGIN_HPP
#define DNSLINT_PLUGIN_HPP

#include <dnslint/context.hpp>
#include <dnslint/task.hpp>
#include <dnslint/when_all.hpp>

#include <cstdint>
#include <iterator>
#include <string_view>

namespace dnslint {

// A probe: a coroutine that asks, publishes facts and settles checks.
using probe_function = task (*)(context);

namespace detail {

template <probe_function Fn>
dnslint_task* start(dnslint_probe const*, dnslint_host const* host, dnslint_run* run) noexcept
{
   context const cx{host, run};
   if (!cx.usable())
      return nullptr;
   try {
      auto const h = Fn(cx).release();
      h.promise().host = host;
      h.promise().run = run;
      h.resume();
      return static_cast<dnslint_task*>(h.address());
   } catch (...) {  // no memory for the coroutine's frame; nothing of it has run
      return nullptr;
   }
}

inline void destroy(dnslint_task* t) noexcept
{
   task::handle::from_address(t).destroy();
}

}  // namespace detail

// One row of the table given to DNSLINT_PLUGIN; `id` as under `probes` in checks.yaml.
template <probe_function Fn>
constexpr dnslint_probe make_probe(std::string_view id) noexcept
{
   return {sizeof(dnslint_probe), 0, detail::to_abi(id), &detail::start<Fn>, &detail::destroy};
}

}  // namespace dnslint

// Defines the symbol that the host looks up. Use once per plugin, at namespace scope, with the id
// and version of checks.yaml and the probes.
#define DNSLINT_PLUGIN(plugin_id, plugin_version, ...)                         \
   namespace {                                                                 \
   constexpr dnslint_probe dnslint_probes[] = {__VA_ARGS__};                   \
   std::uint32_t dnslint_probe_count() noexcept                                \
   {                                                                           \
      return std::size(dnslint_probes);                                        \
   }                                                                           \
   dnslint_probe const* dnslint_probe_at(std::uint32_t i) noexcept             \
   {                                                                           \
      return i < std::size(dnslint_probes) ? &dnslint_probes[i] : nullptr;     \
   }                                                                           \
   void const* dnslint_get_extension(char const*) noexcept                     \
   {                                                                           \
      return nullptr;                                                          \
   }                                                                           \
   }                                                                           \
   extern "C" DNSLINT_EXPORT constinit const dnslint_plugin dnslint_plugin_v0{ \
      sizeof(dnslint_plugin),                                                  \
      DNSLINT_ABI_MAJOR,                                                       \
      DNSLINT_ABI_MINOR,                                                       \
      dnslint::detail::to_abi(plugin_id),                                      \
      dnslint::detail::to_abi(plugin_version),                                 \
      &dnslint_probe_count,                                                    \
      &dnslint_probe_at,                                                       \
      &dnslint_get_extension};

#endif
