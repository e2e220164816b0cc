// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/report_format.hpp"

#include "core/base/yaml.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fmt/format.h>
#include <unistd.h>

namespace dnslint::command {
namespace {

using base::outcome;
using report::outcomes;
using made = std::unique_ptr<report::writer>;

bool wants_color(options const& o)
{
   auto const* no_color = std::getenv("NO_COLOR");
   return !o.no_color && o.output.empty() && (no_color == nullptr || *no_color == '\0') &&
          isatty(STDOUT_FILENO) != 0;
}

made make_text(options const& o, outcomes const& show, output_file& to)
{
   report::text_options how;
   how.color = wants_color(o);
   how.verbose = o.verbose;
   how.show = show;
   return report::make_text_writer(to.stream(), how);
}

made make_json(options const&, outcomes const&, output_file& to)
{
   return report::make_json_writer(to.stream());
}

made make_jsonl(options const&, outcomes const&, output_file& to)
{
   return report::make_jsonl_writer(to.stream());
}

made make_csv(options const&, outcomes const& show, output_file& to)
{
   return report::make_csv_writer(to.stream(), show);
}

made make_html(options const&, outcomes const& show, output_file& to)
{
   return report::make_html_writer(to.stream(), to.aside(), show);
}

// Standard input is no place that anybody could look at later.
made make_sarif(options const& o, outcomes const& show, output_file& to)
{
   return report::make_sarif_writer(to.stream(), show, o.list == "-" ? std::string{} : o.list);
}

made make_junit(options const&, outcomes const& show, output_file& to)
{
   return report::make_junit_writer(to.stream(), show);
}

made make_markdown(options const&, outcomes const& show, output_file& to)
{
   return report::make_markdown_writer(to.stream(), show);
}

// What readers look at first shows what is to be done; what programs count has everything.
enum class shows : bool { everything, problems };

struct report_format {
   std::string_view name;
   shows without_option;
   made (*make)(options const&, outcomes const& show, output_file& to);
};

// docs/report.md describes each.
constexpr std::array formats{
   report_format{"text", shows::problems, make_text},
   report_format{"json", shows::everything, make_json},
   report_format{"jsonl", shows::everything, make_jsonl},
   report_format{"csv", shows::everything, make_csv},
   report_format{"html", shows::problems, make_html},
   report_format{"sarif", shows::problems, make_sarif},
   report_format{"junit", shows::everything, make_junit},
   report_format{"markdown", shows::problems, make_markdown}};

outcomes shown_by(report_format const& f, options const& o)
{
   outcomes const all{outcome::fail, outcome::unknown, outcome::pass, outcome::not_applicable};
   if (!o.show.empty() && !o.verbose)
      return o.show;
   return f.without_option == shows::everything || o.verbose
             ? all
             : outcomes{outcome::fail, outcome::unknown};
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

base::diagnostics check_format(options const& o)
{
   if (std::ranges::find(formats, o.format, &report_format::name) != formats.end())
      return {};
   return {base::error(
      fmt::format("--format {}: there is no such format", o.format),
      base::yaml::suggestion(o.format, names()))};
}

std::unique_ptr<report::writer> make_writer(options const& o, output_file& to)
{
   auto const* const found = std::ranges::find(formats, o.format, &report_format::name);
   return found->make(o, shown_by(*found, o), to);
}

}  // namespace dnslint::command
