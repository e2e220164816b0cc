// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/scan_sinks.hpp"

#include "tools/dnslint/messages.hpp"
#include "tools/dnslint/scan_messages.hpp"
#include "tools/dnslint/scan_signals.hpp"

namespace dnslint::command {

engine::run_sinks sinks_beside(progress& shown, bool quiet)
{
   engine::run_sinks sinks;
   sinks.wants_notes = !quiet;
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
      if (take_look())
         shown.show_now(t);
   };
   sinks.begins = scan_has_begun;
   sinks.stop = is_interrupted;
   return sinks;
}

bool is_wanted(base::diagnostic const& d, bool quiet)
{
   return !is_interrupted() && (d.level == base::diagnostic_level::error || !quiet);
}

}  // namespace dnslint::command
