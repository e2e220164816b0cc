// SPDX-License-Identifier: Apache-2.0
#include "core/engine/list_input.hpp"

#include "core/base/encode.hpp"
#include "core/base/escape.hpp"

#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <unistd.h>
#include <utility>

namespace dnslint::engine {
namespace {

// What can be read once more from its start.
bool is_regular_file(std::string const& path)
{
   std::error_code failed;
   return std::filesystem::is_regular_file(path, failed);
}

}  // namespace

list_input::list_input(
   std::vector<std::string> names,
   list_identity const& list,
   scan::domain_intake& intake,
   std::function<bool()> stop)
: intake_{&intake}
, names_{std::move(names), intake}
, shard_{list.shard}
, shards_{list.shards}
, is_stream_{!list.file.empty() && !is_regular_file(list.file)}
{
   if (list.file.empty())
      return;
   // Opening a named pipe waits for its writer, unless told not to.
   descriptor_ =
      list.file == "-" ? STDIN_FILENO : open(list.file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
   buffer_.emplace(descriptor_, std::move(stop));
   stream_.rdbuf(&*buffer_);
   list_ = std::make_unique<scan::domain_list>(
      stream_, list.file == "-" ? "standard input" : list.file, intake, list.column);
}

list_input::~list_input()
{
   if (descriptor_ > STDIN_FILENO)
      close(descriptor_);
}

std::optional<scan::domain_input> list_input::next_given()
{
   if (!ahead_.empty()) {
      auto d = std::move(ahead_.front());
      ahead_.pop_front();
      return d;
   }
   if (auto d = names_.next())
      return d;
   return list_ ? list_->next() : std::nullopt;
}

std::optional<scan::domain_input> list_input::next()
{
   for (;;) {
      auto d = next_given();
      if (!d || shards_ == 1 || shard_of(d->name, shards_) == shard_)
         return d;
   }
}

// Reads that far, so a pipe is not asked.
bool list_input::is_at_most(std::size_t domains)
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

bool list_input::is_ready() const
{
   return !is_stream_ || !ahead_.empty() || buffer_->is_ready();
}

list_extent measure_list(std::vector<std::string> const& names, std::string const& file)
{
   list_extent extent{base::digest64({}), 0};
   for (auto const& name : names)
      extent.digest = base::digest64("\n", base::digest64(name, extent.digest));
   extent.lines = names.size();
   if (!file.empty() && !is_regular_file(file))
      return {};
   std::ifstream list{file, std::ios::binary};
   std::string bytes(std::size_t{1} << 20U, '\0');
   while (list.read(bytes.data(), static_cast<std::streamsize>(bytes.size())) ||
          list.gcount() != 0) {
      auto const part = std::string_view{bytes}.substr(0, static_cast<std::size_t>(list.gcount()));
      extent.digest = base::digest64(part, extent.digest);
      extent.lines += static_cast<std::size_t>(std::ranges::count(part, '\n'));
   }
   return extent;
}

std::uint32_t shard_of(dns::name const& n, std::uint32_t shards)
{
   return static_cast<std::uint32_t>(base::digest64(base::lower(n.to_text())) % shards) + 1;
}

}  // namespace dnslint::engine
