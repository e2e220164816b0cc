// SPDX-License-Identifier: Apache-2.0
#include "core/report/prose.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::report {
namespace {

constexpr std::size_t most_characters = 1000;

std::string_view without_outer_spaces(std::string_view text)
{
   text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
   return text.substr(0, text.find_last_not_of(' ') + 1);
}

// The first line of `text` that fits, at least one word.
std::string_view take_line(std::string_view& text, std::size_t width)
{
   auto end = base::first_characters(text, width).size();
   if (end != text.size() && text[end] != ' ') {
      auto const space = text.substr(0, end).rfind(' ');
      end = std::min(space == std::string_view::npos ? text.find(' ') : space, text.size());
   }
   auto const line = without_outer_spaces(text.substr(0, end));
   text.remove_prefix(std::min(text.find_first_not_of(' ', end), text.size()));
   return line;
}

std::string_view without_final_newlines(std::string_view text)
{
   return text.substr(0, text.find_last_not_of('\n') + 1);
}

std::string_view code_of(base::severity s)
{
   switch (s) {
      case base::severity::critical:
         return "1;31";
      case base::severity::high:
         return "31";
      case base::severity::medium:
         return "33";
      case base::severity::low:
         return "36";
      case base::severity::info:
         return "2";
   }
   return "0";
}

}  // namespace

std::string shown(std::string_view bytes)
{
   auto const most = base::first_characters(bytes, most_characters);
   auto text = base::terminal_text(most);
   if (most.size() != bytes.size())
      text += fmt::format(" ... ({} bytes)", count_text(bytes.size()));
   return text;
}

std::string shown(base::untrusted const& text)
{
   return shown(without_final_newlines(text.bytes()));
}

void append_paragraph(
   std::string& out, std::size_t indent, std::string_view text, std::string_view first)
{
   text = without_outer_spaces(text);
   auto const width = line_width - std::min(indent, line_width / 2);
   while (!text.empty()) {
      auto const line = take_line(text, width);
      if (first.empty())
         out.append(indent, ' ');
      out.append(first).append(line).append("\n");
      first = {};
   }
}

void append_copyable(std::string& out, std::size_t indent, std::string_view text)
{
   out.append(indent, ' ').append(text).append("\n");
}

std::string count_text(std::size_t count)
{
   auto text = std::to_string(count);
   for (auto at = text.size(); at > 3;)
      text.insert(at -= 3, ",");
   return text;
}

std::string count_text(std::size_t count, std::string_view one)
{
   return fmt::format("{} {}{}", count_text(count), one, count == 1 ? "" : "s");
}

std::string score_text(double score)
{
   auto text = fmt::format("{:.1f}", score);
   if (text.ends_with(".0"))
      text.resize(text.size() - 2);
   return text;
}

std::string palette::severity(base::severity s, std::string_view text) const
{
   return set(code_of(s), text);
}

std::string palette::set(std::string_view code, std::string_view text) const
{
   return on_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string{text};
}

}  // namespace dnslint::report
