// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/report_targets.hpp"

#include "core/base/suggestion.hpp"
#include "core/engine/report_format.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::command {
namespace {

using targets = std::vector<engine::report_target>;

bool is_lower_case_word(std::string_view text)
{
   return !text.empty() && std::ranges::all_of(text, [](char c) {
      return c >= 'a' && c <= 'z';
   });
}

// Of FORMAT=FILE. A file may have a '=' in its name, too; one whose name begins like a format is
// written with its folder.
base::result<engine::report_target> named_target(std::string const& text, std::size_t equals)
{
   engine::report_target t{text.substr(0, equals), text.substr(equals + 1)};
   if (!engine::is_report_format(t.format))
      return base::error(
         fmt::format("-o {}: there is no format {}", text, t.format),
         fmt::format(
            "the formats are {}; a file of that name is ./{}",
            engine::report_format_names(),
            text));
   if (t.file.empty())
      return base::error(
         fmt::format("-o {}: the name of the file is missing", text),
         fmt::format("--format {} alone writes to standard output", t.format));
   return t;
}

base::diagnostics twice(targets const& all)
{
   auto const is_jsonl = [](engine::report_target const& t) {
      return t.format == "jsonl" && !t.file.empty();
   };
   if (std::ranges::count_if(all, is_jsonl) > 1)
      return {base::error(
         "-o names two files for JSONL", "give one of them, which --resume goes on with, too")};
   return {};
}

}  // namespace

base::result<targets> report_targets(
   std::vector<std::string> const& outputs, std::optional<std::string> const& format)
{
   auto const usual = format.value_or(engine::output_config{}.format);
   targets all;
   std::optional<std::string> plain;
   for (auto const& text : outputs) {
      auto const equals = text.find('=');
      if (equals != std::string::npos && is_lower_case_word(text.substr(0, equals))) {
         auto const named = named_target(text, equals);
         if (!named)
            return named.errors();
         all.push_back(*named);
         continue;
      }
      if (plain)
         return base::error(
            fmt::format("-o {} and -o {} are two files for one report", *plain, text),
            "say which format each has: -o html=FILE -o json=FILE");
      plain = text;
   }
   if (plain || format || all.empty())
      all.insert(all.begin(), {usual, plain.value_or("")});
   std::stable_partition(all.begin(), all.end(), [](engine::report_target const& t) {
      return t.format == "jsonl" && !t.file.empty();
   });
   if (auto errors = twice(all); !errors.empty())
      return errors;
   return all;
}

}  // namespace dnslint::command
