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

// What a list of CSV or JSON lines may have.
enum class list_column : std::uint8_t { domain, selectors, posture, profile, tags };

std::vector<std::string> const& list_column_names();
std::optional<list_column> list_column_named(std::string_view name);  // in any case

constexpr std::size_t most_list_words = 64;       // of one cell
constexpr std::size_t most_word_characters = 64;  // of a tag or profile

// The words of a cell: blanks, commas and semicolons stand between them.
std::vector<std::string> words_of(std::string_view cell);

// Puts the words of a cell, none of them empty, where they belong (not the domain's). Else says
// what is wrong, and what to write.
std::optional<base::diagnostic> take_words(
   list_column c, std::vector<std::string> words, audit::list_columns& into);

}  // namespace dnslint::scan
