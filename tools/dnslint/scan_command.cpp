// SPDX-License-Identifier: Apache-2.0
#include "core/scan/scan.hpp"
#include "tools/dnslint/catalogue.hpp"
#include "tools/dnslint/command.hpp"
#include "tools/dnslint/dry_run_output.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/option_values.hpp"
#include "tools/dnslint/options.hpp"
#include "tools/dnslint/output_file.hpp"
#include "tools/dnslint/progress.hpp"
#include "tools/dnslint/trial_report.hpp"
#include "tools/dnslint/world.hpp"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fmt/format.h>
#include <fstream>
#include <iostream>
#include <random>
#include <unistd.h>

namespace dnslint::command {
namespace {

constexpr auto groups =
   option_group::questions | option_group::selection | option_group::lists | option_group::output;

volatile std::sig_atomic_t interrupted = 0;

// The first signal lets the domains in flight finish; the second ends at once.
void on_signal(int)
{
   if (interrupted != 0)
      _exit(stopped);
   interrupted = 1;
}

void handle_signals()
{
   std::signal(SIGINT, on_signal);
   std::signal(SIGTERM, on_signal);
   std::signal(SIGPIPE, SIG_IGN);
}

void tell(base::diagnostics const& all)
{
   fmt::print(stderr, "{}", base::to_text(all));
}

int wrong(base::diagnostics const& errors)
{
   tell(errors);
   return usage;
}

// The arguments, then the list. Owns the stream.
class input {
public:
   input(options const& o, scan::domain_intake& into)
   : arguments_{o.arguments, into}
   {
      if (o.list.empty())
         return;
      if (o.list != "-")
         file_.open(o.list, std::ios::binary);
      opened_ = o.list == "-" || file_.is_open();
      list_ = std::make_unique<scan::domain_list>(
         o.list == "-" ? std::cin : file_, o.list == "-" ? "standard input" : o.list, into);
   }

   bool opened() const { return opened_; }
   bool broken() const { return list_ && list_->broken(); }

