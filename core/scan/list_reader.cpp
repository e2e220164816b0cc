// SPDX-License-Identifier: Apache-2.0
#include "core/scan/list_reader.hpp"

#include "core/base/escape.hpp"
#include "core/base/suggestion.hpp"
#include "core/scan/csv_record.hpp"
#include "core/scan/domain_item.hpp"
#include "core/scan/json_entry.hpp"
#include "core/scan/list_form.hpp"

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

base::diagnostic csv_problem(csv_record const& row)
{
   if (row.open)
      return error(
         "these quotes do not close; the rest of the list was not read",
         "write a quote inside quotes twice, and close them");
   return error(row.problem, "put quotes around the whole field, and write a quote inside twice");
}

// A column that nothing reads is told: it may be a slip of the pen.
std::optional<base::diagnostic> unread_note(
   csv_record const& header, std::size_t domain, list_place const& at)
{
   for (auto const& f : header.fields)
      if (!f.text.empty() && &f != &header.fields[domain] && !list_column_named(f.text))
         return at.tell(
            {base::diagnostic_level::note,
             {},
             fmt::format("no column {} is known; it is not read", quoted(f.text)),
             base::suggestion(f.text, list_column_names())},
            f.offset);
   return std::nullopt;
}

}  // namespace

list_reader::list_reader(std::string file, std::string column)
: file_{std::move(file)}
, column_{std::move(column)}
{}

bool list_reader::goes_on(std::string_view record, std::size_t lines) const
{
   return form_ == form::csv && record.size() <= most_record_bytes && lines < most_record_lines &&
          record.find('"') != std::string_view::npos && read_csv(record, separator_).open;
}

std::optional<base::diagnostic> list_reader::recognise(std::string_view line)
{
   auto const seen = form_of(line, column_);
   if (!seen) {
      form_ = form::ended;
      return seen.errors().front();
   }
   using kind = list_form::kind;
   form_ = seen->is == kind::json ? form::json : seen->is == kind::columns ? form::csv : form::text;
   separator_ = seen->separator;
   has_header_ = seen->has_header;
   domain_ = seen->domain;
   return std::nullopt;
}

parsed_line list_reader::read(std::string_view record, std::size_t number)
{
   auto const text = without_mark(record, number);
   bool const is_first =
      form_ == form::unknown && (!says_nothing(text) || is_commented_header(text));
   if (is_first)
      if (auto problem = recognise(text))
         return {{}, list_place{file_, number, text}.tell(*std::move(problem), 0), {}};
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
   return is_first && has_header_ ? read_header(at) : read_row(at);
}

parsed_line list_reader::read_header(list_place const& at)
{
   auto const header = read_csv(at.text, separator_);
   for (auto const& f : header.fields) {
      bool const is_domain = header_.size() == domain_;
      header_.push_back(is_domain ? list_column::domain : list_column_named(f.text));
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
   return {{}, {}, unread_note(header, domain_, at)};
}

parsed_line list_reader::read_row(list_place const& at)
{
   auto const row = read_csv(at.text, separator_);
   if (row.open)
      form_ = form::ended;
   if (row.open || !row.problem.empty())
      return {{}, at.tell(csv_problem(row), row.where), {}};
   if (has_header_ && row.fields.size() > header_.size())
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
      if (i == domain_)
         domain = &row.fields[i];
      else if (i < header_.size() && header_[i])
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
