// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/list_columns.hpp"
#include "core/base/diagnostic.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::scan {

// The columns that a list of CSV or JSON lines may have.
enum class list_column : std::uint8_t { domain, selectors, posture, profile, tags };

std::vector<std::string> const& list_column_names();
std::optional<list_column> list_column_named(std::string_view name);  // in any case

constexpr std::size_t most_list_words = 64;       // of one cell
constexpr std::size_t most_word_characters = 64;  // of a tag or profile

// The words of a cell: blanks, commas and semicolons stand between them.
std::vector<std::string> words_of(std::string_view cell);

// Stores the words of a cell, none of them empty, in the member of their column; `c` is not the
// domain. Returns what is wrong with them, if anything is.
std::optional<base::diagnostic> take_words(
   list_column c, std::vector<std::string> words, audit::list_columns& into);

}  // namespace dnslint::scan
