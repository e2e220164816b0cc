// SPDX-License-Identifier: Apache-2.0
#include "core/engine/file_lock.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace dnslint::engine {
namespace {

constexpr unsigned most_renames_met = 100;

// Whether the file was made, too.
std::pair<int, bool> open_or_make(std::string const& path)
{
   for (;;) {
      auto const made = open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
      if (made >= 0 || errno != EEXIST)
         return {made, true};
      auto const opened = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
      if (opened >= 0 || errno != ENOENT)
         return {opened, false};
   }
}

}  // namespace

base::result<std::optional<file_lock>> file_lock::take(std::string const& path)
{
   // Between opening and locking another file may have taken the name.
   for (unsigned i = 0; i != most_renames_met; ++i) {
      auto const [descriptor, made] = open_or_make(path);
      if (descriptor < 0)
         return base::error_in(
            path,
            fmt::format("the file cannot be written: {}", std::strerror(errno)),
            "look at the folder's permissions and the room on its disk");
      file_lock lock{descriptor, made};
      if (flock(descriptor, LOCK_EX | LOCK_NB) != 0)
         return std::optional<file_lock>{};
      if (lock.is_of(path))
         return std::optional{std::move(lock)};
   }
   return std::optional<file_lock>{};
}

file_lock::file_lock(file_lock&& from) noexcept
: descriptor_{std::exchange(from.descriptor_, -1)}
, made_file_{from.made_file_}
{}

file_lock& file_lock::operator=(file_lock&& from) noexcept
{
   std::swap(descriptor_, from.descriptor_);
   std::swap(made_file_, from.made_file_);
   return *this;
}

file_lock::~file_lock()
{
   if (descriptor_ >= 0)
      close(descriptor_);
}

bool file_lock::is_of(std::string const& path) const
{
   struct stat locked {};
   struct stat named {};
   return fstat(descriptor_, &locked) == 0 && stat(path.c_str(), &named) == 0 &&
          locked.st_dev == named.st_dev && locked.st_ino == named.st_ino;
}

}  // namespace dnslint::engine
