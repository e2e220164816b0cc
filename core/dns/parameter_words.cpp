// SPDX-License-Identifier: Apache-2.0
#include "core/dns/parameter_words.hpp"

#include "core/base/escape.hpp"
#include "core/dns/service_parameters.hpp"

#include <algorithm>
#include <array>

namespace dnslint::dns {
namespace {

// Takes one parameter, whose value may be in quotes, and the blanks behind it.
std::string take_parameter(std::string_view& text)
{
   bool in_quotes = false;
   std::size_t at = 0;
   while (at < text.size() && (in_quotes || text[at] != ' ')) {
      if (text[at] == '"')
         in_quotes = !in_quotes;
      at += text[at] == '\\' ? 2 : 1;
   }
   std::string word{text.substr(0, at)};
   text.remove_prefix(std::min(text.find_first_not_of(' ', at), text.size()));
   return word;
}

// Keys that have names: by number they would be of other formats.
bool is_named_by_number(std::string_view key)
{
   constexpr std::array<std::string_view, 7> named{
      "key0", "key1", "key2", "key3", "key4", "key5", "key6"};
   return std::ranges::find(named, key) != named.end();
}

std::string without_quotes(std::string_view value)
{
   std::string out{value};
   std::erase(out, '"');
   return out;
}

// What may stand without an escape (RFC 9460 appendix A), and quotes around it.
bool is_printable(std::string_view value)
{
   return std::ranges::all_of(value, [](char c) {
      return c >= ' ' && c <= '~';
   });
}

bool is_misread(std::string const& word, std::string const& written)
{
   auto const equals = std::min(word.find('='), word.size());
   auto const key = base::lower(word.substr(0, equals));
   auto const value = std::string_view{word}.substr(std::min(equals + 1, word.size()));
   if (key == "alpn" || key == "mandatory")
      return value.find('\\') != std::string_view::npos || !is_printable(value);
   if (key == "port")
      return written.find(" port=" + without_quotes(value) + ' ') == std::string::npos;
   return is_named_by_number(key);
}

}  // namespace

std::optional<std::string> misread_parameter(std::string_view text, std::string_view parameters)
{
   auto const written = ' ' + service_parameters_text(parameters) + ' ';
   while (!text.empty()) {
      auto word = take_parameter(text);
      if (is_misread(word, written))
         return word;
   }
   return std::nullopt;
}

}  // namespace dnslint::dns
