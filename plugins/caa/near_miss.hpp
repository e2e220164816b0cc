// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace caa {

// Whether `text` is a misspelling of `word`, which is in lower case: it differs in hyphens and
// underscores alone, or by one letter, or by two where the word has ten letters or more. The word
// itself, in any case, is no misspelling.
bool is_near_miss(std::string_view text, std::string_view word);

}  // namespace caa
