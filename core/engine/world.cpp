// SPDX-License-Identifier: Apache-2.0
#include "core/engine/world.hpp"

#include "core/base/escape.hpp"
#include "core/engine/config_words.hpp"
#include "core/engine/world_parts.hpp"
#include "core/overlay/changed_source.hpp"
#include "core/overlay/overlay_file.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dnslint::engine {
namespace {

std::chrono::sys_seconds system_time()
{
   return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

constexpr std::string_view rehearsed_setting = " rehearsed";

// The settings that decide what is found, but for those that the report names by themselves.
std::string deciding_settings(run_config const& c)
{
   auto const& q = c.questions;
   auto text = fmt::format(
      "timeout={} tries={} checks={} skip={} zones={}",
      q.timeout.count(),
      q.tries,
      fmt::join(c.selection.checks, ","),
      fmt::join(c.selection.skip, ","),
      fmt::join(q.zones, ","));
   for (auto const& [name, value] : c.selection.settings)
      text += fmt::format(" {}={}", name, value);
   if (q.now)
      text += " now=" + time_text(*q.now);
   if (!q.overlays.empty())
      text += fmt::format(" overlays={}", fmt::join(q.overlays, ","));
   if (q.direct_private)
      text += " direct-private";
   if (c.records.rehearsed)
      text += rehearsed_setting;
   return text;
}

base::diagnostics read_overlays(world& w, run_config const& c)
{
   if (c.questions.overlays.empty())
      return {};
   auto read = overlay::load_changes(c.questions.overlays);
   if (!read)
      return read.errors();
   w.changes = std::make_unique<overlay::zone_changes>(*std::move(read));
   return {};
}

}  // namespace

resolver::policy policy_of(question_config const& q)
{
   resolver::policy policy;
   policy.timeout = q.timeout;
   policy.tries = q.tries;
   return policy;
}

std::optional<unsigned> share_of(std::optional<unsigned> per_second, run_limits const& limits)
{
   return per_second ? std::optional{std::max(1U, *per_second / limits.sharing)} : std::nullopt;
}

resolver::direct_limits direct_limits_for(run_config const& c)
{
   auto const& q = c.questions;
   resolver::direct_limits limits;
   limits.asking = policy_of(q);
   limits.each->window.timeout = limits.each->breaker.timeout = q.timeout;
   limits.only_global = !q.direct_private;
   if (q.server_rate)
      limits.each->per_second = *q.server_rate == 0 ? std::nullopt : q.server_rate;
   limits.each->per_second = share_of(limits.each->per_second, c.limits);
   return limits;
}

base::diagnostics begin_recording(world& w, run_config const& c, std::size_t upstreams)
{
   auto const& file = c.questions.record;
   if (file.empty())
      return {};
   w.record_file = std::make_unique<output_file>(file);
   if (!w.record_file->stream())
      return {base::error_in(
         file, fmt::format("the recording cannot be written: {}", w.record_file->reason()))};
   w.recorder = std::make_unique<resolver::recorder>(
      w.record_file->stream(),
      *w.loop,
      resolver::recording_terms{
         w.now, !w.now_text.empty(), w.source, w.options_text, c.questions.tries, upstreams, true},
      w.now);
   return {};
}

std::unique_ptr<resolver::source> prepared(
   world const& w, std::unique_ptr<resolver::source> from, std::size_t upstream)
{
   auto made = w.recorder ? w.recorder->wrap(std::move(from), upstream) : std::move(from);
   return w.changes ? overlay::with_changes(std::move(made), *w.changes) : std::move(made);
}

resolver::direct_resolver::connect overlaid(
   world const& w, resolver::direct_resolver::connect const& connect)
{
   if (!w.changes)
      return connect;
   return [&loop = *w.loop, &changes = *w.changes, connect](resolver::server_address const& s) {
      return overlay::with_changes_unobserved(connect(s), loop, changes);
   };
}

void ask_servers(
   world& w,
   resolver::direct_resolver::connect const& connect,
   resolver::direct_limits const& limits)
{
   auto* const recorder = w.recorder.get();
   if (recorder == nullptr) {
      w.direct = std::make_unique<resolver::direct_resolver>(*w.loop, overlaid(w, connect), limits);
      return;
   }
   w.direct = std::make_unique<resolver::direct_resolver>(
      *w.loop,
      overlaid(
         w,
         [recorder, connect](resolver::server_address const& s) {
            return recorder->wrap_server(connect(s), s);
         }),
      limits,
      [recorder](resolver::direct_question const& q, base::cause const& why) {
         recorder->note_unasked(q, why);
      });
}

base::result<world> make_world(
   run_config const& c, trial_extent first, std::optional<resolver::trial_results> known)
{
   auto const& q = c.questions;
   auto suffixes = q.psl_file.empty() ? base::result{audit::public_suffix_list::builtin()}
                                      : audit::public_suffix_list::load(q.psl_file);
   if (!suffixes)
      return suffixes.errors();
   world w{std::move(*suffixes)};
   w.now = q.now.value_or(system_time());
   w.options_text = deciding_settings(c);
   w.trials = std::move(known);
   if (auto unread = read_overlays(w, c); !unread.empty())
      return unread;
   auto errors = !q.replay.empty() ? use_recording(w, c)
                 : q.zones.empty() ? use_network(w, c, first)
                                   : use_zones(w, c);
   if (!errors.empty())
      return errors;
   if (w.changes)
      w.source += " under an overlay";
   w.rehearses = c.records.rehearsed && w.options_text.find(rehearsed_setting) != std::string::npos;
   return w;
}

base::diagnostics finish_recording(world& w)
{
   base::diagnostics told;
   if (w.recorder) {
      w.recorder->finish();
      if (w.recorder->is_full())
         told.push_back(base::warning(
            "the recording has reached its largest size, and lacks what was asked later",
            "record shorter lists"));
      if (auto const unwritten = w.record_file->finish())
         told.push_back(*unwritten);
   }
   if (w.lacking && !w.lacking->empty())
      told.push_back(base::warning(fmt::format(
         "{} questions are not in the recording, the first is {}",
         w.lacking->size(),
         to_text(*w.lacking->begin()))));
   if (w.lacking_urls && !w.lacking_urls->empty())
      told.push_back(base::warning(fmt::format(
         "{} URLs are not in the recording, the first is {}",
         w.lacking_urls->size(),
         base::terminal_text(*w.lacking_urls->begin()))));
   return told;
}

}  // namespace dnslint::engine
