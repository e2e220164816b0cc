// SPDX-License-Identifier: Apache-2.0
#include "core/plugin/command_run.hpp"

#include "core/plugin/host_run.hpp"
#include "core/plugin/manifest.hpp"
#include "core/plugin/plugin_set.hpp"

#include <fmt/format.h>
#include <utility>

namespace dnslint::plugin {
namespace {

std::uint64_t argument_count(dnslint_run const* run) noexcept
{
   return run->command->arguments.size();
}

dnslint_str argument(dnslint_run const* run, std::uint64_t index) noexcept
{
   auto const& all = run->command->arguments;
   return index < all.size() ? to_abi(all[index]) : dnslint_str{nullptr, 0};
}

dnslint_status option(dnslint_run const* run, dnslint_str name, dnslint_str* out) noexcept
{
   auto const& given = run->command->options;
   auto const found = given.find(from_abi(name));
   if (found == given.end())
      return DNSLINT_NONE;
   *out = to_abi(found->second);
   return DNSLINT_OK;
}

dnslint_str input(dnslint_run const* run) noexcept
{
   return to_abi(run->command->input);
}

void add_text(dnslint_run* run, dnslint_str more) noexcept
{
   auto& text = run->command->text;
   text += from_abi(more).substr(0, most_command_text - text.size());
}

dnslint_status set_status(dnslint_run* run, std::uint32_t status) noexcept
{
   if (status > 2) {
      run->checks.misuse(fmt::format("the command gave the exit status {}", status));
      return DNSLINT_MISUSE;
   }
   run->command->status = status;
   return DNSLINT_OK;
}

run_code code_of(dnslint_command const* command)
{
   return {
      [command](dnslint_run* run) {
         return command->start(command, &host_table, run);
      },
      command->destroy};
}

}  // namespace

dnslint_command_run const command_table{
   sizeof(dnslint_command_run), 0, argument_count, argument, option, input, add_text, set_status};

void command_run::start(
   plugin const& p, std::size_t which, command_call call, run_environment where, done on_done)
{
   auto const& definition = p.manifest.commands[which];
   auto const in = std::make_shared<command_call>(std::move(call));
   in->run_as.id = definition.name;
   in->run_as.powers = definition.powers;
   in->run_as.deadline = definition.deadline;
   auto ended = [in, on_done = std::move(on_done)](run_result r) {
      on_done({std::move(r.facts), std::move(in->text), in->status, std::move(r.defect)});
   };
   std::make_shared<dnslint_run>(
      p,
      in->run_as,
      code_of(p.command_code[which]),
      std::vector<std::string>{},
      std::move(where),
      in,
      std::move(ended))
      ->begin();
}

}  // namespace dnslint::plugin
