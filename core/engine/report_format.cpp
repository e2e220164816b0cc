// SPDX-License-Identifier: Apache-2.0
#include "core/engine/report_format.hpp"

#include "core/base/suggestion.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace dnslint::engine {
namespace {

using base::outcome;
using report::outcomes;
using made = std::unique_ptr<report::writer>;

struct writer_terms {
   output_config const* config;
   outcomes show;
   std::string list;
};

made make_text(writer_terms const& t, output_file& to)
{
   report::text_options text;
   text.color = t.config->color;
   text.verbose = t.config->verbose;
   text.show = t.show;
   return report::make_text_writer(to.stream(), text);
}

made make_json(writer_terms const&, output_file& to)
{
   return report::make_json_writer(to.stream());
}

made make_jsonl(writer_terms const& t, output_file& to)
{
   return report::make_jsonl_writer(to.stream(), t.config->packed);
}

made make_csv(writer_terms const& t, output_file& to)
{
   auto const rows =
      t.config->rows == "domains" ? report::csv_rows::domains : report::csv_rows::findings;
   return report::make_csv_writer(to.stream(), t.show, rows);
}

made make_html(writer_terms const& t, output_file& to)
{
   return report::make_html_writer(to.stream(), to.aside(), t.show);
}

// Standard input is no place that anybody could look at later.
made make_sarif(writer_terms const& t, output_file& to)
{
   return report::make_sarif_writer(to.stream(), t.show, t.list == "-" ? std::string{} : t.list);
}

made make_junit(writer_terms const& t, output_file& to)
{
   return report::make_junit_writer(to.stream(), t.show);
}

made make_markdown(writer_terms const& t, output_file& to)
{
   return report::make_markdown_writer(to.stream(), t.show);
}

made make_prometheus(writer_terms const&, output_file& to)
{
   return report::make_prometheus_writer(to.stream());
}

// What readers look at first shows what is to be done; what programs count has everything.
enum class shows : bool { everything, problems };

struct report_format {
   std::string_view name;
   shows without_option;
   made (*make)(writer_terms const& t, output_file& to);
};

// docs/report.md describes each.
constexpr std::array formats{
   report_format{"text", shows::problems, make_text},
   report_format{"json", shows::everything, make_json},
   report_format{"jsonl", shows::everything, make_jsonl},
   report_format{"csv", shows::problems, make_csv},
   report_format{"html", shows::problems, make_html},
   report_format{"sarif", shows::problems, make_sarif},
   report_format{"junit", shows::everything, make_junit},
   report_format{"markdown", shows::problems, make_markdown},
   report_format{"prometheus", shows::everything, make_prometheus}};

outcomes shown_by(report_format const& f, output_config const& c)
{
   outcomes const all{outcome::fail, outcome::unknown, outcome::pass, outcome::not_applicable};
   if (!c.show.empty() && !c.verbose)
      return c.show;
   auto const is_whole_csv = f.name == "csv" && c.rows == "checks";
   return f.without_option == shows::everything || c.verbose || is_whole_csv
             ? all
             : outcomes{outcome::fail, outcome::unknown};
}

std::vector<std::string> formats_of(output_config const& c)
{
   std::vector<std::string> all{c.format};
   for (auto const& more : c.also)
      all.push_back(more.format);
   return all;
}

bool has_format(output_config const& c, std::string_view name)
{
   auto const all = formats_of(c);
   return std::ranges::find(all, name) != all.end();
}

std::vector<std::string> names()
{
   std::vector<std::string> all;
   all.reserve(formats.size());
   for (auto const& f : formats)
      all.emplace_back(f.name);
   return all;
}

}  // namespace

std::string report_format_names()
{
   auto all = names();
   auto const last = all.back();
   all.pop_back();
   return fmt::format("{} or {}", fmt::join(all, ", "), last);
}

bool is_report_format(std::string_view name)
{
   return std::ranges::find(formats, name, &report_format::name) != formats.end();
}

base::diagnostics check_format(output_config const& c)
{
   static std::vector<std::string> const rows{"findings", "checks", "domains"};
   if (!c.rows.empty() && !has_format(c, "csv"))
      return {base::error("--rows: only CSV has rows", "give --format csv")};
   if (!c.rows.empty() && std::ranges::find(rows, c.rows) == rows.end())
      return {base::error(
         fmt::format("--rows {}: there are no such rows", c.rows), base::suggestion(c.rows, rows))};
   if (c.packed && !has_format(c, "jsonl") && c.journal.empty())
      return {base::error(
         "--compress: there is neither a journal nor a report in JSONL to compress",
         "give --format jsonl, or --journal FILE")};
   base::diagnostics unknown;
   for (auto const& name : formats_of(c))
      if (!is_report_format(name))
         unknown.push_back(base::error(
            fmt::format("--format {}: there is no such format", name),
            base::suggestion(name, names())));
   return unknown;
}

std::unique_ptr<report::writer> make_writer(
   output_config const& c, std::string const& list, output_file& to)
{
   auto const* const found = std::ranges::find(formats, c.format, &report_format::name);
   return found->make({&c, shown_by(*found, c), list}, to);
}

}  // namespace dnslint::engine
