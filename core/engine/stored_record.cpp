// SPDX-License-Identifier: Apache-2.0
#include "core/engine/stored_record.hpp"

#include "core/report/record_reader.hpp"

#include <filesystem>
#include <system_error>

namespace dnslint::engine {

// Its members are those between the run and the checksum.
std::optional<report::record> stored_record(std::string_view line)
{
   auto const begin = line.find(R"("domain":)");
   auto const end = line.rfind(R"(,"crc32":")");
   if (begin == std::string_view::npos || end == std::string_view::npos || end < begin)
      return std::nullopt;
   auto const read = report::read_domain(line);
   if (!read)
      return std::nullopt;
   return report::record{std::string{line.substr(begin, end - begin)}, report::count(*read)};
}

bool is_same_file(std::string const& a, std::string const& b)
{
   std::error_code failed;
   return !a.empty() && !b.empty() && (a == b || std::filesystem::equivalent(a, b, failed));
}

}  // namespace dnslint::engine
