// SPDX-License-Identifier: Apache-2.0
#include "core/base/yaml_source.hpp"

#include "core/base/escape.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::base::yaml {
namespace {

// A line that nobody can read is not shown; it would only fill the report.
constexpr std::size_t longest_shown_line = 1000;

}  // namespace

std::string shown(std::string_view text)
{
   constexpr std::size_t most = 60;
   auto const cut = first_characters(text, most);
   return cut.size() == text.size() ? std::string{text} : fmt::format("{}...", cut);
}

source_lines::source_lines(std::string_view text)
: text_{text}
, starts_{0}
{
   for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
      starts_.push_back(at + 1);
}

std::size_t source_lines::line_of(std::size_t position) const
{
   auto const after = std::ranges::upper_bound(starts_, position);
   return static_cast<std::size_t>(after - starts_.begin()) - 1;
}

std::size_t source_lines::start_of(std::size_t line) const
{
   return line < starts_.size() ? starts_[line] : text_.size();
}

std::string_view source_lines::line(std::size_t number) const
{
   auto const start = start_of(number);
   auto whole = text_.substr(start, start_of(number + 1) - start);
   while (whole.ends_with('\n') || whole.ends_with('\r'))
      whole.remove_suffix(1);
   return whole;
}

std::size_t source_lines::position_of(node const& n) const
{
   if (n.line == 0 || n.column == 0)
      return 0;
   return start_of(n.line - 1) + first_characters(line(n.line - 1), n.column - 1).size();
}

location source_lines::locate(std::string const& file, std::size_t position) const
{
   position = std::min(position, text_.size());
   auto const number = line_of(position);
   auto const shown = line(number);
   auto const before = text_.substr(starts_[number], position - starts_[number]);
   location where{
      file,
      static_cast<std::uint32_t>(number + 1),
      static_cast<std::uint32_t>(character_count(before) + 1),
      {}};
   if (shown.size() <= longest_shown_line)
      where.line_text = shown;
   return where;
}

}  // namespace dnslint::base::yaml
