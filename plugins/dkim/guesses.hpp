// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "providers.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dkim {

// How many selectors may be guessed: the option dkim.guess.
enum class guess_mode { none, likely, wide };

std::optional<guess_mode> guess_mode_of(std::string_view word);

// Questions about one domain beside those for stated selectors: the one at _domainkey and the one
// for wildcards are among them.
std::size_t most_questions(guess_mode mode);

// Selectors that are asked at once.
struct guess_round {
   std::vector<std::string> selectors;
   bool is_last_resort = false;  // asked only while no key has been found
};

// The selectors to guess, in rounds: those of the providers; common ones when no provider is
// recognized; with `wide` all of them. Those in `stated` are left out.
std::vector<guess_round> plan_guesses(
   guess_mode mode,
   std::vector<provider const*> const& providers,
   std::vector<std::string> const& stated);

// A label that nobody uses as a selector, the same for a domain in every run. Whoever answers to it
// has a wildcard.
std::string unlikely_selector(std::string_view domain);

// Words of the option dkim.selectors, in lower case: blanks and commas stand between them.
std::vector<std::string> selectors_in(std::string_view option);

}  // namespace dkim
