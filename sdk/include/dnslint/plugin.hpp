// SPDX-License-Identifier: Apache-2.0
#ifndef DNSLINT_PLUGIN_HPP
#define DNSLINT_PLUGIN_HPP

#include <dnslint/command.hpp>
#include <dnslint/context.hpp>
#include <dnslint/task.hpp>
#include <dnslint/when_all.hpp>

#include <array>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <type_traits>

namespace dnslint {

// A probe: a coroutine that asks, publishes facts and settles checks.
using probe_function = task (*)(context);

namespace detail {

// `Part` is a dnslint_probe or a dnslint_command, `Context` what its function takes.
template <class Part, class Context, task (*Fn)(Context)>
dnslint_task* start(Part const*, dnslint_host const* host, dnslint_run* run) noexcept
{
   Context const cx{host, run};
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

template <class Part, class Row>
constexpr auto as_row(Row const& row) noexcept
{
   if constexpr (std::is_same_v<Part, Row>)
      return std::tuple{row};
   else
      return std::tuple{};
}

// The rows of one kind: probes or commands.
template <class Part>
constexpr auto only(auto const&... rows) noexcept
{
   return std::apply(
      [](auto const&... kept) {
         return std::array<Part, sizeof...(kept)>{kept...};
      },
      std::tuple_cat(as_row<Part>(rows)...));
}

}  // namespace detail

// One row of the table given to DNSLINT_PLUGIN; `id` as under `probes` in checks.yaml.
template <probe_function Fn>
constexpr dnslint_probe make_probe(std::string_view id) noexcept
{
   return {
      sizeof(dnslint_probe),
      0,
      detail::to_abi(id),
      &detail::start<dnslint_probe, context, Fn>,
      &detail::destroy};
}

// One row for a command; `name` as under `commands` in checks.yaml.
template <command_function Fn>
constexpr dnslint_command make_command(std::string_view name) noexcept
{
   return {
      sizeof(dnslint_command),
      0,
      detail::to_abi(name),
      &detail::start<dnslint_command, command_context, Fn>,
      &detail::destroy};
}

}  // namespace dnslint

// Defines the symbol that the host looks up. Use once per plugin, at namespace scope, with the id
// and version of checks.yaml, the probes and the commands.
#define DNSLINT_PLUGIN(plugin_id, plugin_version, ...)                                        \
   namespace {                                                                                \
   constexpr auto dnslint_probes = dnslint::detail::only<dnslint_probe>(__VA_ARGS__);         \
   constexpr auto dnslint_command_rows = dnslint::detail::only<dnslint_command>(__VA_ARGS__); \
   std::uint32_t dnslint_probe_count() noexcept                                               \
   {                                                                                          \
      return dnslint_probes.size();                                                           \
   }                                                                                          \
   dnslint_probe const* dnslint_probe_at(std::uint32_t i) noexcept                            \
   {                                                                                          \
      return i < dnslint_probes.size() ? dnslint_probes.data() + i : nullptr;                 \
   }                                                                                          \
   std::uint32_t dnslint_command_count() noexcept                                             \
   {                                                                                          \
      return dnslint_command_rows.size();                                                     \
   }                                                                                          \
   dnslint_command const* dnslint_command_at(std::uint32_t i) noexcept                        \
   {                                                                                          \
      return i < dnslint_command_rows.size() ? dnslint_command_rows.data() + i : nullptr;     \
   }                                                                                          \
   constexpr dnslint_commands dnslint_command_table{                                          \
      sizeof(dnslint_commands), 0, &dnslint_command_count, &dnslint_command_at};              \
   void const* dnslint_get_extension(char const* id) noexcept                                 \
   {                                                                                          \
      return std::string_view{id} == "dnslint.commands/1" ? &dnslint_command_table : nullptr; \
   }                                                                                          \
   }                                                                                          \
   extern "C" DNSLINT_EXPORT constinit const dnslint_plugin dnslint_plugin_v0{                \
      sizeof(dnslint_plugin),                                                                 \
      DNSLINT_ABI_MAJOR,                                                                      \
      DNSLINT_ABI_MINOR,                                                                      \
      dnslint::detail::to_abi(plugin_id),                                                     \
      dnslint::detail::to_abi(plugin_version),                                                \
      &dnslint_probe_count,                                                                   \
      &dnslint_probe_at,                                                                      \
      &dnslint_get_extension};

#endif
