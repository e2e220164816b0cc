// SPDX-License-Identifier: Apache-2.0
#include "core/overlay/overlay_file.hpp"
#include "core/report/prose.hpp"
#include "core/report/zone_edit.hpp"
#include "core/report/zone_edit_text.hpp"
#include "tools/dnslint/audit_run.hpp"
#include "tools/dnslint/command.hpp"
#include "tools/dnslint/command_line.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/scan_signals.hpp"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

namespace dnslint::command {
namespace {

constexpr command_usage fix_usage{
   option_group::questions | option_group::selection | option_group::zone_edits,
   "Usage: dnslint fix REPORT|DOMAIN... [--format NAME] [OPTIONS]\n\n"
   "Prints the records that the advice publishes, as edits. Domains are audited, and their edits\n"
   "rehearsed: what makes anything worse is left out. The edits of a report, JSON or JSONL, are\n"
   "printed as they stand there.\n",
   "\n"
   "Exit status: 0 done; 2 wrong usage or configuration; 3 some domains could not be audited;\n"
   "4 stopped early.\n"};

// A domain and what its advice publishes.
struct advised_domain {
   report::domain_state before;
   audit::domain_record record;
   std::string zone;  // the apex; empty where it is not known
   std::vector<report::zone_edit> edits;
};

struct advice {
   std::vector<advised_domain> domains;
   audit_end end{};
};

bool is_file(std::string const& argument)
{
   std::error_code ignored;
   return std::filesystem::is_regular_file(argument, ignored);
}

// The zone of a domain, as a report says it; the domain itself where it says no name.
std::string zone_of(report::reported_domain const& d)
{
   auto const fact = d.facts.find("name.zone");
   auto const quoted = fact == d.facts.end() ? std::string{} : fact->second;
   auto const text = quoted.size() < 2 ? std::string{} : quoted.substr(1, quoted.size() - 2);
   auto const name = dns::name::from_text(text.empty() ? d.record.domain : text);
   return name ? name->to_text() : std::string{};
}

advised_domain advice_for(report::reported_domain d)
{
   auto before = report::state_of(d);
   auto zone = zone_of(d);
   auto edits = report::zone_edits(d.record);
   return {std::move(before), std::move(d.record), std::move(zone), std::move(edits)};
}

base::diagnostics gather(std::string const& file, std::vector<advised_domain>& into)
{
   return for_each_domain(file, [&into](report::reported_domain const& d) {
      into.push_back(advice_for(d));
      return true;
   });
}

base::result<advice> advice_of_reports(std::vector<std::string> const& files)
{
   advice made;
   for (auto const& file : files)
      if (auto errors = gather(file, made.domains); !errors.empty())
         return errors;
   return made;
}

base::result<advice> advice_of_audits(options o)
{
   auto const scratch = scratch_folder::make();
   if (!scratch)
      return scratch.errors();
   o.run.records.rehearsed = true;
   auto const file = scratch->file("advised.jsonl");
   auto const ended = audit_to_file(o, o.run.questions.overlays, file);
   if (!ended)
      return ended.errors();
   advice made{{}, *ended};
   if (auto errors = gather(file, made.domains); !errors.empty())
      return errors;
   return made;
}

// A line that says what the edits bring, or why there are none.
std::string heading(advised_domain const& d)
{
   auto text = fmt::format(
      "{}, {}", report::shown(d.record.domain), report::shown(report::standing_of(d.before)));
   if (d.before.checks.empty())
      text += ": nothing to mend";
   else if (d.edits.empty())
      text += ": no record that is certain to be right; `dnslint scan` has advice in words";
   else
      text += d.record.rehearsed
                 ? fmt::format(
                      ", rehearsed: {}", report::shown(report::standing_of(*d.record.rehearsed)))
                 : std::string{", not rehearsed"};
   return text;
}

std::string printed(advised_domain const& d, std::string_view format)
{
   auto const comment = format == "octodns" ? "#" : format == "dnscontrol" ? "//" : ";";
   auto out = fmt::format("{} {}\n", comment, heading(d));
   for (auto const& check : d.record.withdrawn)
      out += fmt::format(
         "{} left out: the edit for {} does not stand its rehearsal\n",
         comment,
         report::shown(check));
   if (d.edits.empty())
      return out;
   if (format == "bind")
      return out + report::bind_text(d.edits);
   if (format == "nsupdate")
      return out + report::nsupdate_text(d.edits, d.zone);
   if (format == "octodns")
      return out + report::octodns_text(d.edits, d.zone);
   if (format == "dnscontrol")
      return out + report::dnscontrol_text(d.edits, d.zone);
   return out + report::edit_lines(d.edits);
}

void print(advice const& made, std::string_view format)
{
   if (format == "bind")
      fmt::print("{}\n", overlay::fix_marker);
   for (std::size_t i = 0; i != made.domains.size(); ++i)
      fmt::print("{}{}", i == 0 ? "" : "\n", printed(made.domains[i], format));
}

// Most records need what only the owner knows.
void tell_what_may_be_stated(options const& o, advice const& made)
{
   auto const has_none = [](advised_domain const& d) {
      return d.edits.empty() && !d.before.checks.empty();
   };
   if (!o.quiet && o.run.selection.settings.empty() && std::ranges::any_of(made.domains, has_none))
      tell(
         {{base::diagnostic_level::note,
           {},
           "more records can be made once you state what only you know",
           "--set advice.rua=MAILBOX, advice.tls_rua=MAILBOX, advice.issuer=AUTHORITY, "
           "advice.enforce=yes (docs/advice.md)"}});
}

base::diagnostics fix_problems(options const& o)
{
   auto errors = wrong_format(o, {"text", "bind", "nsupdate", "octodns", "dnscontrol"});
   if (o.arguments.empty())
      errors.push_back(base::error("there is nothing to mend", "name a domain, or a report"));
   auto const files = std::ranges::count_if(o.arguments, is_file);
   if (files != 0 && static_cast<std::size_t>(files) != o.arguments.size())
      errors.push_back(base::error("reports and domains cannot be mixed"));
   return errors;
}

}  // namespace

int fix_command(std::vector<std::string> const& arguments)
{
   options o;
   if (auto const ended = read_options(arguments, fix_usage, o))
      return *ended;
   if (auto const errors = fix_problems(o); !errors.empty())
      return wrong_usage(errors);
   listen_to_signals();
   auto const made =
      is_file(o.arguments.front()) ? advice_of_reports(o.arguments) : advice_of_audits(o);
   if (!made)
      return wrong_usage(made.errors());
   print(*made, o.output.format);
   tell_what_may_be_stated(o, *made);
   return leave(status_of(made->end, done), made->end);
}

}  // namespace dnslint::command
