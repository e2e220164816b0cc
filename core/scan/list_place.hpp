// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostic.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace dnslint::scan {

// Where a part of a list stands. Borrows both texts.
struct list_place {
   std::string const& file;
   std::size_t number;     // of the text's first line; 0: an argument, which has no place
   std::string_view text;  // a line, or the lines of one record

   // Returns `d` with the line and column of the byte at `offset` of the text.
   base::diagnostic tell(base::diagnostic d, std::size_t offset) const;
};

}  // namespace dnslint::scan
