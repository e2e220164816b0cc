// SPDX-License-Identifier: Apache-2.0
#include "core/report/line.hpp"

#include "core/base/checksum.hpp"
#include "core/base/encode.hpp"
#include "core/report/earlier_record.hpp"
#include "core/report/run_json.hpp"

#include <charconv>
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

std::optional<std::uint64_t> number_of(std::string_view digits)
{
   std::uint64_t number = 0;
   auto const read = std::from_chars(digits.begin(), digits.end(), number);
   return read.ec == std::errc{} && read.ptr == digits.end() ? std::optional{number} : std::nullopt;
}

std::optional<std::string> from_hex(std::string_view digits)
{
   std::string bytes;
   for (; digits.size() >= 2; digits.remove_prefix(2)) {
      std::uint8_t byte = 0;
      auto const read = std::from_chars(digits.begin(), digits.begin() + 2, byte, 16);
      if (read.ec != std::errc{} || read.ptr != digits.begin() + 2)
         return std::nullopt;
      bytes += static_cast<char>(byte);
   }
   return digits.empty() ? std::optional{std::move(bytes)} : std::nullopt;
}

}  // namespace

std::string checked_line(std::string_view members)
{
   return line_of_parts({}, members);
}

std::string run_line(run_info const& run, std::string_view id, catalogue const& checks)
{
   return line_of_parts(
      fmt::format(R"("schema":"{}","kind":"run",)", schema),
      fmt::format(R"("run":{},"catalogue":{})", run_json(run, id), catalogue_json(checks)));
}

std::string line_of(std::string_view id, record const& d)
{
   return line_of_parts(
      fmt::format(R"("schema":"{}","kind":"domain","run":"{}",)", schema, id), d.json);
}

std::string summary_line(std::string_view id, summary const& s)
{
   return line_of_parts(
      fmt::format(R"("schema":"{}","kind":"summary","run":"{}",)", schema, id),
      R"("summary":)" + summary_json(s));
}

bool dropped_upstream::withdraws(std::uint64_t record) const noexcept
{
   auto const byte = record / 8;
   return byte < withdrawn_bits.size() &&
          (static_cast<unsigned char>(withdrawn_bits[byte]) >> (record % 8) & 1U) != 0;
}

std::string dropped_line(dropped_upstream const& d)
{
   return line_of_parts(
      fmt::format(R"("schema":"{}","kind":"dropped","run":"{}",)", schema, d.run),
      fmt::format(
         R"("upstream":"{}","reason":"{}","records":{},"withdrawn":"{}")",
         d.upstream,
         d.reason,
         d.records,
         base::hex(d.withdrawn_bits)));
}

std::optional<dropped_upstream> read_dropped(std::string_view line)
{
   if (kind_of(line) != line_kind::dropped)
      return std::nullopt;
   cut(line, R"({"schema":")", R"(",)");
   cut(line, R"(","kind":")", R"(",)");
   auto const run = cut(line, R"(","run":")", R"(",)");
   auto const upstream = cut(line, R"(","upstream":")", R"(",)");
   auto const reason = cut(line, R"(","reason":")", R"(",)");
   auto const records = cut(line, R"(","records":)", R"(,)");
   auto const bits = cut(line, R"(,"withdrawn":")", R"(",)");
   auto const count = records ? number_of(*records) : std::nullopt;
   auto bytes = bits ? from_hex(*bits) : std::nullopt;
   if (!run || !upstream || !reason || !count || !bytes)
      return std::nullopt;
   return dropped_upstream{
      std::string{*upstream}, std::string{*reason}, std::string{*run}, *count, *std::move(bytes)};
}

bool is_whole_line(std::string_view line)
{
   if (line.size() <= checksum_size || line.front() != '{')
      return false;
   auto const members = line.substr(0, line.size() - checksum_size);
   return line.substr(members.size()) == checksum_text(members);
}

line_kind kind_of(std::string_view line)
{
   auto const version = cut(line, R"({"schema":")", R"(",)");
   if (!version)
      return line_kind::none;
   if (*version == earlier_journal_schema)
      return line_kind::run;
   if (*version == earlier_schema)
      return line_kind::domain;
   auto const kind = *version == schema ? cut(line, R"(","kind":")", R"(",)") : std::nullopt;
   if (kind == "run")
      return line_kind::run;
   if (kind == "summary")
      return line_kind::summary;
   if (kind == "dropped")
      return line_kind::dropped;
   return kind == "domain" ? line_kind::domain : line_kind::none;
}

bool is_of_earlier_version(std::string_view line)
{
   auto const version = cut(line, R"({"schema":")", R"(",)");
   return version == earlier_schema || version == earlier_journal_schema;
}

std::optional<line_head> head_of(std::string_view line)
{
   if (kind_of(line) != line_kind::domain)
      return std::nullopt;
   auto const version = cut(line, R"({"schema":")", R"(",)");
   if (*version == schema)
      cut(line, R"(","kind":")", R"(",)");
   auto const run = cut(line, R"(","run":")", R"(",)");
   auto const domain = run ? cut(line, R"(","domain":")", R"(",)") : std::nullopt;
   if (!domain)
      return std::nullopt;
   return line_head{*run, *domain};
}

std::optional<record> record_of(std::string_view line)
{
   auto const begin = line.find(R"("domain":)");
   auto const end = line.rfind(R"(,"crc32":")");
   if (begin == std::string_view::npos || end == std::string_view::npos || end < begin)
      return std::nullopt;
   auto const members = line.substr(begin, end - begin);
   if (!is_of_earlier_version(line))
      return record{std::string{members}, {}};
   auto made = from_earlier(members);
   return made ? std::optional{record{*std::move(made), {}}} : std::nullopt;
}

}  // namespace dnslint::report
