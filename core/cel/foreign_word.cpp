// SPDX-License-Identifier: Apache-2.0
#include "core/cel/foreign_word.hpp"

#include "core/base/escape.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>

namespace dnslint::cel {
namespace {

using foreign_function = std::pair<std::string_view, std::string_view>;

constexpr std::array foreign_functions{
   foreign_function{"len", "write size(x)"},
   foreign_function{"length", "write size(x)"},
   foreign_function{"count", "write size(x)"},
   foreign_function{"strlen", "write size(x)"},
   foreign_function{"lower", "write x.lowerAscii()"},
   foreign_function{"tolower", "write x.lowerAscii()"},
   foreign_function{"toLower", "write x.lowerAscii()"},
   foreign_function{"toLowerCase", "write x.lowerAscii()"},
   foreign_function{"lowercase", "write x.lowerAscii()"},
   foreign_function{"downcase", "write x.lowerAscii()"},
   foreign_function{"upper", "write x.upperAscii()"},
   foreign_function{"toupper", "write x.upperAscii()"},
   foreign_function{"toUpper", "write x.upperAscii()"},
   foreign_function{"toUpperCase", "write x.upperAscii()"},
   foreign_function{"uppercase", "write x.upperAscii()"},
   foreign_function{"upcase", "write x.upperAscii()"},
   foreign_function{"strip", "write x.trim()"},
   foreign_function{"trimSpace", "write x.trim()"},
   foreign_function{"any", "write x.exists(e, e > 1)"},
   foreign_function{"some", "write x.exists(e, e > 1)"},
   foreign_function{"anyOf", "write x.exists(e, e > 1)"},
   foreign_function{"any_of", "write x.exists(e, e > 1)"},
   foreign_function{"every", "write x.all(e, e > 1)"},
   foreign_function{"allOf", "write x.all(e, e > 1)"},
   foreign_function{"all_of", "write x.all(e, e > 1)"},
   foreign_function{"where", "write x.filter(e, e > 1)"},
   foreign_function{"grep", "write x.filter(e, e > 1)"},
   foreign_function{"collect", "write x.map(e, e + 1)"},
   foreign_function{"match", R"(write x.matches(r"..."))"},
   foreign_function{"regex", R"(write x.matches(r"..."))"},
   foreign_function{"regexp", R"(write x.matches(r"..."))"},
   foreign_function{"test", R"(write x.matches(r"..."))"},
   foreign_function{"hasPrefix", "write x.startsWith(y)"},
   foreign_function{"beginsWith", "write x.startsWith(y)"},
   foreign_function{"hasSuffix", "write x.endsWith(y)"},
   foreign_function{"includes", "write x in y"},
   foreign_function{"hasKey", "write x in y"},
   foreign_function{"has_key", "write x in y"},
   foreign_function{"containsKey", "write x in y"},
   foreign_function{"str", "write string(x)"},
   foreign_function{"toString", "write string(x)"},
   foreign_function{"to_string", "write string(x)"},
   foreign_function{"float", "write double(x)"},
   foreign_function{"number", "write double(x)"},
   foreign_function{"to_double", "write double(x)"},
   foreign_function{"parseInt", "write int(x)"},
   foreign_function{"toInt", "write int(x)"},
   foreign_function{"to_int", "write int(x)"},
   foreign_function{"integer", "write int(x)"},
   foreign_function{"substr", "write x.substring(from, to)"},
   foreign_function{"mid", "write x.substring(from, to)"},
   foreign_function{"isNull", "write x == null"},
   foreign_function{"is_null", "write x == null"},
   foreign_function{"isnull", "write x == null"},
   foreign_function{"empty", "write size(x) == 0"},
   foreign_function{"isEmpty", "write size(x) == 0"},
   foreign_function{"is_empty", "write size(x) == 0"},
   foreign_function{"not", "write !x"},
   foreign_function{"max", "write math.greatest(x, y)"},
   foreign_function{"min", "write math.least(x, y)"},
   foreign_function{"abs", "write math.abs(x)"},
   foreign_function{"round", "write math.round(x)"},
   foreign_function{"concat", "write x + y"},
   foreign_function{"get", "write x.?key.orValue(y)"},
   foreign_function{"date", "write timestamp(x)"},
   foreign_function{"time", "write timestamp(x)"},
   foreign_function{"datetime", "write timestamp(x)"},
   foreign_function{"to_time", "write timestamp(x)"},
   foreign_function{"now", "the time of the run is now, without parentheses"}};

// `words` in lower case, each between blanks.
struct foreign_word {
   std::string_view words;
   std::string_view instead;
};

constexpr foreign_word foreign_names[] = {
   {" none nil null undefined nothing ", "write null"},
   {" true ", "write true"},
   {" false ", "write false"},
   {" hostname fqdn ", "write domain"},
   {" today ", "write now"}};

constexpr foreign_word foreign_operators[] = {
   {" and ", "write && for 'and'"},
   {" or ", "write || for 'or'"},
   {" not ", "write ! for 'not', as in !(x in y)"},
   {" is equals eq ", "write == to compare"},
   {" isnt ne ", "write != to compare"},
   {" contains ", "write x.contains(\"...\")"},
   {" matches like ", "write x.matches(r\"...\")"},
   {" startswith ", "write x.startsWith(\"...\")"},
   {" endswith ", "write x.endsWith(\"...\")"},
   {" mod ", "write % for the remainder"},
   {" if then else ", "write condition ? x : y"}};

std::string_view find(std::span<foreign_word const> table, std::string_view word)
{
   auto const wanted = ' ' + base::lower(word) + ' ';
   auto const found = std::ranges::find_if(table, [&wanted](foreign_word const& row) {
      return row.words.find(wanted) != std::string_view::npos;
   });
   return found == table.end() ? std::string_view{} : found->instead;
}

}  // namespace

std::string_view hint_for_foreign_function(std::string_view function)
{
   auto const* const found =
      std::ranges::find(foreign_functions, function, &foreign_function::first);
   return found == foreign_functions.end() ? std::string_view{} : found->second;
}

std::string_view hint_for_foreign_name(std::string_view name)
{
   return find(foreign_names, name);
}

std::string_view hint_for_foreign_operator(std::string_view word)
{
   return find(foreign_operators, word);
}

}  // namespace dnslint::cel
