// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/command.hpp"
#include "tools/dnslint/command_line.hpp"
#include "tools/dnslint/difference_output.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/scan_signals.hpp"

namespace dnslint::command {
namespace {

constexpr command_usage rehearse_usage{
   option_group::questions | option_group::selection | option_group::names |
      option_group::comparison,
   "Usage: dnslint rehearse --overlay FILE [DOMAIN...] [-l FILE] [OPTIONS]\n\n"
   "Audits each domain as it is, and as it would be once the records of the overlay were\n"
   "published, and says what that changes. Nothing is published.\n",
   "\n"
   "Exit status: 0 nothing gets worse; 1 something does; 2 wrong usage or configuration;\n"
   "3 some domains could not be audited; 4 stopped early.\n"};

base::diagnostics rehearse_problems(options const& o)
{
   auto errors = wrong_format(o, {"text", "json", "markdown"});
   if (o.run.questions.overlays.empty())
      errors.push_back(
         base::error("there is nothing to rehearse", "name the records with --overlay FILE"));
   if (o.arguments.empty() && o.run.list.file.empty())
      errors.push_back(
         base::error("there is no domain to audit", "name one, or give a list with -l FILE"));
   if (o.run.list.file == "-")
      errors.push_back(base::error(
         "the list is read twice, and standard input can be read once", "name a file with -l"));
   if (!o.run.questions.record.empty())
      errors.push_back(base::error("--record belongs to one run, and a rehearsal has two"));
   return errors;
}

struct rehearsal {
   audit_end end;
   bool is_worse = false;
};

base::result<rehearsal> rehearse(options const& o)
{
   auto const scratch = scratch_folder::make();
   if (!scratch)
      return scratch.errors();
   auto const published = scratch->file("published.jsonl");
   auto const rehearsed = scratch->file("rehearsed.jsonl");
   auto const first = audit_to_file(o, {}, published);
   if (!first)
      return first.errors();
   if (first->was_stopped)
      return rehearsal{*first};
   auto const second = audit_to_file(o, o.run.questions.overlays, rehearsed);
   if (!second)
      return second.errors();
   auto before = read_states(published);
   if (!before)
      return before.errors();
   auto const compared = print_differences(*std::move(before), rehearsed, o.output.format, true);
   if (!compared)
      return compared.errors();
   rehearsal made{*first, compared->is_worse};
   made.end.add(*second);
   return made;
}

}  // namespace

int rehearse_command(std::vector<std::string> const& arguments)
{
   options o;
   if (auto const ended = read_options(arguments, rehearse_usage, o))
      return *ended;
   if (auto const errors = rehearse_problems(o); !errors.empty())
      return wrong_usage(errors);
   listen_to_signals();
   auto const made = rehearse(o);
   if (!made)
      return wrong_usage(made.errors());
   return leave(status_of(made->end, made->is_worse ? findings : done), made->end);
}

}  // namespace dnslint::command
