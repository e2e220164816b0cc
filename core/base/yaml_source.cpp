// SPDX-License-Identifier: Apache-2.0
#include "core/base/yaml_source.hpp"

#include "core/base/escape.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::base::yaml {
namespace {

// A line that nobody can read is not shown; it would only fill the report.
constexpr std::size_t longest_shown_line = 1000;
constexpr std::size_t counted_together = 1024;

// Counts the first bytes of UTF-8 sequences.
std::size_t first_byte_count(std::string_view text)
{
   return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) {
      return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
   }));
}

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
      starts_.push_back(static_cast<std::uint32_t>(at + 1));
   std::size_t count = 0;
   for (std::size_t at = 0; at <= text.size(); at += counted_together) {
      characters_.push_back(static_cast<std::uint32_t>(count));
      count += first_byte_count(text.substr(at, counted_together));
   }
}

std::size_t source_lines::characters_before(std::size_t position) const
{
   auto const counted = position / counted_together * counted_together;
   return characters_[position / counted_together] +
          first_byte_count(text_.substr(counted, position - counted));
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

location source_lines::locate(std::string const& file, std::size_t position) const
{
   position = std::min(position, text_.size());
   auto const number = line_of(position);
   auto const shown = line(number);
   auto const before = characters_before(position) - characters_before(starts_[number]);
   location where{
      file, static_cast<std::uint32_t>(number + 1), static_cast<std::uint32_t>(before + 1), {}};
   if (shown.size() <= longest_shown_line)
      where.line_text = shown;
   return where;
}

}  // namespace dnslint::base::yaml
