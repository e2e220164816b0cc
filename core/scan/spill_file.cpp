// SPDX-License-Identifier: Apache-2.0
#include "core/scan/spill_file.hpp"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace dnslint::scan {
namespace {

int make_nameless_file(std::string const& folder)
{
   auto name = folder + "/dnslint-XXXXXX";
   auto const file = mkostemp(name.data(), O_CLOEXEC);
   if (file >= 0)
      unlink(name.c_str());
   return file;
}

bool write_whole(int file, std::string_view text, std::uint64_t offset)
{
   while (!text.empty()) {
      auto const written = pwrite(file, text.data(), text.size(), static_cast<off_t>(offset));
      if (written < 0 && errno == EINTR)
         continue;
      if (written <= 0)
         return false;
      text.remove_prefix(static_cast<std::size_t>(written));
      offset += static_cast<std::uint64_t>(written);
   }
   return true;
}

bool read_whole(int file, std::string& text, std::uint64_t offset)
{
   for (std::size_t have = 0; have != text.size();) {
      auto const got =
         pread(file, text.data() + have, text.size() - have, static_cast<off_t>(offset + have));
      if (got < 0 && errno == EINTR)
         continue;
      if (got <= 0)
         return false;
      have += static_cast<std::size_t>(got);
   }
   return true;
}

}  // namespace

spill_file::spill_file(std::string folder, limits const& bounds)
: folder_{std::move(folder)}
, bounds_{bounds}
{}

spill_file::~spill_file()
{
   if (file_ >= 0)
      close(file_);
}

bool spill_file::is_open()
{
   if (file_ < 0 && !is_broken_) {
      file_ = make_nameless_file(folder_);
      is_broken_ = file_ < 0;
   }
   return !is_broken_;
}

// Goes on to another segment when the current one is full.
bool spill_file::has_room(std::size_t size)
{
   if (size > bounds_.segment)
      return false;
   if (!live_.empty() && filled_ + size <= bounds_.segment)
      return true;
   if (!free_.empty()) {
      current_ = free_.back();
      free_.pop_back();
   } else if (may_grow()) {
      current_ = live_.size();
      live_.push_back(0);
   } else {
      return false;
   }
   filled_ = 0;
   return true;
}

std::optional<spill_file::place> spill_file::put(std::string_view text)
{
   if (!is_open() || !has_room(text.size()))
      return std::nullopt;
   place const at{
      std::uint64_t{current_} * bounds_.segment + filled_, static_cast<std::uint32_t>(text.size())};
   if (!write_whole(file_, text, at.offset)) {
      is_broken_ = true;
      return std::nullopt;
   }
   filled_ += text.size();
   ++live_[current_];
   return at;
}

void spill_file::taken_from(std::size_t segment)
{
   if (--live_[segment] != 0)
      return;
   if (segment == current_)
      filled_ = 0;
   else
      free_.push_back(segment);
}

std::optional<std::string> spill_file::take(place const& from)
{
   std::string text(from.size, '\0');
   auto const is_read = read_whole(file_, text, from.offset);
   taken_from(from.offset / bounds_.segment);
   return is_read ? std::optional{std::move(text)} : std::nullopt;
}

}  // namespace dnslint::scan
