// SPDX-License-Identifier: Apache-2.0
#include "core/engine/output_file.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <poll.h>
#include <unistd.h>
#include <utility>

namespace dnslint::engine {
namespace {

bool reader_hung_up()
{
   pollfd out{STDOUT_FILENO, POLLOUT, 0};
   return poll(&out, 1, 0) == 1 && (out.revents & POLLERR) != 0;
}

// A file, or nothing yet. What else there is keeps its place: /dev/null, a pipe, what a link leads
// to.
bool may_be_replaced(std::string const& path)
{
   std::error_code failed;
   auto const there = std::filesystem::symlink_status(path, failed);
   return !std::filesystem::exists(there) || std::filesystem::is_regular_file(there);
}

}  // namespace

output_file::output_file(std::string path)
: path_{std::move(path)}
{
   if (!path_.empty()) {
      if (may_be_replaced(path_))
         temporary_ = path_ + ".part" + std::to_string(getpid());
      auto const& name = temporary_.empty() ? path_ : temporary_;
      descriptor_ = open(name.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
      open_error_ = descriptor_ < 0 ? errno : 0;
   } else {
      descriptor_ = STDOUT_FILENO;
   }
   buffer_.attach(descriptor_);
   if (descriptor_ < 0)
      stream_.setstate(std::ios::badbit);
}

output_file::~output_file()
{
   if (descriptor_ >= 0 && !path_.empty())
      close(descriptor_);
   if (!temporary_.empty())
      std::remove(temporary_.c_str());
}

std::string output_file::reason() const
{
   auto const error = open_error_ != 0 ? open_error_ : buffer_.error();
   return std::strerror(error != 0 ? error : EIO);
}

std::iostream& output_file::aside()
{
   if (aside_.is_open())
      return aside_;
   auto name = temporary_.empty()
                  ? (std::filesystem::temp_directory_path() / "dnslint-XXXXXX").string()
                  : temporary_ + "-XXXXXX";
   auto const made = mkstemp(name.data());
   if (made >= 0)
      close(made);
   aside_.open(name, std::ios::in | std::ios::out | std::ios::binary);
   std::remove(name.c_str());
   return aside_;
}

std::optional<base::diagnostic> output_file::finish()
{
   auto const name = path_.empty() ? "standard output" : path_;
   if (!aside_)
      return base::error_in(
         name,
         "the report could not be written: there is no room for what waits for its end",
         "look at the disk of the report, or for standard output at that of temporary files");
   stream_.flush();
   reader_gone_ = path_.empty() && !stream_ && reader_hung_up();
   if (!stream_)
      return base::error_in(
         name,
         "the report could not be written: " + reason(),
         "look at the folder's permissions and the room on its disk");
   if (path_.empty())
      return std::nullopt;
   auto const is_closed = close(std::exchange(descriptor_, -1)) == 0;
   if (!is_closed || (!temporary_.empty() && std::rename(temporary_.c_str(), path_.c_str()) != 0))
      return base::error_in(
         name, std::string{"the report could not be put in place: "} + std::strerror(errno));
   temporary_.clear();
   return std::nullopt;
}

}  // namespace dnslint::engine
