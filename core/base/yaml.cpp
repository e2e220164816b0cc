// SPDX-License-Identifier: Apache-2.0
#include "core/base/yaml.hpp"

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

struct document::shared {
   std::string file;
   std::string text;
   node root;
   source_lines lines{text};
};

document::document(std::string file, std::string text, node root)
: shared_{new shared{std::move(file), std::move(text), std::move(root)}}
{}

node const& document::root() const noexcept
{
   return shared_->root;
}

std::string const& document::file() const noexcept
{
   return shared_->file;
}

location document::locate(node const& n) const
{
   return shared_->lines.locate(shared_->file, shared_->lines.position_of(n));
}

location document::locate(node const& n, std::size_t offset) const
{
   auto const positions = byte_positions(shared_->lines, n);
   if (positions.empty())
      return locate(n);
   return shared_->lines.locate(shared_->file, positions[std::min(offset, positions.size() - 1)]);
}

std::string_view document::comment_after(node const& n) const
{
   if (n.written != style::plain || n.text.empty())
      return {};
   auto const positions = byte_positions(shared_->lines, n);
   if (positions.empty())
      return {};
   auto const end = positions.back();
   auto const number = shared_->lines.line_of(end - 1);
   auto rest = shared_->lines.line(number).substr(end - shared_->lines.start_of(number));
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
