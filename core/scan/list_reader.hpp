// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scan/domain_line.hpp"
#include "core/scan/list_column.hpp"
#include "core/scan/list_place.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::scan {

constexpr std::size_t most_record_bytes = std::size_t{16} * 1024;  // of CSV or JSON
constexpr std::size_t most_record_lines = 100;

// Understands the records of one list, in the form that its first one shows: CSV begins with a
// header that has `domain`, JSON lines with `{`, and all else is one domain a line (list_form.hpp).
class list_reader {
public:
   // `column` is what the user says of the column with the domains; empty: nothing.
   explicit list_reader(std::string file, std::string column = {});

   // The record goes on in the next line: quotes of CSV are open, and it may become longer.
   bool goes_on(std::string_view record, std::size_t lines) const;
   // `number` is that of the record's first line. What was wrong before the end of the quotes, or
   // with the header, ends the list.
   parsed_line read(std::string_view record, std::size_t number);
   bool ended() const noexcept { return form_ == form::ended; }

private:
   enum class form : std::uint8_t { unknown, text, csv, json, ended };

   std::optional<base::diagnostic> recognise(std::string_view line);
   parsed_line read_header(list_place const& at);
   parsed_line read_row(list_place const& at);

   std::string file_;
   std::string column_;
   char separator_ = ',';
   bool has_header_ = true;
   std::size_t domain_ = 0;  // the place of its column
   form form_ = form::unknown;
   std::vector<std::optional<list_column>> header_;
};

}  // namespace dnslint::scan
