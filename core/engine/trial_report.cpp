// SPDX-License-Identifier: Apache-2.0
#include "core/engine/trial_report.hpp"

#include "core/audit/plan.hpp"
#include "core/base/causes.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::engine {
namespace {

using resolver::port_53;

base::diagnostic note(std::string text)
{
   return {base::diagnostic_level::note, {}, std::move(text), {}};
}

std::string words_of(resolver::upstream_trial const& t)
{
   std::string text;
   for (auto const& [what, word] : resolver::trial_words(t))
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", what, word);
   return text;
}

void tell_of(
   std::string const& where, resolver::upstream_trial const& t, bool all, base::diagnostics& notes)
{
   if (!t.answered)
      notes.push_back(
         note(fmt::format("the trial of {} went unanswered; nothing is concluded", where)));
   for (auto const& r : resolver::remarks_on(t))
      notes.push_back(base::warning(fmt::format("{} {}", where, r.remark), r.advice));
   if (all && t.answered)
      notes.push_back(note(fmt::format("the trial of {}: {}", where, words_of(t))));
}

}  // namespace

trial_extent trial_for(audit::plan const& p)
{
   for (std::size_t i = 0; i != p.probes.size(); ++i) {
      auto const& probe = p.probes[i].owner->manifest.probes[p.probes[i].which];
      if (
         p.runs[i] && std::ranges::find(probe.powers, "dnslint.dns-direct/1") != probe.powers.end())
         return trial_extent::upstreams_and_port_53;
   }
   return trial_extent::upstreams;
}

void describe_trials(world const& w, report::run_info& into)
{
   if (!w.trials)
      return;
   for (std::size_t i = 0; i != w.upstream_names.size(); ++i)
      into.trials.push_back({w.upstream_names[i], resolver::trial_words(w.trials->upstreams[i])});
   if (w.trials->outside != port_53::unknown)
      into.port_53 = resolver::to_text(w.trials->outside);
}

base::diagnostics trial_notes(world const& w, bool all)
{
   base::diagnostics notes;
   for (auto const& d : w.dropped)
      notes.push_back(base::warning(
         fmt::format(
            "{} is not asked: an earlier run of this journal has dropped it",
            w.upstream_names[d.upstream]),
         "leave it out of the next list"));
   if (!w.trials)
      return notes;
   auto const dropped = resolver::set_of(w.dropped);
   for (std::size_t i = 0; i != w.upstream_names.size(); ++i)
      if ((dropped & resolver::only(i)) == 0)
         tell_of(w.upstream_names[i], w.trials->upstreams[i], all, notes);
   if (auto const why = why_no_direct(w))
      notes.push_back(base::warning(
         fmt::format("name servers are not asked by themselves: {}", why->detail),
         "open port 53 to the Internet, or leave out the checks that need it"));
   return notes;
}

std::optional<base::cause> why_no_direct(world const& w)
{
   if (w.trials && w.trials->outside == port_53::blocked)
      return base::because(base::causes::port_53, "a server of the root did not answer on port 53");
   if (w.trials && w.trials->outside == port_53::intercepted)
      return base::because(base::causes::port_53, "somebody else answers for a server of the root");
   return std::nullopt;
}

}  // namespace dnslint::engine
