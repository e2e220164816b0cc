// SPDX-License-Identifier: Apache-2.0
#include "core/report/line.hpp"

#include "core/base/checksum.hpp"
#include "core/report/report.hpp"

#include <fmt/format.h>

namespace dnslint::report {
namespace {

constexpr std::size_t checksum_size = std::string_view{R"(,"crc32":"01234567"})"}.size();

std::string checksum_text(std::string_view members)
{
   return fmt::format(R"(,"crc32":"{:08x}"}})", base::crc32(members));
}

// Without a copy of what may be long.
std::string line_of_parts(std::string_view first, std::string_view rest)
{
   std::string line;
   line.reserve(1 + first.size() + rest.size() + checksum_size + 1);
   line += '{';
   line += first;
   line += rest;
   line += checksum_text(line);
   line += '\n';
   return line;
}

// The text up to `end`; what stands before it is removed from `from`.
std::optional<std::string_view> cut(
   std::string_view& from, std::string_view begin, std::string_view end)
{
   if (!from.starts_with(begin))
      return std::nullopt;
   from.remove_prefix(begin.size());
   auto const size = from.find(end);
   if (size == std::string_view::npos)
      return std::nullopt;
   auto const taken = from.substr(0, size);
   from.remove_prefix(size);
   return taken;
}

}  // namespace

std::string checked_line(std::string_view members)
{
   return line_of_parts({}, members);
}

std::string line_of(std::string_view run, record const& d)
{
   return line_of_parts(fmt::format(R"("schema":"{}","run":"{}",)", schema, run), d.json);
}

bool is_whole_line(std::string_view line)
{
   if (line.size() <= checksum_size || line.front() != '{')
      return false;
   auto const members = line.substr(0, line.size() - checksum_size);
   return line.substr(members.size()) == checksum_text(members);
}

std::optional<line_head> head_of(std::string_view line)
{
   auto const schema_given = cut(line, R"({"schema":")", R"(",)");
   if (!schema_given || *schema_given != schema)
      return std::nullopt;
   auto const run = cut(line, R"(","run":")", R"(",)");
   auto const domain = run ? cut(line, R"(","domain":")", R"(",)") : std::nullopt;
   if (!domain)
      return std::nullopt;
   return line_head{*run, *domain};
}

}  // namespace dnslint::report
