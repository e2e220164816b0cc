// SPDX-License-Identifier: Apache-2.0
#include "core/engine/stored_record.hpp"

#include "core/report/line.hpp"
#include "core/report/record_reader.hpp"

#include <filesystem>
#include <system_error>

namespace dnslint::engine {

std::optional<report::record> stored_record(std::string_view line)
{
   auto made = report::record_of(line);
   auto const read = made ? report::read_domain('{' + made->json + '}') : base::error("no record");
   if (!read)
      return std::nullopt;
   made->counts = report::count(*read);
   return made;
}

bool is_same_file(std::string const& a, std::string const& b)
{
   std::error_code failed;
   return !a.empty() && !b.empty() && (a == b || std::filesystem::equivalent(a, b, failed));
}

}  // namespace dnslint::engine
