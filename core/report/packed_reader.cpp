// SPDX-License-Identifier: Apache-2.0
#include "core/report/packed_reader.hpp"

#include "core/report/line_packer.hpp"

#include <algorithm>

namespace dnslint::report {
namespace {

constexpr std::size_t read_at_once = std::size_t{64} << 10U;
// Of text that does not become shorter.
constexpr std::size_t most_frame = most_frame_content + (std::size_t{1} << 20U);
constexpr std::string_view frame_magic = "\x28\xB5\x2F\xFD";

// Where a frame may begin behind the first byte, or how far there is none.
std::size_t next_beginning(std::string_view bytes)
{
   auto const found = bytes.find(frame_magic, 1);
   if (found != std::string_view::npos)
      return found;
   return bytes.size() < frame_magic.size() ? bytes.size() : bytes.size() - frame_magic.size() + 1;
}

}  // namespace

bool is_packed(std::string_view beginning)
{
   return beginning.starts_with(frame_magic) ||
          beginning.starts_with(packed_beginning().substr(0, frame_magic.size()));
}

packed_reader::packed_reader(std::istream& in)
: in_{&in}
{}

// False at the end of the file.
bool packed_reader::fill()
{
   buffer_.erase(0, std::exchange(at_, 0));
   auto const had = buffer_.size();
   buffer_.resize(had + read_at_once);
   in_->read(buffer_.data() + had, read_at_once);
   buffer_.resize(had + static_cast<std::size_t>(in_->gcount()));
   return buffer_.size() != had;
}

void packed_reader::drop(std::size_t bytes)
{
   at_ += bytes;
   read_ += bytes;
}

bool packed_reader::has_frame(base::frame_extent& extent)
{
   for (;;) {
      auto const left = std::string_view{buffer_}.substr(at_);
      extent =
         left.empty() ? base::frame_extent{base::frame_kind::partial} : base::frame_at_begin(left);
      if (extent.kind != base::frame_kind::partial)
         return true;
      if (left.size() > most_frame || !fill())
         return !left.empty();
   }
}

// Whether the frame gave lines.
bool packed_reader::take(base::frame_extent const& extent)
{
   auto const frame = std::string_view{buffer_}.substr(at_, extent.size);
   drop(extent.size);
   if (extent.kind == base::frame_kind::skippable) {
      frames_.push_back(entry_of(frame.size(), {}));
      return false;
   }
   auto content = decompressor_.content(frame, most_frame_content);
   if (!content) {
      passed_over_ += frame.size();
      return false;
   }
   lines_ = std::move(*content);
   frames_.push_back(entry_of(frame.size(), lines_));
   return true;
}

void packed_reader::pass_over()
{
   auto const bytes = next_beginning(std::string_view{buffer_}.substr(at_));
   passed_over_ += bytes;
   drop(bytes);
}

bool packed_reader::next()
{
   for (base::frame_extent extent; has_frame(extent);) {
      if (extent.kind == base::frame_kind::none || extent.kind == base::frame_kind::partial)
         pass_over();
      else if (take(extent))
         return true;
   }
   return false;
}

}  // namespace dnslint::report
