// SPDX-License-Identifier: Apache-2.0
#include "core/scan/list_column.hpp"

#include "core/base/escape.hpp"
#include "core/base/suggestion.hpp"
#include "core/dns/name.hpp"
#include "core/scan/domain_item.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::scan {
namespace {

using base::error;

// RFC 6376 section 3.1: a selector is labels of letters, digits and hyphens; underscores are met.
bool is_selector(std::string_view word)
{
   auto const known = std::ranges::all_of(word, [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
   });
   return known && dns::name::from_text(word).has_value() && word.front() != '.';
}

std::optional<base::diagnostic> word_problem(std::string_view noun, std::string_view word)
{
   auto const shown = std::ranges::all_of(word, [](char c) {
      return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f;
   });
   if (!shown || !base::is_utf8(word))
      return error(
         fmt::format("the {} {} has a character that cannot be shown", noun, quoted(word)),
         "write plain text, as UTF-8");
   if (base::character_count(word) > most_word_characters)
      return error(
         fmt::format("the {} {} is too long", noun, quoted(word)),
         fmt::format("write at most {} characters", most_word_characters));
   return std::nullopt;
}

std::optional<base::diagnostic> take_selectors(
   std::vector<std::string> words, audit::list_columns& into)
{
   for (auto& word : words) {
      word = base::lower(word);
      if (!is_selector(word))
         return error(
            fmt::format("{} is no DKIM selector", quoted(word)),
            "write what stands before ._domainkey; several with a space between them");
   }
   into.selectors = std::move(words);
   return std::nullopt;
}

std::optional<base::diagnostic> take_tags(std::vector<std::string> words, audit::list_columns& into)
{
   for (auto const& word : words)
      if (auto problem = word_problem("tag", word))
         return problem;
   into.tags = std::move(words);
   return std::nullopt;
}

std::optional<base::diagnostic> take_posture(std::string word, audit::list_columns& into)
{
   auto const& known = audit::posture_words();
   if (std::ranges::find(known, word) == known.end())
      return error(fmt::format("{} is no posture", quoted(word)), base::suggestion(word, known));
   into.posture = std::move(word);
   return std::nullopt;
}

std::optional<base::diagnostic> take_profile(std::string word, audit::list_columns& into)
{
   auto problem = word_problem("profile", word);
   into.profile = std::move(word);
   return problem;
}

}  // namespace

std::vector<std::string> const& list_column_names()
{
   static std::vector<std::string> const names{"domain", "selectors", "posture", "profile", "tags"};
   return names;
}

std::optional<list_column> list_column_named(std::string_view name)
{
   auto const& names = list_column_names();
   auto const found = std::ranges::find_if(names, [&](auto const& known) {
      return base::equal_ignoring_case(known, name);
   });
   if (found == names.end())
      return std::nullopt;
   return static_cast<list_column>(found - names.begin());
}

std::vector<std::string> words_of(std::string_view cell)
{
   constexpr std::string_view between = " \t\r\n,;";
   std::vector<std::string> words;
   while (true) {
      cell.remove_prefix(std::min(cell.find_first_not_of(between), cell.size()));
      if (cell.empty())
         return words;
      auto const word = cell.substr(0, cell.find_first_of(between));
      words.emplace_back(word);
      cell.remove_prefix(word.size());
   }
}

std::optional<base::diagnostic> take_words(
   list_column c, std::vector<std::string> words, audit::list_columns& into)
{
   auto const& name = list_column_names()[static_cast<std::size_t>(c)];
   bool const is_list = c == list_column::selectors || c == list_column::tags;
   if (words.size() > (is_list ? most_list_words : 1))
      return error(
         fmt::format("there are {} words in {}", words.size(), name),
         is_list ? fmt::format("write at most {}", most_list_words) : "write one");
   if (words.empty())
      return std::nullopt;
   if (c == list_column::selectors)
      return take_selectors(std::move(words), into);
   if (c == list_column::tags)
      return take_tags(std::move(words), into);
   if (c == list_column::posture)
      return take_posture(std::move(words.front()), into);
   return take_profile(std::move(words.front()), into);
}

}  // namespace dnslint::scan
