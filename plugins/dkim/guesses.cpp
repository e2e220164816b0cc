// SPDX-License-Identifier: Apache-2.0
#include "guesses.hpp"

#include <dnslint/text.hpp>

#include <algorithm>
#include <array>
#include <cstdint>

namespace dkim {
namespace {

constexpr std::size_t questions_before_guesses = 2;
constexpr std::size_t round_size = 4;

// Names that signers suggest (OpenDKIM, cPanel), and those that most providers' customers have.
constexpr std::string_view common_selectors = "default google selector1 mail dkim s1 k1 k2";

class guess_plan {
public:
   explicit guess_plan(std::vector<std::string> const& stated)
   : seen_{stated}
   {}

   void add(std::string_view selectors)
   {
      for (auto const word : words_in(selectors)) {
         auto selector = dnslint::to_lower(word);
         if (std::ranges::find(seen_, selector) != seen_.end())
            continue;
         seen_.push_back(selector);
         guesses_.push_back(std::move(selector));
      }
   }

   std::vector<guess_round> rounds(std::size_t limit, bool is_last_resort)
   {
      guesses_.resize(std::min(guesses_.size(), limit));
      std::vector<guess_round> all;
      for (std::size_t i = 0; i != guesses_.size(); ++i) {
         if (i % round_size == 0)
            all.push_back({{}, is_last_resort});
         all.back().selectors.push_back(guesses_[i]);
      }
      return all;
   }

private:
   std::vector<std::string> seen_;
   std::vector<std::string> guesses_;
};

}  // namespace

std::optional<guess_mode> guess_mode_of(std::string_view word)
{
   if (word == "none")
      return guess_mode::none;
   if (word == "likely")
      return guess_mode::likely;
   if (word == "wide")
      return guess_mode::wide;
   return std::nullopt;
}

std::size_t most_questions(guess_mode mode)
{
   constexpr std::array<std::size_t, 3> limits{0, 12, 40};
   return limits.at(static_cast<std::size_t>(mode));
}

std::vector<guess_round> plan_guesses(
   guess_mode mode,
   std::vector<provider const*> const& providers,
   std::vector<std::string> const& stated)
{
   if (mode == guess_mode::none)
      return {};
   guess_plan plan{stated};
   for (auto const* const p : providers)
      plan.add(p->selectors);
   if (providers.empty() || mode == guess_mode::wide)
      plan.add(common_selectors);
   if (mode == guess_mode::wide)
      for (auto const& p : provider_table())
         plan.add(p.selectors);
   bool const is_last_resort = mode == guess_mode::likely && providers.empty();
   return plan.rounds(most_questions(mode) - questions_before_guesses, is_last_resort);
}

std::string unlikely_selector(std::string_view domain)
{
   // FNV-1a
   std::uint64_t hash = 0xcbf29ce484222325;
   for (char const c : domain)
      hash = (hash ^ static_cast<unsigned char>(dnslint::to_lower(c))) * 0x100000001b3;
   std::string label = "no-selector-";
   for (int i = 0; i != 12; ++i, hash >>= 4U)
      label += "0123456789abcdef"[hash & 15U];
   return label;
}

std::vector<std::string> selectors_in(std::string_view option)
{
   auto list = dnslint::to_lower(option);
   std::ranges::replace_if(
      list,
      [](char c) {
         return !dnslint::is_visible(c) || c == ',' || c == ';';
      },
      ' ');
   auto const words = words_in(list);
   return {words.begin(), words.end()};
}

}  // namespace dkim
