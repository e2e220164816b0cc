// SPDX-License-Identifier: Apache-2.0
#include "core/scan/json_entry.hpp"

#include "core/cel/json_value.hpp"
#include "core/scan/list_column.hpp"

#include <fmt/format.h>

namespace dnslint::scan {
namespace {

using base::error;
using cel::kind;

// Where the key stands, or the object when it is written with escapes.
std::size_t offset_of(std::string_view key, std::string_view line)
{
   auto const found = line.find(fmt::format("\"{}\"", key));
   return found == std::string_view::npos ? 0 : found;
}

// Null when the value is neither a text nor a list of texts.
std::optional<std::vector<std::string>> words_of(cel::value const& v)
{
   if (v.is(kind::null))
      return std::vector<std::string>{};
   if (v.is(kind::string))
      return scan::words_of(v.characters());
   if (!v.is(kind::list))
      return std::nullopt;
   std::vector<std::string> words;
   auto const& list = v.get<cel::list_value>();
   for (std::size_t i = 0; i != list.size(); ++i) {
      auto const word = list.at(i);
      if (!word.is(kind::string) || word.characters().empty())
         return std::nullopt;
      words.emplace_back(word.characters());
   }
   return words;
}

std::optional<base::diagnostic> take_value(
   list_column c, cel::value const& v, audit::list_columns& into)
{
   auto words = words_of(v);
   if (!words)
      return error(
         fmt::format("{} is no text", list_column_names()[static_cast<std::size_t>(c)]),
         "write a string, or a list of strings that are not empty");
   return take_words(c, *std::move(words), into);
}

base::diagnostic syntax_problem(list_place const& at, base::diagnostic d)
{
   auto const column = d.where.column;
   d.hint = "write one JSON object a line";
   d = at.tell(std::move(d), 0);
   d.where.column = column;
   return d;
}

}  // namespace

parsed_line parse_json_entry(list_place const& at)
{
   auto const read = cel::value_from_json(at.text);
   if (!read)
      return {{}, syntax_problem(at, read.errors().front()), {}};
   auto const problem = [&](base::diagnostic d, std::string_view key) {
      return parsed_line{{}, at.tell(std::move(d), offset_of(key, at.text)), {}};
   };
   if (!read->is(kind::map))
      return problem(error("this is no JSON object", R"(write {"domain": "example.com"})"), {});
   auto const& object = read->get<cel::map_value>();
   auto columns = std::make_shared<audit::list_columns>();
   for (auto const& name : list_column_names()) {
      auto const v = object.find(cel::value::borrowed_string(name));
      auto const c = *list_column_named(name);
      if (v && c != list_column::domain)
         if (auto wrong = take_value(c, *v, *columns))
            return problem(*std::move(wrong), name);
   }
   auto const domain = object.find(cel::value::borrowed_string("domain"));
   if (!domain || !domain->is(kind::string) || domain->characters().empty())
      return problem(
         error("this object has no domain", R"(write {"domain": "example.com"})"), "domain");
   auto parsed = parse_domain_word(domain->characters(), at, offset_of("domain", at.text));
   if (parsed.input)
      parsed.input->columns = std::move(columns);
   return parsed;
}

}  // namespace dnslint::scan
