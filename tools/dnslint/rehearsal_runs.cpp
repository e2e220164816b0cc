// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/rehearsal_runs.hpp"

#include "core/report/zone_edit_text.hpp"

#include <fstream>

namespace dnslint::command {

rehearsal_runs::rehearsal_runs(options const& o, scratch_folder const& scratch)
: o_{o}
, scratch_{scratch}
{
   o_.run.list.file.clear();
}

base::result<domain_states> rehearsal_runs::run(std::vector<tried_edits> const& all)
{
   o_.arguments.clear();
   std::string text;
   for (auto const& d : all)
      if (!d.edits.empty()) {
         o_.arguments.push_back(d.domain);
         text += report::edit_lines(d.edits);
      }
   if (o_.arguments.empty())
      return domain_states{};
   auto overlays = o_.run.questions.overlays;
   overlays.push_back(scratch_.file("fixes.overlay"));
   if (!(std::ofstream{overlays.back()} << text << std::flush))
      return base::error_in(
         overlays.back(), "the edits to rehearse cannot be written", "is the disk full?");
   auto const report = scratch_.file("rehearsed.jsonl");
   auto const ended = audit_to_file(o_, overlays, report);
   if (!ended)
      return ended.errors();
   end_.add(*ended);
   return read_states(report);
}

}  // namespace dnslint::command
