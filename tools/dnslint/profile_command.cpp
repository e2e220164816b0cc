// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "core/base/suggestion.hpp"
#include "core/profile/profile.hpp"
#include "tools/dnslint/command.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/messages.hpp"

#include <array>
#include <cstdio>
#include <fmt/format.h>

namespace dnslint::command {
namespace {

using arguments_of = std::vector<std::string>;

struct profile_action {
   std::string_view name;
   int (*run)(arguments_of const& arguments);
};

int print_profile_help(std::FILE* to, int status)
{
   fmt::print(
      to,
      "Usage: dnslint profile list\n"
      "       dnslint profile show [NAME|PATH]\n"
      "       dnslint profile schema\n\n"
      "list    the profiles that ship\n"
      "show    what is in force by a profile (default: standard), with the file and line of each "
      "value\n"
      "schema  the JSON Schema of profiles\n");
   return status;
}

int too_many(arguments_of const& arguments, std::size_t most)
{
   fmt::print(
      stderr, "error: '{}' is an argument too many\n", base::terminal_text(arguments[most]));
   return usage;
}

int list(arguments_of const& arguments)
{
   if (!arguments.empty())
      return too_many(arguments, 0);
   for (auto const& one : profile::shipped_profiles()) {
      auto const made = profile::load_profile(std::string{one.name});
      fmt::print("{:10}  {}\n", one.name, made ? made->title : "");
   }
   return done;
}

int show(arguments_of const& arguments)
{
   if (arguments.size() > 1)
      return too_many(arguments, 1);
   auto const made =
      profile::load_profile(arguments.empty() ? std::string{profile::standard_name} : arguments[0]);
   if (!made)
      return wrong_usage(made.errors());
   fmt::print("{}", profile::to_text(*made));
   return done;
}

int schema(arguments_of const& arguments)
{
   if (!arguments.empty())
      return too_many(arguments, 0);
   fmt::print("{}", profile::json_schema());
   return done;
}

constexpr std::array profile_actions{
   profile_action{"list", list}, profile_action{"show", show}, profile_action{"schema", schema}};

}  // namespace

int profile_command(arguments_of const& arguments)
{
   if (arguments.empty())
      return print_profile_help(stderr, usage);
   if (arguments.back() == "--help" || arguments.back() == "-h")
      return print_profile_help(stdout, done);
   std::vector<std::string> names;
   for (auto const& a : profile_actions) {
      if (a.name == arguments[0])
         return a.run({arguments.begin() + 1, arguments.end()});
      names.emplace_back(a.name);
   }
   return wrong_usage({base::error(
      fmt::format("dnslint profile has no '{}'", arguments[0]),
      base::suggestion(arguments[0], names))});
}

}  // namespace dnslint::command
