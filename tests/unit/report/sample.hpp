// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/record_content.hpp"
#include "core/report/report.hpp"

#include <sstream>

namespace dnslint::report::sample {

run_info run();
catalogue checks();

// Two failures, two unknowns of one cause, an unobservable one, passes, one that does not apply.
audit::domain_record example();
// Nothing failed, all is known.
audit::domain_record sound(std::string domain);
audit::domain_record nonexistent();
// Every text that DNS or a user can reach holds escape sequences, bidi controls, newlines, markup
// and bytes that are not UTF-8.
audit::domain_record hostile();
std::string_view hostile_text();

// A whole report of `domains`.
// Records that keep all that an audit found.
record_content everything();

std::string written(
   std::unique_ptr<writer> (*make)(std::ostream&),
   std::vector<audit::domain_record> const& domains);
// make_jsonl_writer(), as `written` takes it.
inline std::unique_ptr<writer> make_lines(std::ostream& out)
{
   return make_jsonl_writer(out);
}
std::string text(std::vector<audit::domain_record> const& domains, text_options const& how = {});

}  // namespace dnslint::report::sample
