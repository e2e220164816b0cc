// SPDX-License-Identifier: Apache-2.0
#include "core/scan/journal_line_reader.hpp"

#include "core/report/line.hpp"

#include <algorithm>

namespace dnslint::scan {
namespace {

// No domain's record comes near it: a probe's finding and facts are bounded.
constexpr std::size_t longest_journal_line = std::size_t{256} << 20U;
constexpr std::size_t read_at_once = std::size_t{1} << 20U;

}  // namespace

journal_line_reader::journal_line_reader(std::string const& path)
: in_{path, std::ios::binary}
{}

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
   buffer_.resize(read_at_once);
   in_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
   buffer_.resize(static_cast<std::size_t>(in_.gcount()));
   at_ = 0;
   return !buffer_.empty();
}

}  // namespace dnslint::scan
