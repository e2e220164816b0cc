// SPDX-License-Identifier: Apache-2.0
#include "core/scan/journal.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <utility>

namespace dnslint::scan {
namespace {

constexpr std::size_t most_waiting = std::size_t{4} << 20U;
constexpr std::chrono::seconds longest_wait{1};

base::diagnostic cannot(std::string const& path, std::string_view attempted, int why)
{
   return base::error_in(
      path,
      fmt::format("the journal cannot be {}: {}", attempted, std::strerror(why)),
      "look at the folder's permissions and the room on its disk; --resume goes on from what is "
      "there");
}

}  // namespace

base::result<journal> journal::open(std::string const& path, std::uint64_t keep)
{
   auto const file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
   if (file < 0)
      return cannot(path, "opened", errno);
   if (ftruncate(file, static_cast<off_t>(keep)) != 0 || lseek(file, 0, SEEK_END) < 0) {
      auto const why = errno;
      close(file);
      return cannot(path, "written", why);
   }
   return journal{path, file, keep};
}

base::result<journal> journal::open_packed(
   std::string const& path, std::uint64_t keep, report::packed_frames before)
{
   auto made = open(path, keep);
   if (made)
      made->packer_ = std::make_unique<report::line_packer>(std::move(before));
   return made;
}

journal::journal(std::string path, int file, std::uint64_t size)
: path_{std::move(path)}
, file_{file}
, size_{size}
, flushed_{clock::now()}
{}

journal::journal(journal&& from) noexcept
: path_{std::move(from.path_)}
, file_{std::exchange(from.file_, -1)}
, size_{from.size_}
, waiting_{std::move(from.waiting_)}
, packer_{std::move(from.packer_)}
, flushed_{from.flushed_}
, failure_{std::move(from.failure_)}
{}

journal::~journal()
{
   if (file_ < 0)
      return;
   flush();
   close(file_);
}

void journal::append(std::string_view line)
{
   if (failure_)
      return;
   if (packer_)
      packer_->add(line, waiting_);
   else
      waiting_ += line;
   if (waiting_.size() >= most_waiting)
      flush();
}

bool journal::has_waiting() const
{
   return !waiting_.empty() || (packer_ && packer_->has_lines());
}

report::packed_frames journal::frames() const
{
   return packer_ ? packer_->frames() : report::packed_frames{};
}

void journal::end()
{
   if (packer_ && !failure_)
      packer_->end(waiting_);
   flush();
}

void journal::tick(clock::time_point now)
{
   if (has_waiting() && now - flushed_ >= longest_wait)
      flush();
}

void journal::flush()
{
   flushed_ = clock::now();
   if (packer_)
      packer_->flush(waiting_);
   if (failure_ || waiting_.empty())
      return;
   auto const written = write_all();
   if (written != waiting_.size() || fdatasync(file_) != 0)
      return fail(errno, written);
   // It is not read while the run goes on; a journal of many GiB would push all else out of memory,
   // and each new page costs more than the same one again.
   posix_fadvise(
      file_, static_cast<off_t>(size_), static_cast<off_t>(written), POSIX_FADV_DONTNEED);
   size_ += written;
   waiting_.clear();
}

// How much of it could be written.
std::size_t journal::write_all()
{
   std::string_view left{waiting_};
   while (!left.empty()) {
      auto const written = write(file_, left.data(), left.size());
      if (written < 0 && errno != EINTR)
         break;
      left.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
   }
   return waiting_.size() - left.size();
}

// A part of a line or a frame is no use to anybody. Where even cutting fails, --resume drops it.
void journal::fail(int why, std::size_t written)
{
   failure_ = cannot(path_, "written", why);
   auto const end =
      packer_ ? std::string_view::npos : std::string_view{waiting_}.substr(0, written).rfind('\n');
   size_ += end == std::string_view::npos ? 0 : end + 1;
   waiting_.clear();
   if (ftruncate(file_, static_cast<off_t>(size_)) != 0)
      failure_->message += "; its last line may be torn";
}

}  // namespace dnslint::scan
