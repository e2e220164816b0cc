// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::scan {

struct csv_field {
   std::string text;        // without its quotes
   std::size_t offset = 0;  // of its first byte in the record
};

// One record of RFC 4180, perhaps with another separator than the comma, which may hold line breaks
// between quotes. If there is a problem, `fields` has the fields before it.
struct csv_record {
   std::vector<csv_field> fields;
   bool open = false;      // the last field's quotes do not close
   std::string problem;    // empty: none
   std::size_t where = 0;  // its offset, or that of the open field
};

constexpr std::size_t most_csv_fields = 1000;

// Blanks around a field that is not quoted are dropped, which RFC 4180 would keep: no column has a
// use for them.
csv_record read_csv(std::string_view text, char separator = ',');

}  // namespace dnslint::scan
