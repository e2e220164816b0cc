// SPDX-License-Identifier: Apache-2.0
#include "core/report/record_reader.hpp"
#include "core/report/text_domain.hpp"
#include "core/report/text_summary.hpp"

namespace dnslint::report {
namespace {

class text_report final : public writer {
public:
   text_report(std::ostream& out, text_options options)
   : out_{&out}
   , options_{std::move(options)}
   {}

   void begin(run_info const&, catalogue const& checks) override { checks_ = &checks; }

   void domain(record const& d) override
   {
      worst_.add(d, *checks_);
      if (written_ == options_.most_full_reports)
         return;
      part(domain_text(read_record(d), read_published('{' + d.json + '}'), *checks_, options_));
      ++written_;
   }

   void end(summary const& s) override
   {
      if (s.domains != 1 || s.bad_lines != 0)
         part(summary_text(s, worst_, *checks_, options_));
      *out_ << std::flush;
   }

private:
   void part(std::string const& text)
   {
      *out_ << (is_first_ ? "" : "\n") << text;
      is_first_ = false;
   }

   std::ostream* out_;
   text_options options_;
   catalogue const* checks_ = nullptr;
   std::size_t written_ = 0;
   worst_domains worst_{most_worst_domains};
   bool is_first_ = true;
};

}  // namespace

std::unique_ptr<writer> make_text_writer(std::ostream& out, text_options const& options)
{
   return std::make_unique<text_report>(out, options);
}

}  // namespace dnslint::report
