// SPDX-License-Identifier: Apache-2.0
#include "core/report/earlier_record.hpp"

#include <map>
#include <vector>

namespace dnslint::report {
namespace {

// Behind a JSON value that begins at `at`; the end of the text if it does not end.
std::size_t end_of_value(std::string_view text, std::size_t at)
{
   int depth = 0;
   bool in_string = false;
   for (; at < text.size(); ++at) {
      char const c = text[at];
      if (in_string) {
         at += c == '\\' ? 1 : 0;
         in_string = c != '"';
         continue;
      }
      if (depth == 0 && (c == ',' || c == ']' || c == '}'))
         return at;
      in_string = c == '"';
      depth += c == '[' || c == '{' ? 1 : 0;
      depth -= c == ']' || c == '}' ? 1 : 0;
   }
   return text.size();
}

// The texts of the elements of an array, "[...]".
std::vector<std::string_view> elements_of(std::string_view array)
{
   std::vector<std::string_view> all;
   for (std::size_t at = 1; at < array.size() && array[at] != ']';) {
      auto const end = end_of_value(array, at);
      all.push_back(array.substr(at, end - at));
      at = end + (end < array.size() && array[end] == ',' ? 1 : 0);
   }
   return all;
}

// Adds `text` to a list whose elements have a comma between them.
void append_element(std::string& list, std::string_view text)
{
   list += list.empty() ? "" : ",";
   list += text;
}

// The string, as it is written, behind the first `key` of an object; null if there is none. Within
// other strings a quote is escaped, so a key with its quotes is none of theirs.
std::optional<std::string_view> string_of(std::string_view object, std::string_view key)
{
   auto const at = object.find(key);
   if (at == std::string_view::npos)
      return std::nullopt;
   auto const begin = at + key.size();
   if (begin == object.size() || object[begin] != '"')
      return std::nullopt;
   auto const end = end_of_value(object, begin);
   return end == object.size() ? std::nullopt : std::optional{object.substr(begin, end - begin)};
}

std::optional<std::string> parted(std::string_view checks)
{
   std::string findings;
   std::string passed;
   std::map<std::string_view, std::string> not_applicable;
   for (auto const element : elements_of(checks)) {
      auto const id = string_of(element, R"("id":)");
      auto const outcome = string_of(element, R"("outcome":)");
      if (!id || !outcome)
         return std::nullopt;
      if (*outcome == R"("pass")")
         append_element(passed, *id);
      else if (*outcome == R"("not-applicable")")
         append_element(not_applicable[string_of(element, R"(,"reason":)").value_or(R"("")")], *id);
      else
         append_element(findings, element);
   }
   std::string reasons;
   for (auto const& [reason, ids] : not_applicable)
      append_element(reasons, std::string{reason} + ":[" + ids + "]");
   return R"("findings":[)" + findings + R"(],"passed":[)" + passed + R"(],"not_applicable":{)" +
          reasons + "}";
}

}  // namespace

std::optional<std::string> from_earlier(std::string_view members)
{
   constexpr std::string_view key = R"("checks":)";
   // No string within a domain's members before them can hold an unescaped quote.
   auto const at = members.find(key);
   if (at == std::string_view::npos)
      return std::nullopt;
   auto const begin = at + key.size();
   auto const end = end_of_value(members, begin);
   auto const made = parted(members.substr(begin, end - begin));
   if (!made)
      return std::nullopt;
   return std::string{members.substr(0, at)} + *made + std::string{members.substr(end)};
}

}  // namespace dnslint::report
