// SPDX-License-Identifier: Apache-2.0
#include "core/scan/journal_line_reader.hpp"

#include "core/report/line.hpp"
#include "core/report/line_packer.hpp"

#include <algorithm>

namespace dnslint::scan {
namespace {

// No domain's record comes near it: a probe's finding and facts are bounded.
constexpr std::size_t longest_journal_line = std::size_t{256} << 20U;
constexpr std::size_t read_at_once = std::size_t{1} << 20U;

std::string first_bytes(std::string const& path, std::size_t count)
{
   std::string first(count, '\0');
   std::ifstream in{path, std::ios::binary};
   in.read(first.data(), static_cast<std::streamsize>(first.size()));
   first.resize(static_cast<std::size_t>(in.gcount()));
   return first;
}

}  // namespace

journal_line_reader::journal_line_reader(std::string const& path)
: in_{path, std::ios::binary}
{
   if (report::is_packed(first_bytes(path, report::packed_beginning().size())))
      packed_.emplace(in_);
}

bool journal_line_reader::next()
{
   line_.clear();
   size_ = 0;
   ended_ = false;
   while (!ended_ && fill()) {
      auto const rest = std::string_view{buffer_}.substr(at_);
      auto const end = rest.find('\n');
      ended_ = end != std::string_view::npos;
      auto const part = rest.substr(0, ended_ ? end : rest.size());
      line_.append(
         part.substr(0, longest_journal_line - std::min(longest_journal_line, line_.size())));
      size_ += part.size() + (ended_ ? 1 : 0);
      at_ += part.size() + (ended_ ? 1 : 0);
   }
   offset_ += size_;
   return size_ != 0;
}

bool journal_line_reader::is_whole() const
{
   return ended_ && report::is_whole_line(line_);
}

bool journal_line_reader::fill()
{
   if (at_ != buffer_.size())
      return true;
   at_ = 0;
   if (packed_)
      return fill_from_frame();
   buffer_.resize(read_at_once);
   in_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
   buffer_.resize(static_cast<std::size_t>(in_.gcount()));
   return !buffer_.empty();
}

bool journal_line_reader::fill_from_frame()
{
   buffer_.clear();
   while (buffer_.empty() && packed_->next())
      buffer_ = packed_->lines();
   return !buffer_.empty();
}

std::optional<std::uint64_t> journal_line_reader::cut() const
{
   if (!packed_)
      return offset_;
   return at_ == buffer_.size() ? std::optional{packed_->end()} : std::nullopt;
}

report::packed_frames journal_line_reader::frames() const
{
   return packed_ ? packed_->frames() : report::packed_frames{};
}

bool may_be_ours(std::string const& path)
{
   constexpr std::string_view beginning = R"({"schema":"dnslint-)";
   auto const packed = report::packed_beginning();
   auto const first = first_bytes(path, std::max(beginning.size(), packed.size()));
   return std::string_view{first}.substr(0, beginning.size()) ==
             beginning.substr(0, first.size()) ||
          std::string_view{first}.substr(0, packed.size()) == packed.substr(0, first.size());
}

}  // namespace dnslint::scan
