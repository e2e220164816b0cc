// SPDX-License-Identifier: Apache-2.0
#include "core/engine/report_outputs.hpp"

#include "core/engine/report_format.hpp"
#include "core/engine/stored_record.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace dnslint::engine {
namespace {

// /dev/null, say.
bool is_device(std::string const& path)
{
   std::error_code failed;
   return std::filesystem::is_character_file(path, failed);
}

}  // namespace

std::vector<report_target> targets_of(output_config const& c)
{
   std::vector<report_target> all{{c.format, c.file}};
   all.insert(all.end(), c.also.begin(), c.also.end());
   return all;
}

base::diagnostics check_targets(output_config const& c)
{
   base::diagnostics errors;
   auto const all = targets_of(c);
   for (auto t = all.begin(); t != all.end(); ++t)
      if (std::any_of(all.begin(), t, [&](report_target const& earlier) {
             return is_same_file(earlier.file, t->file) && !is_device(t->file);
          }))
         errors.push_back(base::error_in(t->file, "two reports cannot be written to one file"));
   return errors;
}

report_outputs::report_outputs(output_config const& c, std::string const& list, bool has_first)
{
   auto targets = targets_of(c);
   if (!has_first)
      targets.erase(targets.begin());
   for (auto const& t : targets) {
      auto of = c;
      of.format = t.format;
      of.file = t.file;
      of.color = c.color && t.file.empty();
      add(of, list);
   }
}

void report_outputs::add(output_config const& c, std::string const& list)
{
   files_.emplace_back(c.file);
   writers_.push_back(make_writer(c, list, files_.back()));
}

void report_outputs::begin(report::run_info const& run, report::catalogue const& checks)
{
   for (auto const& w : writers_)
      w->begin(run, checks);
}

void report_outputs::domain(report::record const& d)
{
   for (auto const& w : writers_)
      w->domain(d);
}

void report_outputs::end(report::summary const& s)
{
   for (auto const& w : writers_)
      w->end(s);
}

bool report_outputs::is_failed()
{
   for (auto& f : files_)
      if (f.is_failed())
         return true;
   return false;
}

base::diagnostics report_outputs::finish()
{
   base::diagnostics wrong;
   for (auto& f : files_)
      if (auto const unwritten = f.finish()) {
         unwritten_ = true;
         if (!f.reader_gone())
            wrong.push_back(*unwritten);
      }
   return wrong;
}

}  // namespace dnslint::engine
