// SPDX-License-Identifier: Apache-2.0
#include "core/report/html_domain.hpp"
#include "core/report/html_style.hpp"
#include "core/report/html_summary.hpp"
#include "core/report/record_reader.hpp"

#include <istream>
#include <set>
#include <utility>

namespace dnslint::report {
namespace {

class html_report final : public writer {
public:
   html_report(std::ostream& out, std::iostream& domains, outcomes show)
   : out_{&out}
   , domains_{&domains}
   , show_{std::move(show)}
   {}

   void begin(run_info const& run, catalogue const& checks) override
   {
      run_ = run;
      checks_ = &checks;
   }

   void domain(record const& r) override
   {
      auto const d = read_record(r);
      for (auto const& f : d.findings)
         if (is_shown(f.result, show_))
            told_.insert(f.id);
      *domains_ << std::exchange(last_, domain_html(d, *checks_, show_));
   }

   void end(summary const& s) override
   {
      if (s.domains == 1 && !last_.empty())  // somebody wants to read it
         last_.insert(last_.find(' '), " open");
      *domains_ << last_ << std::flush;
      *out_ << html_head() << "<main>\n" << summary_html(run_, s, *checks_) << "<h2>Domains</h2>\n";
      append_domains();
      *out_ << checks_html(told_, *checks_) << "</main>\n</body>\n</html>\n" << std::flush;
   }

private:
   // What has no characters is no success to `<<`.
   void append_domains()
   {
      if (last_.empty())
         return;
      domains_->seekg(0);
      *out_ << domains_->rdbuf();
      if (!*domains_)
         out_->setstate(std::ios::badbit);
   }

   std::ostream* out_;
   std::iostream* domains_;
   outcomes show_;
   run_info run_;
   catalogue const* checks_ = nullptr;
   std::string last_;            // domain, not written yet
   std::set<std::string> told_;  // checks of which there are findings
};

}  // namespace

std::unique_ptr<writer> make_html_writer(std::ostream& out, std::iostream& domains, outcomes show)
{
   return std::make_unique<html_report>(out, domains, std::move(show));
}

}  // namespace dnslint::report
