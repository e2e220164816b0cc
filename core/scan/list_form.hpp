// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "core/scan/csv_record.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dnslint::scan {

// How the first line of a list that says something shows its form.
struct list_form {
   enum class kind : std::uint8_t { text, json, columns };

   kind is = kind::text;
   // Of columns:
   char separator = ',';
   bool has_header = true;
   std::size_t domain = 0;  // the place of the column that has the domains
};

// Whether the line is a header although it begins as a comment, "#domain,rank"; "# domain, one per
// line" is prose.
bool is_commented_header(std::string_view line);

// `column` is what the user says of the column with the domains: its name in the header, or its
// number, from 1 on; empty: nothing. An error where the line has columns and nothing says which of
// them has the domains; the whole list would be wrong.
base::result<list_form> form_of(std::string_view line, std::string const& column);

}  // namespace dnslint::scan
