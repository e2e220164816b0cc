// SPDX-License-Identifier: Apache-2.0
#include "core/report/markdown_domain.hpp"
#include "core/report/prose.hpp"
#include "core/report/rank.hpp"
#include "core/report/record_reader.hpp"
#include "core/report/statement.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace dnslint::report {
namespace {

using base::markdown_text;

// GitHub takes 65,536 characters in an issue; the summary needs some of them.
constexpr std::size_t most_of_domains = 50'000;
constexpr std::size_t most_rows = 20;

bool has_shown(domain_counts const& counts, outcomes const& show)
{
   return std::ranges::any_of(show, [&](base::outcome o) {
      return counts.outcomes.at(static_cast<std::size_t>(o)) != 0;
   });
}

std::string table(std::string_view head, std::vector<std::string> rows)
{
   if (rows.empty())
      return {};
   auto const left_out = rows.size() - std::min(rows.size(), most_rows);
   rows.resize(rows.size() - left_out);
   auto text = fmt::format("{}\n{}\n\n", head, fmt::join(rows, "\n"));
   if (left_out != 0)
      text += fmt::format("and {} more\n\n", count_text(left_out));
   return text;
}

std::string counts_table(std::string_view head, ranked_counts const& counts)
{
   std::vector<std::string> rows;
   for (auto const& [what, count] : counts)
      rows.push_back(fmt::format("| {} | {} |", markdown_text(what), count_text(count)));
   return table(head, std::move(rows));
}

std::string checks_table(summary const& s, catalogue const& checks)
{
   std::vector<std::string> rows;
   for (auto const& c : ranked_checks(s, checks))
      rows.push_back(fmt::format(
         "| {} | {} | {} | {} |",
         base::to_text(c.about->severity),
         markdown_text(c.id),
         markdown_text(c.about->title),
         count_text(c.count)));
   return table(
      "| Severity | Failed check | What should be | Domains |\n| --- | --- | --- | ---: |",
      std::move(rows));
}

std::string statuses_text(summary const& s)
{
   std::vector<std::string> parts;
   for (auto const& [status, count] : s.by_status)
      parts.push_back(fmt::format("{} {}", count_text(count), status));
   if (s.bad_lines != 0)
      parts.push_back(count_text(s.bad_lines, "line") + " of the list not understood");
   return parts.empty() ? "" : fmt::format("{}.\n\n", fmt::join(parts, ", "));
}

class markdown_report final : public writer {
public:
   markdown_report(std::ostream& out, outcomes show)
   : out_{&out}
   , show_{std::move(show)}
   {}

   void begin(run_info const& run, catalogue const& checks) override
   {
      checks_ = &checks;
      made_by_ = run_text(run);
   }

   void domain(record const& d) override
   {
      if (has_shown(d.counts, show_))
         add(d);
      else if (silent_++ == 0)
         silent_one_ = domain_markdown(read_record(d), *checks_, show_);
   }

   void end(summary const& s) override
   {
      *out_ << fmt::format("## dnslint: {}\n\n", count_text(s.domains, "domain"));
      if (s.domains != 1 || s.bad_lines != 0)
         *out_ << statuses_text(s)
               << counts_table("| Grade | Domains |\n| --- | ---: |", ranked_grades(s))
               << checks_table(s, *checks_)
               << counts_table("| Unknown, by cause | Checks |\n| --- | ---: |", ranked_causes(s));
      if (s.domains == 1 && silent_ == 1)
         *out_ << silent_one_;
      *out_ << domains_ << rest(s) << markdown_text(made_by_) << ".\n" << std::flush;
   }

private:
   void add(record const& d)
   {
      auto const text =
         left_out_ == 0 ? domain_markdown(read_record(d), *checks_, show_) : std::string{};
      if (left_out_ != 0 || domains_.size() + text.size() > most_of_domains)
         ++left_out_;
      else
         domains_ += text + '\n';
   }

   std::string rest(summary const& s) const
   {
      std::string text;
      if (silent_ != 0 && s.domains != 1)
         text += fmt::format("Without findings to show: {}.\n", count_text(silent_, "domain"));
      if (left_out_ != 0)
         text += fmt::format(
            "Left out: {} with findings. All of them: `--format html`, `csv` or `json`.\n",
            count_text(left_out_, "domain"));
      return text.empty() ? text : text + '\n';
   }

   std::ostream* out_;
   outcomes show_;
   catalogue const* checks_ = nullptr;
   std::string made_by_;
   std::string domains_;
   std::string silent_one_;    // the first without findings to show
   std::size_t silent_ = 0;    // such domains
   std::size_t left_out_ = 0;  // others for which there is no room
};

}  // namespace

std::unique_ptr<writer> make_markdown_writer(std::ostream& out, outcomes show)
{
   return std::make_unique<markdown_report>(out, std::move(show));
}

}  // namespace dnslint::report
