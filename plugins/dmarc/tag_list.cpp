// SPDX-License-Identifier: Apache-2.0
#include "tag_list.hpp"

#include <algorithm>

namespace dmarc {
namespace {

constexpr auto npos = std::string_view::npos;

constexpr std::string_view blanks = " \t";

bool is_letter(char c)
{
   return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The rule dmarc-value, and the tabs that WSP allows around the parts of a list.
bool may_stand_in_value(char c)
{
   return (c >= ' ' && c <= '~') || c == '\t';
}

std::string quoted(std::string_view text)
{
   constexpr std::size_t most = 60;
   return '"' + std::string{text.substr(0, most)} + (text.size() > most ? "...\"" : "\"");
}

// Reads the tag in text[begin, end), the part between two semicolons.
class tag_reader {
public:
   tag_reader(std::string_view text, tag_list& into)
   : text_{text}
   , into_{into}
   {}

   void read(std::size_t begin, std::size_t end)
   {
      auto const part = text_.substr(begin, end - begin);
      auto const start = part.find_first_not_of(blanks);
      if (start == npos)
         return fail(begin, "there is no tag between two semicolons");
      auto const equals = part.find('=');
      if (equals == npos)
         return fail(begin + start, quoted(without_blanks(part)) + " has no '='");
      read_parts(begin + start, begin + equals, end);
   }

private:
   void read_parts(std::size_t begin, std::size_t equals, std::size_t end)
   {
      tag found;
      found.name_at = begin;
      found.name = without_blanks(text_.substr(begin, equals - begin));
      auto const value = text_.substr(equals + 1, end - equals - 1);
      found.value = without_blanks(value);
      found.value_at = equals + 1 + std::min(value.find_first_not_of(blanks), value.size());
      if (follows_grammar(found))
         into_.tags.push_back(found);
   }

   bool follows_grammar(tag const& t)
   {
      if (t.name.empty() || !std::ranges::all_of(t.name, is_letter)) {
         fail(t.name_at, quoted(t.name) + " is no name of a tag, which has letters only");
         return false;
      }
      if (t.value.empty()) {
         fail(t.value_at, "tag " + std::string{t.name} + " has no value");
         return false;
      }
      auto const* const wrong = std::ranges::find_if_not(t.value, may_stand_in_value);
      if (wrong != t.value.end())
         fail(
            t.value_at + static_cast<std::size_t>(wrong - t.value.begin()),
            "the value of tag " + std::string{t.name} + " has a character that is not ASCII text");
      return wrong == t.value.end();
   }

   void fail(std::size_t offset, std::string what)
   {
      if (into_.errors.size() != most_errors)
         into_.errors.push_back({column_of(text_, offset), std::move(what)});
   }

   std::string_view text_;
   tag_list& into_;
};

}  // namespace

bool has_dmarc_version(std::string_view text)
{
   auto const first = text.substr(0, text.find(';'));
   auto const equals = first.find('=');
   if (equals == npos || blanks.find(first.front()) != npos)
      return false;
   auto const name = without_blanks(first.substr(0, equals));
   return (name == "v" || name == "V") && without_blanks(first.substr(equals + 1)) == "DMARC1";
}

tag_list split_tags(std::string_view text)
{
   tag_list all;
   tag_reader reader{text, all};
   for (std::size_t begin = 0; begin < text.size();) {
      auto const end = std::min(text.find(';', begin), text.size());
      reader.read(begin, end);
      begin = end + 1;
      if (text.find_first_not_of(blanks, begin) == npos)
         break;  // the last semicolon ends the record
   }
   return all;
}

std::size_t column_of(std::string_view text, std::size_t offset)
{
   auto const before = text.substr(0, std::min(offset, text.size()));
   auto const starts = [](char c) {
      return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
   };
   return static_cast<std::size_t>(std::ranges::count_if(before, starts)) + 1;
}

std::string_view without_blanks(std::string_view text)
{
   auto const begin = text.find_first_not_of(blanks);
   if (begin == npos)
      return {};
   return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

std::string lower_case(std::string_view text)
{
   std::string lower{text};
   for (auto& c : lower)
      if (c >= 'A' && c <= 'Z')
         c = static_cast<char>(c - 'A' + 'a');
   return lower;
}

}  // namespace dmarc
