// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"

#include <algorithm>

namespace dnslint::base {
namespace {

// CommonMark section 2.4; of what is markup at the beginning of a line only, nothing, since no text
// stands there. A host that begins with "www." would become a link.
bool is_markup(std::string_view text, std::size_t at)
{
   if (text[at] == '.')
      return at != 0 && lower(text[at - 1]) == 'w';
   return std::string_view{R"(\`*_{}[]()<>|~!&)"}.find(text[at]) != std::string_view::npos;
}

// What sites look for when the backslashes have gone: mentions, references to issues, formulas,
// symbols by name, addresses. A tag of its own parts the sign from what follows.
bool is_read_later(std::string_view text, std::size_t at)
{
   return std::string_view{"@#$:"}.find(text[at]) != std::string_view::npos &&
          at + 1 != text.size() && text[at + 1] != ' ';
}

std::size_t longest_fence(std::string_view text)
{
   std::size_t longest = 0;
   std::size_t run = 0;
   for (char const c : text) {
      run = c == '`' ? run + 1 : 0;
      longest = std::max(longest, run);
   }
   return longest;
}

}  // namespace

std::string markdown_text(std::string_view bytes)
{
   auto const text = terminal_text(bytes);
   std::string out;
   for (std::size_t i = 0; i != text.size(); ++i)
      if (is_read_later(text, i))
         out.append("<span>").append(1, text[i]).append("</span>");
      else if (is_markup(text, i))
         out.append(1, '\\').append(1, text[i]);
      else
         out += text[i];
   return out;
}

std::string markdown_text(untrusted const& text)
{
   return markdown_text(text.bytes());
}

std::string markdown_block(std::string_view bytes, std::string_view indent)
{
   std::string const fence(std::max<std::size_t>(3, longest_fence(bytes) + 1), '`');
   auto out = std::string{indent} + fence + '\n';
   while (!bytes.empty()) {
      auto const line = bytes.substr(0, bytes.find('\n'));
      out.append(indent).append(terminal_text(line)).append("\n");
      bytes.remove_prefix(std::min(line.size() + 1, bytes.size()));
   }
   return out.append(indent).append(fence).append("\n");
}

}  // namespace dnslint::base
