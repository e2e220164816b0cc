// SPDX-License-Identifier: Apache-2.0
#include "core/report/seek_table.hpp"

#include "core/base/checksum.hpp"
#include "core/base/compression.hpp"

namespace dnslint::report {
namespace {

// Zstandard's seekable format (contrib/seekable_format of its sources, version 0.1.0).
constexpr std::uint32_t seekable_magic = 0x8F92EAB1;
constexpr unsigned table_variant = 14;
constexpr unsigned index_variant = 13;
constexpr std::size_t entry_size = 8;
constexpr std::size_t head_size = 8;
constexpr std::string_view index_name = "dnslint-index/1\n";

void append_number(std::string& to, std::uint32_t n)
{
   for (unsigned shift = 0; shift != 32; shift += 8)
      to += static_cast<char>(n >> shift & 0xFFU);
}

// Of at least four bytes.
std::uint32_t number_at(std::string_view bytes, std::size_t at)
{
   std::uint32_t n = 0;
   for (std::size_t i = 0; i != 4; ++i)
      n |= std::uint32_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
   return n;
}

std::string index_of(packed_frames const& frames)
{
   std::string content{index_name};
   for (auto const& f : frames) {
      append_number(content, static_cast<std::uint32_t>(f.domains.size()));
      for (auto const key : f.domains)
         append_number(content, key);
   }
   return base::skippable_frame(index_variant, content);
}

void append_entry(std::string& to, std::size_t compressed, std::uint32_t content)
{
   append_number(to, static_cast<std::uint32_t>(compressed));
   append_number(to, content);
}

bool take_keys(std::string_view& from, std::vector<std::uint32_t>& into)
{
   constexpr auto width = sizeof(std::uint32_t);
   if (from.size() < width)
      return false;
   std::size_t const count = number_at(from, 0);
   from.remove_prefix(width);
   if (count > from.size() / width)
      return false;
   for (std::size_t i = 0; i != count; ++i)
      into.push_back(number_at(from, width * i));
   from.remove_prefix(width * count);
   return true;
}

}  // namespace

std::uint32_t domain_key(std::string_view domain)
{
   return base::crc32(domain);
}

std::string seek_table_of(packed_frames const& frames)
{
   auto const index = index_of(frames);
   std::string table;
   for (auto const& f : frames)
      append_entry(table, f.compressed, f.content);
   append_entry(table, index.size(), 0);
   append_number(table, static_cast<std::uint32_t>(frames.size() + 1));
   table += '\0';  // no checksums: frames have their own
   append_number(table, seekable_magic);
   return index + base::skippable_frame(table_variant, table);
}

std::optional<std::size_t> seek_table_size(std::string_view end_of_file)
{
   if (end_of_file.size() < seek_table_footer)
      return std::nullopt;
   auto const footer = end_of_file.substr(end_of_file.size() - seek_table_footer);
   if (number_at(footer, 5) != seekable_magic || footer[4] != '\0')
      return std::nullopt;
   return head_size + entry_size * number_at(footer, 0) + seek_table_footer;
}

std::optional<packed_frames> read_seek_table(std::string_view frame)
{
   auto const extent = base::frame_at_begin(frame);
   auto const is_table = seek_table_size(frame) == frame.size() &&
                         extent.kind == base::frame_kind::skippable && extent.size == frame.size();
   if (!is_table)
      return std::nullopt;
   packed_frames frames((frame.size() - head_size - seek_table_footer) / entry_size);
   for (auto at = head_size; auto& f : frames) {
      f.compressed = number_at(frame, at);
      f.content = number_at(frame, at + entry_size / 2);
      at += entry_size;
   }
   return frames;
}

bool read_index(std::string_view content, packed_frames& into)
{
   if (!content.starts_with(index_name))
      return false;
   content.remove_prefix(index_name.size());
   for (std::size_t i = 0; i + 1 < into.size(); ++i)
      if (!take_keys(content, into[i].domains))
         return false;
   return !into.empty() && content.empty();
}

}  // namespace dnslint::report
