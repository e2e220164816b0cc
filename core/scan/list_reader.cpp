// SPDX-License-Identifier: Apache-2.0
#include "core/scan/list_reader.hpp"

#include "core/base/escape.hpp"
#include "core/base/suggestion.hpp"
#include "core/scan/csv_record.hpp"
#include "core/scan/domain_item.hpp"
#include "core/scan/json_entry.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::scan {
namespace {

using base::error;

constexpr std::string_view blanks = " \t\r\n";

bool says_nothing(std::string_view line)
{
   auto const first = line.find_first_not_of(blanks);
   return first == std::string_view::npos || line[first] == '#';
}

bool is_header(csv_record const& line)
{
   return std::ranges::any_of(line.fields, [](csv_field const& f) {
      return base::equal_ignoring_case(f.text, "domain");
   });
}

base::diagnostic csv_problem(csv_record const& row)
{
   if (row.open)
      return error(
         "these quotes do not close; the rest of the list was not read",
         "write a quote inside quotes twice, and close them");
   return error(row.problem, "put quotes around the whole field, and write a quote inside twice");
}

// A column that nothing reads is told: it may be a slip of the pen.
std::optional<base::diagnostic> unread_note(csv_record const& header, list_place const& at)
{
   for (auto const& f : header.fields)
      if (!f.text.empty() && !list_column_named(f.text))
         return at.tell(
            {base::diagnostic_level::note,
             {},
             fmt::format("no column {} is known; it is not read", quoted(f.text)),
             base::suggestion(f.text, list_column_names())},
            f.offset);
   return std::nullopt;
}

}  // namespace

list_reader::list_reader(std::string file)
: file_{std::move(file)}
{}

bool list_reader::goes_on(std::string_view record, std::size_t lines) const
{
   return form_ == form::csv && record.size() <= most_record_bytes && lines < most_record_lines &&
          record.find('"') != std::string_view::npos && read_csv(record).open;
}

void list_reader::recognise(std::string_view line)
{
   if (line[line.find_first_not_of(blanks)] == '{')
      form_ = form::json;
   else
      form_ = is_header(read_csv(line)) ? form::csv : form::text;
}

parsed_line list_reader::read(std::string_view record, std::size_t number)
{
   auto const text = without_mark(record, number);
   bool const is_first = form_ == form::unknown && !says_nothing(text);
   if (is_first)
      recognise(text);
   if (form_ == form::unknown || form_ == form::text)
      return parse_domain_line(record, file_, number);
   list_place const at{file_, number, text};
   if (text.find_first_not_of(blanks) == std::string_view::npos)
      return {};
   if (record.size() > most_record_bytes)
      return {
         {},
         at.tell(
            error(
               fmt::format("a record of more than {} bytes is no domain", most_record_bytes),
               "write one domain a record"),
            0),
         {}};
   if (form_ == form::json)
      return parse_json_entry(at);
   return is_first ? read_header(at) : read_row(at);
}

parsed_line list_reader::read_header(list_place const& at)
{
   auto const header = read_csv(at.text);
   for (auto const& f : header.fields) {
      header_.push_back(list_column_named(f.text));
      if (header_.back() && std::ranges::count(header_, header_.back()) > 1) {
         form_ = form::ended;
         return {
            {},
            at.tell(
               error(
                  fmt::format("the column {} is there twice; the list was not read", f.text),
                  "give each column a name of its own"),
               f.offset),
            {}};
      }
   }
   if (!header.problem.empty() || header.open) {
      form_ = form::ended;
      return {{}, at.tell(csv_problem(header), header.where), {}};
   }
   return {{}, {}, unread_note(header, at)};
}

parsed_line list_reader::read_row(list_place const& at)
{
   auto const row = read_csv(at.text);
   if (row.open)
      form_ = form::ended;
   if (row.open || !row.problem.empty())
      return {{}, at.tell(csv_problem(row), row.where), {}};
   if (row.fields.size() > header_.size())
      return {
         {},
         at.tell(
            error(
               fmt::format("{} fields, and {} columns", row.fields.size(), header_.size()),
               "put quotes around a field with commas"),
            row.fields[header_.size()].offset),
         {}};
   auto columns = std::make_shared<audit::list_columns>();
   csv_field const* domain = nullptr;
   for (std::size_t i = 0; i != row.fields.size(); ++i) {
      if (header_[i] == list_column::domain)
         domain = &row.fields[i];
      else if (header_[i])
         if (auto problem = take_words(*header_[i], words_of(row.fields[i].text), *columns))
            return {{}, at.tell(*std::move(problem), row.fields[i].offset), {}};
   }
   if (domain == nullptr || domain->text.empty())
      return {{}, at.tell(error("this record has no domain", "write one, or leave it out"), 0), {}};
   auto parsed = parse_domain_word(domain->text, at, domain->offset);
   if (parsed.input)
      parsed.input->columns = std::move(columns);
   return parsed;
}

}  // namespace dnslint::scan
