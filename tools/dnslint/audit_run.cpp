// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/audit_run.hpp"

#include "core/engine/list_input.hpp"
#include "core/engine/session.hpp"
#include "core/report/report_text.hpp"
#include "tools/dnslint/installation.hpp"
#include "tools/dnslint/messages.hpp"
#include "tools/dnslint/progress.hpp"
#include "tools/dnslint/scan_signals.hpp"
#include "tools/dnslint/scan_sinks.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fmt/format.h>
#include <random>
#include <stdlib.h>  // NOLINT: mkdtemp() is POSIX
#include <system_error>
#include <utility>

namespace dnslint::command {
namespace {

audit_end end_of(engine::run_result const& r)
{
   auto const& t = r.totals;
   return {
      r.is_incomplete || t.summary.bad_lines != 0 || t.with_defects != 0 || t.unaudited != 0,
      t.stopped,
      r.has_open_audits};
}

}  // namespace

scratch_folder::scratch_folder(std::filesystem::path path)
: path_{std::move(path)}
{}

scratch_folder::scratch_folder(scratch_folder&& other) noexcept
: path_{std::exchange(other.path_, {})}
{}

scratch_folder::~scratch_folder()
{
   std::error_code ignored;
   if (!path_.empty())
      std::filesystem::remove_all(path_, ignored);
}

base::result<scratch_folder> scratch_folder::make()
{
   std::error_code failed;
   auto const parent = std::filesystem::temp_directory_path(failed);
   auto pattern = (parent / "dnslint-XXXXXX").string();
   if (failed || mkdtemp(pattern.data()) == nullptr)
      return base::error_in(
         parent.string(),
         fmt::format(
            "no temporary folder can be made: {}",
            failed ? failed.message() : std::strerror(errno)),
         "name a folder that can be written with the environment's TMPDIR");
   scan_has_begun();
   return scratch_folder{pattern};
}

void audit_end::add(audit_end const& other)
{
   is_incomplete = is_incomplete || other.is_incomplete;
   was_stopped = was_stopped || other.was_stopped;
   has_open_audits = has_open_audits || other.has_open_audits;
}

exit_status status_of(audit_end const& e, exit_status otherwise)
{
   if (e.was_stopped)
      return stopped;
   return e.is_incomplete ? incomplete : otherwise;
}

int leave(exit_status status, audit_end const& e)
{
   std::fflush(stdout);
   if (e.has_open_audits)
      std::_Exit(status);
   return status;
}

base::result<audit_end> audit_to_file(
   options const& o, std::vector<std::string> const& overlays, std::string const& file)
{
   auto config = installed_config(o);
   config.questions.overlays = overlays;
   std::random_device entropy;
   scan::domain_intake intake{{entropy(), entropy()}, [&](base::diagnostic const& d) {
                                 if (is_wanted(d, o.quiet))
                                    tell({d});
                              }};
   engine::list_input input{o.arguments, config.list, intake, is_interrupted};
   if (!input.is_open())
      return base::error_in(
         config.list.file, fmt::format("the list cannot be read: {}", std::strerror(errno)));
   progress shown{o.quiet, engine::measure_list(o.arguments, config.list.file).lines};
   auto sinks = sinks_beside(shown, o.quiet);
   sinks.output.format = "jsonl";
   sinks.output.file = file;
   auto const ended = engine::run(config, input, sinks);
   shown.end();
   if (!ended)
      return ended.errors();
   return end_of(*ended);
}

base::diagnostics for_each_domain(
   std::string const& file, std::function<bool(report::reported_domain)> const& use)
{
   auto const text = report::read_report_text(file);
   if (!text)
      return text.errors();
   tell(text->warnings);
   auto const read = report::read_report(file, text->text, use);
   return read ? base::diagnostics{} : read.errors();
}

base::result<domain_states> read_states(std::string const& file)
{
   domain_states all;
   auto errors = for_each_domain(file, [&all](report::reported_domain const& d) {
      all.insert_or_assign(d.record.domain, report::state_of(d));
      return true;
   });
   if (!errors.empty())
      return errors;
   return all;
}

}  // namespace dnslint::command
