// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/scan_input.hpp"

#include "core/base/encode.hpp"
#include "core/base/escape.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <poll.h>
#include <unistd.h>
#include <utility>

namespace dnslint::command {
namespace {

// What can be read once more from its start.
bool is_regular_file(std::string const& path)
{
   std::error_code failed;
   return std::filesystem::is_regular_file(path, failed);
}

scan::domain_input taken_from(std::deque<scan::domain_input>& waiting)
{
   auto d = std::move(waiting.front());
   waiting.pop_front();
   return d;
}

}  // namespace

scan_input::scan_input(options const& o, scan::domain_intake& into)
: arguments_{o.arguments, into}
, shard_{o.shard}
, shards_{o.shards}
, is_standard_input_{o.list == "-"}
, is_stream_{!o.list.empty() && !is_regular_file(o.list)}
{
   if (o.list.empty())
      return;
   if (!is_standard_input_)
      file_.open(o.list, std::ios::binary);
   opened_ = is_standard_input_ || file_.is_open();
   list_ = std::make_unique<scan::domain_list>(
      is_standard_input_ ? std::cin : file_, is_standard_input_ ? "standard input" : o.list, into);
}

bool scan_input::is_wanted(dns::name const& n) const
{
   return (shards_ == 1 || shard_of(n, shards_) == shard_) &&
          (done_ == nullptr || !done_->contains(n));
}

std::optional<scan::domain_input> scan_input::next_given()
{
   if (!ahead_.empty())
      return taken_from(ahead_);
   if (instead_)
      return instead_->empty() ? std::nullopt : std::optional{taken_from(*instead_)};
   if (auto d = arguments_.next())
      return d;
   return list_ ? list_->next() : std::nullopt;
}

std::optional<scan::domain_input> scan_input::next()
{
   for (;;) {
      auto d = next_given();
      if (!d || is_wanted(d->name))
         return d;
   }
}

bool scan_input::is_at_most(std::size_t domains)
{
   if (is_stream_)
      return false;
   std::deque<scan::domain_input> read;
   while (read.size() <= domains) {
      auto d = next();
      if (!d)
         break;
      read.push_back(std::move(*d));
   }
   ahead_ = std::move(read);
   return ahead_.size() <= domains;
}

bool scan_input::is_ready() const
{
   if (!is_standard_input_ || std::cin.rdbuf()->in_avail() > 0)
      return true;
   pollfd from{STDIN_FILENO, POLLIN, 0};
   return poll(&from, 1, 0) != 0;
}

list_extent measure_list(options const& o)
{
   list_extent extent{base::digest64({}), 0};
   for (auto const& argument : o.arguments)
      extent.digest = base::digest64("\n", base::digest64(argument, extent.digest));
   extent.lines = o.arguments.size();
   if (!o.list.empty() && !is_regular_file(o.list))
      return {};
   std::ifstream file{o.list, std::ios::binary};
   std::string bytes(std::size_t{1} << 20U, '\0');
   while (file.read(bytes.data(), static_cast<std::streamsize>(bytes.size())) ||
          file.gcount() != 0) {
      auto const part = std::string_view{bytes}.substr(0, static_cast<std::size_t>(file.gcount()));
      extent.digest = base::digest64(part, extent.digest);
      extent.lines += static_cast<std::size_t>(std::ranges::count(part, '\n'));
   }
   return extent;
}

std::uint32_t shard_of(dns::name const& n, std::uint32_t shards)
{
   return static_cast<std::uint32_t>(base::digest64(base::lower(n.to_text())) % shards) + 1;
}

}  // namespace dnslint::command
