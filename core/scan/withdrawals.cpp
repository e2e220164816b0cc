// SPDX-License-Identifier: Apache-2.0
#include "core/scan/withdrawals.hpp"

#include "core/scan/journal_line_reader.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <utility>

namespace dnslint::scan {

base::result<withdrawals> withdrawals::read(std::string const& path)
{
   errno = 0;
   journal_line_reader from{path};
   withdrawals found;
   std::uint64_t records = 0;
   while (from.next()) {
      auto const kind = report::kind_of(from.line());
      records += kind == report::line_kind::domain ? 1 : 0;
      if (kind != report::line_kind::dropped)
         continue;
      auto read = from.is_whole() ? report::read_dropped(from.line()) : std::nullopt;
      if (read)
         found.note(*std::move(read), records);
      else
         found.all_below_ = records;
   }
   if (!from.opened() || from.failed())
      return base::error_in(
         path, fmt::format("the journal cannot be read: {}", std::strerror(errno)));
   return found;
}

void withdrawals::note(report::dropped_upstream d, std::uint64_t records)
{
   if (
      std::ranges::find(dropped_, d.upstream, &report::dropped_upstream::upstream) ==
      dropped_.end())
      dropped_.push_back({d.upstream, d.reason, d.run, 0, {}});
   if (d.records != 0 && d.records != records)
      all_below_ = records;
   else if (!d.withdrawn_bits.empty())
      lines_.push_back(std::move(d));
}

bool withdrawals::is_withdrawn(std::string_view line)
{
   if (report::kind_of(line) != report::line_kind::domain)
      return false;
   auto const place = place_++;
   return place < all_below_ || std::ranges::any_of(lines_, [&](auto const& d) {
             return d.withdraws(place);
          });
}

}  // namespace dnslint::scan
