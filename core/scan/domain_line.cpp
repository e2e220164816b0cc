// SPDX-License-Identifier: Apache-2.0
#include "core/scan/domain_line.hpp"

#include "core/base/escape.hpp"
#include "core/scan/domain_item.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace dnslint::scan {
namespace {

constexpr std::string_view blanks = " \t\r\n\f\v";
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

std::string_view trimmed(std::string_view text)
{
   text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
   return text.substr(0, text.find_last_not_of(blanks) + 1);
}

// A '#' within a word is a part of it: that of a URL, say.
std::string_view without_comment(std::string_view line)
{
   for (std::size_t i = 0; i != line.size(); ++i)
      if (line[i] == '#' && (i == 0 || blanks.find(line[i - 1]) != std::string_view::npos))
         return line.substr(0, i);
   return line;
}

std::optional<base::diagnostic> text_problem(std::string_view item)
{
   if (!base::is_utf8(item))
      return base::error("this is not UTF-8", "save the list as UTF-8");
   if (item.find_first_of(" \t") != std::string_view::npos)
      return base::error(
         fmt::format("{} is more than one word", quoted(item)), "write one domain a line");
   if (std::ranges::any_of(item, [](char c) {
          return static_cast<unsigned char>(c) < 0x20;
       }))
      return base::error(
         fmt::format("{} has a control character", quoted(item)),
         "write one domain a line, as plain text");
   return std::nullopt;
}

base::diagnostic note_of(std::string_view item, domain_item const& found)
{
   return {
      base::diagnostic_level::note,
      {},
      fmt::format(
         "{} is {}; its domain {} is audited", quoted(item), found.from, quoted(found.text)),
      {}};
}

}  // namespace

std::string_view without_mark(std::string_view line, std::size_t number)
{
   if (number == 1 && line.starts_with(byte_order_mark))
      line.remove_prefix(byte_order_mark.size());
   return line;
}

parsed_line parse_domain_word(std::string_view word, list_place const& at, std::size_t offset)
{
   if (auto problem = text_problem(word))
      return {{}, at.tell(*std::move(problem), offset), {}};
   auto const found = find_domain(word);
   auto const name = read_domain(found.text);
   if (!name)
      return {{}, at.tell(name.errors().front(), offset), {}};
   parsed_line parsed;
   parsed.input = domain_input{*name, std::string{word}, at.number};
   if (!found.from.empty())
      parsed.note = at.tell(note_of(word, found), offset);
   return parsed;
}

parsed_line parse_domain_line(std::string_view line, std::string const& file, std::size_t number)
{
   line = without_mark(line, number);
   list_place const at{file, number, line};
   auto const item = trimmed(without_comment(line));
   auto const offset = static_cast<std::size_t>(item.data() - line.data());
   if (line.size() > most_line_bytes)
      return {
         {},
         at.tell(
            base::error(
               fmt::format("a line of more than {} bytes is no domain", most_line_bytes),
               "write one domain a line"),
            offset),
         {}};
   return item.empty() ? parsed_line{} : parse_domain_word(item, at, offset);
}

}  // namespace dnslint::scan