   std::optional<scan::domain_input> next()
   {
      if (auto d = arguments_.next())
         return d;
      return list_ ? list_->next() : std::nullopt;
   }

private:
   scan::domain_arguments arguments_;
   std::ifstream file_;
   std::unique_ptr<scan::domain_list> list_;
   bool opened_ = true;
};

bool wants_color(options const& o)
{
   auto const* no_color = std::getenv("NO_COLOR");
   return !o.no_color && o.output.empty() && (no_color == nullptr || *no_color == '\0') &&
          isatty(STDOUT_FILENO) != 0;
}

std::unique_ptr<report::writer> make_writer(options const& o, std::ostream& out)
{
   if (o.format == "json")
      return report::make_json_writer(out);
   if (o.format == "jsonl")
      return report::make_jsonl_writer(out);
   report::text_options how;
   how.color = wants_color(o);
   how.verbose = o.verbose;
   how.show = o.show;
   return report::make_text_writer(out, how);
}

base::diagnostics check_usage(options const& o)
{
   base::diagnostics errors;
   if (o.arguments.empty() && o.list.empty())
      errors.push_back(
         base::error("there is no domain to audit", "name one, or give a list with -l FILE"));
   if (o.format != "text" && o.format != "json" && o.format != "jsonl")
      errors.push_back(base::error(
         fmt::format("--format {}: there is no such format", o.format),
         base::yaml::suggestion(o.format, {"text", "json", "jsonl"})));
   if (o.dry_run && o.format == "jsonl")
      errors.push_back(base::error("--dry-run has no format jsonl", "it has text and json"));
   return errors;
}

report::run_info describe(world const& w, audit::plan const& p)
{
   report::run_info run{
      DNSLINT_VERSION,
      w.now_text,
      w.source,
      w.suffixes.date(),
      std::string{score::algorithm},
      plugin_versions(p),
      pack_versions(p)};
   describe_trials(w, run);
   return run;
}

int status_of(options const& o, scan::totals const& t, bool incomplete_run)
{
   if (t.stopped)
      return stopped;
   if (incomplete_run || t.summary.bad_lines != 0 || t.with_defects != 0)
      return incomplete;
   return o.fail_on && t.any_failure && t.worst_failure >= *o.fail_on ? findings : done;
}

void tell_upstream(resolver::upstream_report const& u)
{
   fmt::print(
      stderr,
      "{}: {} sent, {} answered, {} unanswered ({} lost), {} SERVFAIL, {} REFUSED, {:.1f} ms, "
      "breaker {}\n",
      u.where,
      u.health.sent,
      u.health.answered,
      u.health.unanswered,
      u.health.lost,
      u.health.servfail,
      u.health.refused,
      static_cast<double>(u.health.smoothed_rtt.count()) / 1000,
      to_text(u.health.breaker));
}

void tell_datagrams(resolver::datagram_counters const& d)
{
   fmt::print(
      stderr,
      "   datagrams: {} dropped as no answers to what was asked, {} late, {} ICMP errors, {} not "
      "sent, {} lost by the kernel\n",
      d.too_short + d.unknown_id + d.not_a_response + d.wrong_question + d.case_folded +
         d.wrong_cookie,
      d.late,
      d.icmp_errors,
      d.not_sent,
      d.lost_by_kernel);
}

void tell_statistics(scan::totals const& t, world const& w)
{
   auto const& c = w.resolver->stats();
   fmt::print(
      stderr,
      "{} domains; {} questions, {} sent, {} retries, {} over TCP, {} without an answer; {} from "
      "the shared cache\n",
      t.summary.domains,
      t.questions,
      c.exchanges,
      c.retries,
      c.tcp,
      c.unknown,
      c.cache_hits);
   auto const upstreams = w.resolver->upstreams();
   for (std::size_t i = 0; i != upstreams.size(); ++i) {
      tell_upstream(upstreams[i]);
      if (w.datagrams[i])
         tell_datagrams(*w.datagrams[i]);
   }
}

// An upstream that spoils a scan is named, asked for or not.
void tell_remarks(std::vector<resolver::upstream_report> const& upstreams)
{
   for (auto const& r : resolver::remarks_on(upstreams))
      tell({base::warning(fmt::format("{} {}", r.where, r.what), r.advice)});
}

int run_scan(options const& o, world& w, audit::built_plan const& built)
{
   std::random_device entropy;
   scan::domain_intake intake{{entropy(), entropy()}, [&](base::diagnostic const& d) {
                                 if (d.level == base::diagnostic_level::error || !o.quiet)
                                    tell({d});
                              }};
   input in{o, intake};
   if (!in.opened())
      return wrong({base::error_in(
         o.list, fmt::format("the list cannot be read: {}", std::strerror(errno)))});
   output_file file{o.output};
   auto const catalogue = make_catalogue(*built.made);
   auto const writer = make_writer(o, file.stream());
   progress shown{o.quiet};

   audit::surroundings around;
   around.what = built.made.get();
   around.suffixes = &w.suffixes;
   around.resolver = w.resolver.get();
   around.direct = w.direct.get();
   around.why_no_direct = why_no_direct(w);
   around.now = w.now;
   if (w.recorder)
      around.seen = [&](resolver::exchange const& e) {
         if (e.destination.empty())
            w.recorder->note_unasked(e);
      };
   if (o.verbose)
      around.log = [](std::string_view domain, std::string_view text) {
         fmt::print(stderr, "{}: {}\n", domain, base::terminal_text(text));
      };
   scan::traffic const traffic{
      [&] {
         return in.next();
      },
      writer.get(),
      &catalogue,
      [&] {
         return interrupted != 0 || !file.stream();
      },
      [&](scan::totals const& t) {
         shown.show(t);
      }};

   if (!o.quiet)
      tell(trial_notes(w, o.verbose));
   writer->begin(describe(w, *built.made), catalogue);
   auto totals = scan::run(around, traffic, {o.in_flight, !o.unordered});
   totals.summary.bad_lines = intake.bad_lines();
   writer->end(totals.summary);
   shown.end();
   auto const unwritten = file.finish();
   if (unwritten && !file.reader_gone())
      tell({*unwritten});
   auto const of_recording = finish_recording(w);
   tell(of_recording);
   auto const unrecorded = std::ranges::any_of(of_recording, [](base::diagnostic const& d) {
      return d.level == base::diagnostic_level::error;
   });
   if (o.verbose)
      tell_statistics(totals, w);
   if (!o.quiet)
      tell_remarks(w.resolver->upstreams());
   return status_of(o, totals, unwritten || unrecorded || in.broken() || !built.problems.empty());
}

int run_dry(options const& o, world const& w, audit::built_plan const& built)
{
   scan::domain_intake intake{{0, 0}, [&](base::diagnostic const& d) {
                                 tell({d});
                              }};
   input in{o, intake};
   if (!in.opened())
      return wrong({base::error_in(
         o.list, fmt::format("the list cannot be read: {}", std::strerror(errno)))});
   auto const budget = audit::surroundings{}.budget.questions;
   output_file file{o.output};
   dry_run_output out{file.stream(), o.format == "json", w.source, budget};
   while (auto const d = in.next())
      out.write(audit::plan_questions(*built.made, d->name, budget));
   out.end();
   auto const unwritten = file.finish();
   if (unwritten && !file.reader_gone())
      tell({*unwritten});
   return unwritten || in.broken() || intake.bad_lines() != 0 || !built.problems.empty()
             ? incomplete
             : done;
}

}  // namespace

int scan_command(std::vector<std::string> const& arguments)
{
   auto const o = parse_options(arguments, groups);
   if (!o)
      return wrong(o.errors());
   if (o->help) {
      fmt::print(
         "Usage: dnslint scan [DOMAIN...] [-l FILE|-] [OPTIONS]\n\n"
         "Audits each domain and reports what was found. Names may be given as U-labels, URLs or\n"
         "e-mail addresses.\n\n{}\n"
         "Exit status: 0 done; 1 findings at or above --fail-on; 2 wrong usage or configuration;\n"
         "3 some domains could not be audited, or something that judges them broke; 4 stopped "
         "early.\n",
         describe_options(groups));
      return done;
   }
   if (auto const errors = check_usage(*o); !errors.empty())
      return wrong(errors);
   auto built = audit::build_plan(with_defaults(*o));
   if (!built)
      return wrong(built.errors());
   tell(built->problems);
   if (!o->dry_run)
      handle_signals();
   auto w = make_world(*o, o->dry_run ? trial_extent::none : trial_for(*built->made));
   if (!w)
      return wrong(w.errors());
   if (o->dry_run)
      return run_dry(*o, *w, *built);
   return run_scan(*o, *w, *built);
}

}  // namespace dnslint::command
