// SPDX-License-Identifier: Apache-2.0
#include "core/scan/list_form.hpp"

#include "core/base/escape.hpp"
#include "core/base/suggestion.hpp"
#include "core/scan/domain_item.hpp"
#include "core/scan/domain_line.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <optional>

namespace dnslint::scan {
namespace {

using base::error;

constexpr std::string_view blanks = " \t\r\n";
constexpr std::array separators{',', ';', '\t'};

std::string_view without_hash(std::string_view line)
{
   auto const first = line.find_first_not_of(blanks);
   return first != std::string_view::npos && line[first] == '#' ? line.substr(first + 1) : line;
}

// What lists that are published call the column: "Domain name", "domain_name", "FQDN".
bool is_called_domain(std::string_view text)
{
   std::string letters;
   for (char const c : base::lower(text))
      if (c != ' ' && c != '_' && c != '-')
         letters += c;
   constexpr std::array<std::string_view, 4> names{"domain", "domainname", "fqdn", "hostname"};
   return std::ranges::find(names, letters) != names.end();
}

template <class Predicate>
std::optional<std::size_t> place_of(csv_record const& row, Predicate is_it)
{
   auto const found = std::ranges::find_if(row.fields, is_it, &csv_field::text);
   if (found == row.fields.end())
      return std::nullopt;
   return static_cast<std::size_t>(found - row.fields.begin());
}

// A name of several labels, as domains of lists are.
bool looks_like_domain(std::string_view text)
{
   auto const name = parse_domain_line(text, {}, 1);
   return name.input && name.input->name.label_count() > 1;
}

// The separator that parts the line into most fields.
char separator_of(std::string_view line)
{
   return *std::ranges::max_element(separators, {}, [line](char s) {
      return read_csv(line, s).fields.size();
   });
}

std::optional<list_form> with_known_header(std::string_view line)
{
   auto const is_domain = [](std::string_view text) {
      return base::equal_ignoring_case(text, "domain");
   };
   for (char const s : separators) {
      auto const row = read_csv(line, s);
      auto const exact = place_of(row, is_domain);
      if (auto const domain = exact ? exact : place_of(row, is_called_domain))
         return list_form{list_form::kind::columns, s, true, *domain};
   }
   return std::nullopt;
}

base::diagnostic unknown_column(csv_record const& header, std::string const& column)
{
   std::vector<std::string> names;
   for (auto const& f : header.fields)
      names.push_back(f.text);
   return error(
      fmt::format("the list has no column {}", quoted(column)), base::suggestion(column, names));
}

base::result<list_form> with_column(std::string_view line, std::string const& column)
{
   auto const separator = separator_of(line);
   auto const row = read_csv(without_hash(line), separator);
   std::size_t number = 0;
   auto const read = std::from_chars(column.data(), column.data() + column.size(), number);
   if (read.ec == std::errc{} && *read.ptr == '\0' && number >= 1) {
      if (number > row.fields.size())
         return error(fmt::format(
            "the list has {} columns, and the domains are said to be in column {}",
            row.fields.size(),
            number));
      bool const is_data = looks_like_domain(row.fields[number - 1].text);
      return list_form{list_form::kind::columns, separator, !is_data, number - 1};
   }
   auto const domain = place_of(row, [&column](std::string const& text) {
      return base::equal_ignoring_case(text, column);
   });
   if (!domain)
      return unknown_column(row, column);
   return list_form{list_form::kind::columns, separator, true, *domain};
}

// Columns without a header, or with one that does not say which has the domains.
std::optional<base::diagnostic> unnamed_columns(std::string_view line)
{
   auto const row = read_csv(line, separator_of(line));
   if (row.fields.size() < 2 || parse_domain_line(line, {}, 1).input)
      return std::nullopt;
   auto const likely = place_of(row, looks_like_domain);
   bool const may_be_header = std::ranges::all_of(row.fields, [](csv_field const& f) {
      return f.text.find('.') == std::string::npos;
   });
   if (!likely && !may_be_header)
      return std::nullopt;
   return error(
      fmt::format(
         "the list has {} columns, and none is called domain; it was not read", row.fields.size()),
      likely ? fmt::format(
                  "say which one has the domains: --column {}, as {} looks like one",
                  *likely + 1,
                  quoted(row.fields[*likely].text))
             : "say which one has the domains, by its name or number: --column NAME");
}

}  // namespace

bool is_commented_header(std::string_view line)
{
   auto const text = without_hash(line);
   bool const is_prose = text.empty() || blanks.find(text.front()) != std::string_view::npos;
   if (text.size() == line.size() || is_prose)
      return false;
   auto const form = with_known_header(text);
   return form && read_csv(text, form->separator).fields.size() > 1;
}

base::result<list_form> form_of(std::string_view line, std::string const& column)
{
   if (line[std::min(line.find_first_not_of(blanks), line.size() - 1)] == '{')
      return list_form{list_form::kind::json};
   if (!column.empty())
      return with_column(line, column);
   if (auto const known = with_known_header(without_hash(line)))
      return *known;
   if (auto unnamed = unnamed_columns(line))
      return *std::move(unnamed);
   return list_form{};
}

}  // namespace dnslint::scan
