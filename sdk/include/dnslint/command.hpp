// SPDX-License-Identifier: Apache-2.0
#ifndef DNSLINT_COMMAND_HPP
#define DNSLINT_COMMAND_HPP

#include <dnslint/context.hpp>
#include <dnslint/task.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace dnslint {

enum class exit_status : std::uint32_t {
   done = 0,
   wrong = 1,  // what was given or found is wrong
   usage = 2   // the text says how the command is used; it goes to standard error
};

// Everything that a running command may do: what a probe may do, except that there is no domain and
// no check. --format json prints what the command publishes with values(). Cheap to copy; valid
// until the coroutine has ended.
class command_context : public context {
public:
   command_context(dnslint_host const* host, dnslint_run* run) noexcept
   : context{host, run}
   , run_{run}
   , command_{get<dnslint_command_run>("dnslint.command/1")}
   {}

   bool usable() const noexcept { return context::usable() && command_ != nullptr; }

   // The arguments behind the command's name, options left out. Any bytes.
   std::uint64_t argument_count() const noexcept { return command_->argument_count(run_); }
   // Empty when out of range.
   std::string_view argument(std::uint64_t i) const noexcept
   {
      return detail::from_abi(command_->argument(run_, i));
   }
   // The value of one of the command's own options; null if the user did not give it. Any bytes.
   std::optional<std::string_view> given(std::string_view option) const noexcept
   {
      dnslint_str value{nullptr, 0};
      if (command_->option(run_, detail::to_abi(option), &value) != DNSLINT_OK)
         return std::nullopt;
      return detail::from_abi(value);
   }
   // Standard input, when the manifest asks for it. Any bytes.
   std::string_view input() const noexcept { return detail::from_abi(command_->input(run_)); }

   // Values under keys of the command's own choice.
   keyed_writer values() const noexcept { return facts(); }
   // Appends to the text that --format text prints; lines end in a line feed.
   void text(std::string_view more) const noexcept { command_->text(run_, detail::to_abi(more)); }
   void status(exit_status s) const noexcept
   {
      command_->status(run_, static_cast<std::uint32_t>(s));
   }

private:
   dnslint_run* run_;
   dnslint_command_run const* command_;
};

// A command: a coroutine that asks, writes text and publishes values.
using command_function = task (*)(command_context);

}  // namespace dnslint

#endif
