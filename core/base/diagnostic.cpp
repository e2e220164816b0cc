// SPDX-License-Identifier: Apache-2.0
#include "core/base/diagnostic.hpp"

#include "core/base/escape.hpp"

#include <fmt/format.h>

namespace dnslint::base {
namespace {

std::string_view label(diagnostic_level level)
{
   switch (level) {
      case diagnostic_level::error:
         return "error";
      case diagnostic_level::warning:
         return "warning";
      case diagnostic_level::note:
         return "note";
   }
   return "error";
}

std::string prefix(location const& where)
{
   if (where.file.empty())
      return {};
   auto const file = terminal_text(where.file);
   if (where.line == 0)
      return fmt::format("{}: ", file);
   if (where.column == 0)
      return fmt::format("{}:{}: ", file, where.line);
   return fmt::format("{}:{}:{}: ", file, where.line, where.column);
}

// A character that terminal_text() widens would push the caret off, so what stands before it is
// escaped first and measured after.
std::string caret_line(location const& where)
{
   auto const before = first_characters(where.line_text, where.column - 1);
   return fmt::format("{:>{}}^", "", character_count(terminal_text(before)));
}

}  // namespace

diagnostic error(std::string message, std::string hint)
{
   return {diagnostic_level::error, {}, std::move(message), std::move(hint)};
}

diagnostic error_in(std::string file, std::string message, std::string hint)
{
   return {
      diagnostic_level::error, {std::move(file), 0, 0, {}}, std::move(message), std::move(hint)};
}

diagnostic warning(std::string message, std::string hint)
{
   return {diagnostic_level::warning, {}, std::move(message), std::move(hint)};
}

std::string to_text(diagnostic const& d)
{
   auto text = fmt::format("{}{}: {}\n", prefix(d.where), label(d.level), terminal_text(d.message));
   if (!d.where.line_text.empty()) {
      text += fmt::format("   {}\n", terminal_text(d.where.line_text));
      if (d.where.column != 0)
         text += fmt::format("   {}\n", caret_line(d.where));
   }
   if (!d.hint.empty())
      text += fmt::format("   {}\n", terminal_text(d.hint));
   return text;
}

std::string to_text(diagnostics const& all)
{
   std::string text;
   for (auto const& d : all)
      text += to_text(d);
   return text;
}

}  // namespace dnslint::base
