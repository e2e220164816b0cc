// SPDX-License-Identifier: Apache-2.0
#include "core/report/line_packer.hpp"

#include "core/report/line.hpp"

#include <utility>

namespace dnslint::report {
namespace {

constexpr unsigned beginning_variant = 12;
// Records of usual size are far below it.
constexpr std::size_t usual_frame_content = std::size_t{4} << 20U;

}  // namespace

std::string_view packed_beginning()
{
   static std::string const frame =
      base::skippable_frame(beginning_variant, std::string{schema} + '\n');
   return frame;
}

packed_frame entry_of(std::size_t compressed, std::string_view lines)
{
   packed_frame entry;
   entry.compressed = static_cast<std::uint32_t>(compressed);
   entry.content = static_cast<std::uint32_t>(lines.size());
   while (!lines.empty()) {
      auto const line = lines.substr(0, lines.find('\n'));
      if (auto const head = head_of(line))
         entry.domains.push_back(domain_key(head->domain));
      lines.remove_prefix(std::min(line.size() + 1, lines.size()));
   }
   return entry;
}

line_packer::line_packer(packed_frames before)
: frames_{std::move(before)}
{}

void line_packer::add(std::string_view line, std::string& out)
{
   if (frames_.empty()) {
      out += packed_beginning();
      frames_.push_back(entry_of(packed_beginning().size(), {}));
   }
   auto const stands_alone = kind_of(line) != line_kind::domain;
   if (stands_alone)
      flush(out);
   lines_ += line;
   if (stands_alone || ++count_ == lines_in_frame || lines_.size() >= usual_frame_content)
      flush(out);
}

void line_packer::flush(std::string& out)
{
   if (lines_.empty())
      return;
   auto const frame = compressor_.frame(lines_);
   frames_.push_back(entry_of(frame.size(), lines_));
   out += frame;
   lines_.clear();
   count_ = 0;
}

void line_packer::end(std::string& out)
{
   flush(out);
   out += seek_table_of(frames_);
}

}  // namespace dnslint::report
