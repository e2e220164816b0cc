// SPDX-License-Identifier: Apache-2.0
#include "core/report/report_text.hpp"

#include "core/base/yaml_file.hpp"
#include "core/report/packed_reader.hpp"
#include "core/report/report_file.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>

namespace dnslint::report {
namespace {

constexpr std::uint64_t most_index = std::uint64_t{256} << 20U;

bool is_packed_file(std::string const& path)
{
   std::string first(4, '\0');
   std::ifstream in{path, std::ios::binary};
   in.read(first.data(), 4);
   return in.gcount() == 4 && is_packed(first);
}

// Reads parts of a file.
class part_reader {
public:
   explicit part_reader(std::string const& path)
   : in_{path, std::ios::binary | std::ios::ate}
   , size_{in_ ? static_cast<std::uint64_t>(in_.tellg()) : 0}
   {}

   std::uint64_t size() const { return size_; }

   std::optional<std::string> part(std::uint64_t offset, std::uint64_t bytes)
   {
      if (offset > size_ || bytes > size_ - offset)
         return std::nullopt;
      std::string text(bytes, '\0');
      in_.seekg(static_cast<std::streamoff>(offset));
      in_.read(text.data(), static_cast<std::streamsize>(bytes));
      return in_ ? std::optional{std::move(text)} : std::nullopt;
   }

   std::optional<std::string> end(std::uint64_t bytes)
   {
      return bytes > size_ ? std::nullopt : part(size_ - bytes, bytes);
   }

private:
   std::ifstream in_;
   std::uint64_t size_;
};

std::uint64_t size_of(packed_frames const& frames)
{
   std::uint64_t bytes = 0;
   for (auto const& f : frames)
      bytes += f.compressed;
   return bytes;
}

// The frames with their domains; null unless the table is that of all of the file.
std::optional<packed_frames> frames_of(part_reader& file)
{
   auto const footer = file.end(seek_table_footer);
   auto const table_size = footer ? seek_table_size(*footer) : std::nullopt;
   auto const table = table_size ? file.end(*table_size) : std::nullopt;
   auto frames = table ? read_seek_table(*table) : std::nullopt;
   if (!frames || frames->empty() || size_of(*frames) + *table_size != file.size())
      return std::nullopt;
   std::uint64_t const index_size = frames->back().compressed;
   if (index_size > most_index)
      return std::nullopt;
   auto const index = file.part(file.size() - *table_size - index_size, index_size);
   if (!index || !read_index(base::content_of_skippable(*index), *frames))
      return std::nullopt;
   return frames;
}

}  // namespace

base::result<report_text> read_report_text(std::string const& path)
{
   report_text all;
   if (!is_packed_file(path)) {
      auto text = base::yaml::read_file(path, most_report_bytes);
      if (!text)
         return text.errors();
      all.text = std::move(*text);
      return all;
   }
   std::ifstream in{path, std::ios::binary};
   packed_reader frames{in};
   while (frames.next()) {
      all.text += frames.lines();
      if (all.text.size() > most_report_bytes)
         return base::error_in(path, fmt::format("larger than {} bytes", most_report_bytes));
   }
   if (auto const bytes = frames.take_passed_over(); bytes != 0)
      all.warnings.push_back(base::warning(
         fmt::format("{}: {} bytes are damaged; the domains in them are left out", path, bytes)));
   part_reader file{path};
   if (!frames_of(file))
      all.warnings.push_back(base::warning(
         fmt::format("{} is cut: it does not end in a seek table", path),
         "`dnslint scan ... --resume` goes on with its run"));
   return all;
}

std::optional<std::string> read_lines_around(std::string const& path, std::string_view domain)
{
   if (!is_packed_file(path))
      return std::nullopt;
   part_reader file{path};
   auto const frames = frames_of(file);
   if (!frames)
      return std::nullopt;
   base::decompressor decompressor;
   std::string text;
   std::uint64_t offset = 0;
   for (auto const& f : *frames) {
      auto const is_run = text.empty() && f.content != 0;
      if (is_run || std::ranges::find(f.domains, domain_key(domain)) != f.domains.end()) {
         auto const frame = file.part(offset, f.compressed);
         auto const lines = frame ? decompressor.content(*frame, most_frame_content) : std::nullopt;
         if (!lines)
            return std::nullopt;
         text += *lines;
      }
      offset += f.compressed;
   }
   return text;
}

}  // namespace dnslint::report
