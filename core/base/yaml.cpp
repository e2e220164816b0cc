// SPDX-License-Identifier: Apache-2.0
#include "core/base/yaml.hpp"

#include "core/base/yaml_slip_value.hpp"
#include "core/base/yaml_source.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::base::yaml {

node const* node::find(std::string_view key) const noexcept
{
   auto const found = std::ranges::find_if(entries, [key](entry const& e) {
      return e.first.text == key;
   });
   return found == entries.end() ? nullptr : &found->second;
}

struct source_file {
   std::string name;
   std::string text;
   source_lines lines{text};
};

struct document::shared {
   std::shared_ptr<source_file const> source;
   node root;
};

document::document(std::string file, std::string text, node root)
: shared_{new shared{
     std::shared_ptr<source_file const>{new source_file{std::move(file), std::move(text)}},
     std::move(root)}}
{}

source_place::source_place(std::shared_ptr<source_file const> file, node const& n)
: file_{std::move(file)}
, begin_{n.begin}
, written_{static_cast<std::uint8_t>(n.written)}
, text_{n.text}
{}

location source_place::begin() const
{
   return file_->lines.locate(file_->name, begin_);
}

location source_place::at(std::size_t offset) const
{
   node scalar;
   scalar.type = node::kind::scalar;
   scalar.written = static_cast<style>(written_);
   scalar.begin = begin_;
   scalar.text = text_;
   auto const positions =
      text_.empty() ? std::vector<std::size_t>{} : byte_positions(file_->lines, scalar);
   if (positions.empty())
      return begin();
   return file_->lines.locate(file_->name, positions[std::min(offset, positions.size() - 1)]);
}

source_place document::place(node const& n) const
{
   return {shared_->source, n};
}

node const& document::root() const noexcept
{
   return shared_->root;
}

std::string const& document::file() const noexcept
{
   return shared_->source->name;
}

std::string_view document::text() const noexcept
{
   return shared_->source->text;
}

std::string_view document::flow_text(node const& n) const
{
   auto const written = text().substr(n.begin);
   if (!written.starts_with('{') && !written.starts_with('['))
      return {};
   std::size_t open = 0;
   for (std::size_t i = 0; i < written.size(); ++i) {
      if (written[i] == '"' || written[i] == '\'')
         i = closing_quote(written, i);
      else if (written[i] == '{' || written[i] == '[')
         ++open;
      else if ((written[i] == '}' || written[i] == ']') && --open == 0)
         return written.substr(0, i + 1);
      if (i == std::string_view::npos)
         break;
   }
   return {};
}

location document::locate(node const& n) const
{
   return shared_->source->lines.locate(shared_->source->name, n.begin);
}

location document::locate(node const& n, std::size_t offset) const
{
   auto const positions = byte_positions(shared_->source->lines, n);
   if (positions.empty())
      return locate(n);
   return shared_->source->lines.locate(
      shared_->source->name, positions[std::min(offset, positions.size() - 1)]);
}

std::string_view document::comment_after(node const& n) const
{
   if (n.written != style::plain || n.text.empty())
      return {};
   auto const positions = byte_positions(shared_->source->lines, n);
   if (positions.empty())
      return {};
   auto const end = positions.back();
   auto const number = shared_->source->lines.line_of(end - 1);
   auto rest =
      shared_->source->lines.line(number).substr(end - shared_->source->lines.start_of(number));
   rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
   return rest.starts_with('#') ? rest : std::string_view{};
}

std::string quoted(std::string_view text)
{
   if (text.find_first_of("\"\\") == std::string_view::npos)
      return fmt::format("\"{}\"", text);
   std::string out = "'";
   for (char const c : text)
      out.append(c == '\'' ? 2 : 1, c);
   return out + "'";
}

}  // namespace dnslint::base::yaml
