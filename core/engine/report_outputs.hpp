// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostic.hpp"
#include "core/engine/output_config.hpp"
#include "core/engine/output_file.hpp"
#include "core/report/report.hpp"

#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace dnslint::engine {

// The reports of a run, each in its format and file: one writer for all of them.
class report_outputs final : public report::writer {
public:
   // Without the first one where that is written by somebody else, as a journal is. `list` is the
   // path of the audited list, for formats that point at it.
   report_outputs(output_config const& c, std::string const& list, bool has_first = true);

   void begin(report::run_info const& run, report::catalogue const& checks) override;
   void domain(report::record const& d) override;
   void end(report::summary const& s) override;

   bool is_empty() const noexcept { return writers_.empty(); }
   bool is_failed();  // nothing more can be written to one of them
   // Puts the files in place, and returns what went wrong. If the reader of standard output has
   // gone, nothing is told.
   base::diagnostics finish();
   bool is_unwritten() const noexcept { return unwritten_; }

private:
   void add(output_config const& c, std::string const& list);

   std::deque<output_file> files_;
   std::vector<std::unique_ptr<report::writer>> writers_;
   bool unwritten_ = false;
};

// Every report of the configuration, the first one included.
std::vector<report_target> targets_of(output_config const& c);
// An error for each file that more than one of them is to be written to.
base::diagnostics check_targets(output_config const& c);

}  // namespace dnslint::engine
