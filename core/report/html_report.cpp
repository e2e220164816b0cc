// SPDX-License-Identifier: Apache-2.0
#include "core/report/html_domain.hpp"
#include "core/report/html_style.hpp"
#include "core/report/html_summary.hpp"
#include "core/report/prose.hpp"
#include "core/report/record_reader.hpp"

#include <fmt/format.h>
#include <istream>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace dnslint::report {
namespace {

// Pages that have more in full open slowly.
constexpr std::size_t most_in_full = 500;
constexpr std::size_t most_in_table = 50;

category_scores categories_of(audit::domain_record const& d)
{
   category_scores all;
   for (auto const& c : d.scored.categories)
      if (c.score)
         all.emplace(c.category, *c.score);
   return all;
}

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
      auto const number = rows_.size();
      for (auto const& f : d.findings)
         if (is_shown(f.result, show_)) {
            auto& of = told_[f.id];
            if (f.result == base::outcome::fail)
               of.add(number, d.domain);
         }
      note_row(row_of(r, number, *checks_), categories_of(d));
      auto const published = read_published('{' + r.json + '}');
      auto text = domain_html(d, number, published, *checks_, show_);
      sizes_.push_back(text.size());
      *domains_ << std::exchange(last_, std::move(text));
   }

   void end(summary const& s) override
   {
      if (s.domains == 1 && !last_.empty()) {  // somebody wants to read it
         last_.insert(last_.find(' '), " open");
         sizes_.back() = last_.size();
      }
      *domains_ << last_ << std::flush;
      auto const worst =
         s.domains < 2 ? std::string{} : worst_html(table_.rows(), categories_, table_.left_out());
      *out_ << html_head() << "<main>\n"
            << summary_html(run_, s, *checks_, worst) << "<h2>Domains</h2>\n";
      append_domains();
      *out_ << checks_html(told_, *checks_) << "</main>\n</body>\n</html>\n" << std::flush;
   }

private:
   // Of domains that have left the table nothing is kept but their row.
   void note_row(domain_row row, category_scores categories)
   {
      full_.add(row);
      table_.add(row);
      categories_.emplace(row.number, std::move(categories));
      rows_.push_back(std::move(row));
      constexpr std::size_t slack = 1000;
      if (categories_.size() < most_in_table + slack)
         return;
      auto kept = std::exchange(categories_, {});
      for (auto const& d : table_.rows())
         categories_.insert(kept.extract(d.number));
   }

   // All, or the worst ones in full and a line for each of the others.
   void append_domains()
   {
      if (sizes_.empty())
         return;
      auto const in_full = chosen();
      domains_->seekg(0);
      std::string text;
      for (std::size_t i = 0; i != sizes_.size(); ++i) {
         text.resize(sizes_[i]);
         domains_->read(text.data(), static_cast<std::streamsize>(text.size()));
         if (in_full.contains(i))
            *out_ << text;
      }
      if (!*domains_)
         out_->setstate(std::ios::badbit);
      append_others(in_full);
   }

   // The numbers of the domains that are shown in full.
   std::set<std::size_t> chosen() const
   {
      std::set<std::size_t> numbers;
      for (auto const& d : full_.rows())
         numbers.insert(d.number);
      for (std::size_t i = 0; i != rows_.size() && numbers.size() < most_in_full; ++i)
         numbers.insert(i);
      return numbers;
   }

   void append_others(std::set<std::size_t> const& in_full)
   {
      if (in_full.size() == rows_.size())
         return;
      *out_ << fmt::format(
         "<p>{} of {} are shown above, the worst ones. Of the others there is a line each; "
         "<code>--format jsonl</code> has all of them in full.</p>\n"
         "<details class=\"others\">\n<summary>{} others</summary>\n<ul>\n",
         count_text(in_full.size()),
         count_text(rows_.size(), "domain"),
         count_text(rows_.size() - in_full.size()));
      for (auto const& d : rows_)
         if (!in_full.contains(d.number))
            *out_ << brief_html(d);
      *out_ << "</ul>\n</details>\n";
   }

   std::ostream* out_;
   std::iostream* domains_;
   outcomes show_;
   run_info run_;
   catalogue const* checks_ = nullptr;
   std::string last_;                             // domain, not written yet
   std::map<std::string, failing_domains> told_;  // checks of which there are findings
   std::vector<domain_row> rows_;
   std::vector<std::size_t> sizes_;  // of the parts that wait, in bytes
   worst_domains full_{most_in_full};
   worst_domains table_{most_in_table};
   std::map<std::size_t, category_scores> categories_;  // of the table's, and some others
};

}  // namespace

std::unique_ptr<writer> make_html_writer(std::ostream& out, std::iostream& domains, outcomes show)
{
   return std::make_unique<html_report>(out, domains, std::move(show));
}

}  // namespace dnslint::report
