// SPDX-License-Identifier: Apache-2.0
#include "tag_value.hpp"

#include <dnslint/tag_list.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace dmarc {
namespace {

constexpr std::array dispositions{
   std::string_view{"none"}, std::string_view{"quarantine"}, std::string_view{"reject"}};

// A tag with a fixed set of values.
struct choice {
   std::string_view tag;
   std::string_view values;  // lower case, separated by blanks
   std::string_view rule;    // completes "tag p must be ..."
};
constexpr std::array choices{
   choice{"p", " none quarantine reject ", "none, quarantine or reject"},
   choice{"sp", " none quarantine reject ", "none, quarantine or reject"},
   choice{"np", " none quarantine reject ", "none, quarantine or reject"},
   choice{"adkim", " r s ", "r or s"},
   choice{"aspf", " r s ", "r or s"},
   choice{"psd", " y n u ", "y, n or u"},
   choice{"t", " y n ", "y or n"}};

constexpr std::array free_tags{
   std::string_view{"fo"}, std::string_view{"rua"}, std::string_view{"ruf"}, std::string_view{"v"}};
constexpr std::array removed_tags{
   std::string_view{"pct"}, std::string_view{"rf"}, std::string_view{"ri"}};

std::string choice_error(choice const& c, std::string_view value)
{
   bool const has_blank = std::ranges::any_of(value, dnslint::is_blank);
   if (!has_blank && c.values.find(' ' + dnslint::to_lower(value) + ' ') != value.npos)
      return {};
   auto error = "tag " + std::string{c.tag} + " must be " + std::string{c.rule};
   return dnslint::seems_to_lack_semicolon(value) ? error + "; is a semicolon missing after it?"
                                                  : error;
}

// The rule dmarc-fo: each of 0, 1, d, s at most once, in any order, and not both 0 and 1.
std::string failure_options_error(std::string_view value)
{
   constexpr auto wrong = "tag fo must be a list of 0 or 1, d and s with colons between them";
   std::set<char> seen;
   for (std::size_t i = 0; i < value.size(); i += 2) {
      auto const option = dnslint::to_lower(value[i]);
      auto const separated = i + 1 == value.size() || (value[i + 1] == ':' && i + 2 < value.size());
      if (!separated || !dnslint::is_one_of(option, "01ds") || !seen.insert(option).second)
         return wrong;
   }
   return seen.contains('0') && seen.contains('1') ? "tag fo has both 0 and 1" : std::string{};
}

}  // namespace

std::string_view to_text(disposition d)
{
   return dispositions[static_cast<std::size_t>(d)];
}

std::optional<disposition> disposition_from_text(std::string_view text)
{
   auto const* const found = std::ranges::find(dispositions, dnslint::to_lower(text));
   if (found == dispositions.end())
      return std::nullopt;
   return static_cast<disposition>(found - dispositions.begin());
}

disposition one_level_below(disposition d)
{
   return d == disposition::reject ? disposition::quarantine : disposition::none;
}

tag_kind kind_of_tag(std::string_view name)
{
   if (std::ranges::count(removed_tags, name) != 0)
      return tag_kind::removed;
   auto const known =
      std::ranges::count(free_tags, name) + std::ranges::count(choices, name, &choice::tag);
   return known != 0 ? tag_kind::known : tag_kind::unknown;
}

std::string value_error(std::string_view name, std::string_view value)
{
   if (name == "fo")
      return failure_options_error(value);
   auto const* const c = std::ranges::find(choices, name, &choice::tag);
   return c == choices.end() ? std::string{} : choice_error(*c, value);
}

}  // namespace dmarc
