// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/audit_run.hpp"

#include "core/engine/list_input.hpp"
#include "core/engine/session.hpp"
#include "core/report/report_text.hpp"
#include "tools/dnslint/installation.hpp"
#include "tools/dnslint/messages.hpp"
#include "tools/dnslint/progress.hpp"
#include "tools/dnslint/scan_messages.hpp"
#include "tools/dnslint/scan_signals.hpp"

#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <random>
#include <stdlib.h>  // NOLINT: mkdtemp() is POSIX
#include <system_error>

namespace dnslint::command {
namespace {

engine::run_sinks sinks_for(options const& o, std::string const& file, progress& shown)
{
   engine::run_sinks sinks;
   sinks.output.format = "jsonl";
   sinks.output.file = file;
   sinks.wants_notes = !o.quiet;
   sinks.tell = [&shown](base::diagnostic const& d) {
      shown.end();
      tell({d});
   };
   sinks.log = [&shown](std::string_view domain, std::string_view text) {
      shown.end();
      tell_log(domain, text);
   };
   sinks.progress = [&shown](scan::totals const& t) {
      shown.show(t);
   };
   sinks.stop = is_interrupted;
   return sinks;
}

audit_end end_of(engine::run_result const& r)
{
   auto const& t = r.totals;
   return {
      r.is_incomplete || t.summary.bad_lines != 0 || t.with_defects != 0 || t.unaudited != 0,
      t.stopped,
      r.has_open_audits};
}

}  // namespace

scratch_folder::scratch_folder()
{
   auto pattern = (std::filesystem::temp_directory_path() / "dnslint-XXXXXX").string();
   if (mkdtemp(pattern.data()) == nullptr)
      throw std::system_error{errno, std::generic_category(), "no temporary folder can be made"};
   path_ = pattern;
}

scratch_folder::~scratch_folder()
{
   std::error_code ignored;
   std::filesystem::remove_all(path_, ignored);
}

base::result<audit_end> audit_to_file(
   options const& o, std::vector<std::string> const& overlays, std::string const& file)
{
   auto config = installed_config(o);
   config.questions.overlays = overlays;
   std::random_device entropy;
   scan::domain_intake intake{{entropy(), entropy()}, [&](base::diagnostic const& d) {
                                 if (d.level == base::diagnostic_level::error || !o.quiet)
                                    tell({d});
                              }};
   engine::list_input input{o.arguments, config.list, intake, is_interrupted};
   if (!input.is_open())
      return base::error_in(
         config.list.file, fmt::format("the list cannot be read: {}", std::strerror(errno)));
   progress shown{o.quiet, engine::measure_list(o.arguments, config.list.file).lines};
   auto const ended = engine::run(config, input, sinks_for(o, file, shown));
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
