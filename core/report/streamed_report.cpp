// SPDX-License-Identifier: Apache-2.0
#include "core/report/streamed_report.hpp"

#include "core/report/record_reader.hpp"

#include <utility>

namespace dnslint::report {
namespace {

class streamed_report final : public writer {
public:
   streamed_report(std::ostream& out, report_form form)
   : out_{&out}
   , form_{std::move(form)}
   {}

   void begin(run_info const& run, catalogue const& checks) override
   {
      checks_ = &checks;
      *out_ << form_.head(run, checks);
   }

   void domain(record const& d) override
   {
      auto const text = form_.domain(read_record(d), *checks_);
      if (text.empty())
         return;
      *out_ << (is_first_ ? "" : form_.between) << text;
      is_first_ = false;
   }

   void end(summary const& s) override
   {
      if (form_.tail)
         *out_ << form_.tail(s);
      *out_ << std::flush;
   }

private:
   std::ostream* out_;
   report_form form_;
   catalogue const* checks_ = nullptr;
   bool is_first_ = true;
};

}  // namespace

std::unique_ptr<writer> make_streamed_writer(std::ostream& out, report_form form)
{
   return std::make_unique<streamed_report>(out, std::move(form));
}

}  // namespace dnslint::report
