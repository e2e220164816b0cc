// SPDX-License-Identifier: Apache-2.0
#include "core/base/yaml_source.hpp"

#include <algorithm>
#include <string>

// yaml-cpp says where a scalar begins and nothing more, so the scalar is read again here, with the
// place of each byte (YAML 1.2, sections 7.3 and 8.1). What comes out must equal what yaml-cpp
// read; where it does not, positions inside the scalar are not known.

namespace dnslint::base::yaml {
namespace {

struct followed {
   std::string text;
   std::vector<std::size_t> positions;

   void add(std::string_view bytes, std::size_t position)
   {
      text += bytes;
      positions.insert(positions.end(), bytes.size(), position);
   }
   // Trailing blanks of a line are not part of a flow scalar.
   void drop_blanks(std::size_t not_before)
   {
      while (text.size() > not_before && (text.back() == ' ' || text.back() == '\t')) {
         text.pop_back();
         positions.pop_back();
      }
   }
};

bool is_blank(char c)
{
   return c == ' ' || c == '\t';
}

std::size_t skip_blanks(std::string_view text, std::size_t at)
{
   while (at < text.size() && is_blank(text[at]))
      ++at;
   return at;
}

// YAML 1.2, section 6.5: one line break becomes a space, more of them one less. `at` is at the
// first; gives the place of what follows.
std::size_t fold_breaks(std::string_view source, std::size_t at, followed& out)
{
   auto const first = at;
   std::size_t breaks = 0;
   while (at < source.size() && (source[at] == '\n' || source[at] == '\r')) {
      breaks += source[at] == '\n' ? 1 : 0;
      at = skip_blanks(source, at + 1);
   }
   out.add(breaks == 1 ? std::string(1, ' ') : std::string(breaks - 1, '\n'), first);
   return at;
}

bool is_break(std::string_view source, std::size_t at)
{
   return source[at] == '\n' || source.substr(at, 2) == "\r\n";
}

void follow_plain(std::string_view source, std::size_t at, std::size_t length, followed& out)
{
   while (at < source.size() && out.text.size() < length) {
      if (is_break(source, at)) {
         out.drop_blanks(0);
         at = fold_breaks(source, at, out);
      } else {
         out.add(source.substr(at, 1), at);
         ++at;
      }
   }
   out.positions.push_back(at);
}

void follow_single_quoted(std::string_view source, std::size_t at, followed& out)
{
   ++at;
   while (at < source.size()) {
      if (is_break(source, at)) {
         out.drop_blanks(0);
         at = fold_breaks(source, at, out);
         continue;
      }
      bool const quote = source[at] == '\'';
      if (quote && source.substr(at, 2) != "''")
         break;
      out.add(source.substr(at, 1), at);
      at += quote ? 2 : 1;
   }
   out.positions.push_back(at);
}

// How many hexadecimal digits follow the escape letter.
std::size_t escape_digits(char letter)
{
   switch (letter) {
      case 'x':
         return 2;
      case 'u':
         return 4;
      case 'U':
         return 8;
      default:
         return 0;
   }
}

// The value of an escape is taken from what yaml-cpp made of it: `expected` is the rest of it.
std::size_t escaped_length(std::string_view expected)
{
   if (expected.empty())
      return 0;
   auto const lead = static_cast<unsigned char>(expected.front());
   auto const length = lead < 0x80 ? 1U : lead < 0xe0 ? 2U : lead < 0xf0 ? 3U : 4U;
   return std::min<std::size_t>(length, expected.size());
}

void follow_double_quoted(
   std::string_view source, std::size_t at, std::string_view expected, followed& out)
{
   ++at;
   std::size_t not_before = 0;  // blanks that were escaped stay
   while (at < source.size() && source[at] != '"') {
      if (is_break(source, at)) {
         out.drop_blanks(not_before);
         at = fold_breaks(source, at, out);
      } else if (source[at] != '\\') {
         out.add(source.substr(at, 1), at);
         ++at;
      } else if (at + 1 < source.size() && is_break(source, at + 1)) {
         at = skip_blanks(source, source.find('\n', at) + 1);
         not_before = out.text.size();
      } else {
         auto const rest = expected.substr(std::min(out.text.size(), expected.size()));
         out.add(rest.substr(0, escaped_length(rest)), at);
         at += 2 + escape_digits(at + 1 < source.size() ? source[at + 1] : ' ');
         not_before = out.text.size();
      }
   }
   out.positions.push_back(std::min(at, source.size()));
}

struct block_line {
   std::string_view text;  // without the indentation
   std::size_t position = 0;
};

// The lines of a block scalar whose text begins in column `indent` + 1.
std::vector<block_line> block_lines(
   source_lines const& source, std::size_t first, std::size_t indent)
{
   std::vector<block_line> lines;
   for (auto number = first; number < source.count(); ++number) {
      auto const whole = source.line(number);
      auto const spaces = std::min(whole.find_first_not_of(' '), whole.size());
      if (spaces < whole.size() && spaces < indent)
         break;
      auto const cut = std::min(indent, whole.size());
      lines.push_back({whole.substr(cut), source.start_of(number) + cut});
   }
   return lines;
}

void follow_literal(std::vector<block_line> const& lines, followed& out)
{
   for (auto const& line : lines) {
      for (std::size_t i = 0; i != line.text.size(); ++i)
         out.add(line.text.substr(i, 1), line.position + i);
      out.add("\n", line.position + line.text.size());
   }
}

// YAML 1.2, section 8.1.3: breaks beside a line that begins with a blank are kept.
void follow_folded(std::vector<block_line> const& lines, followed& out)
{
   for (std::size_t i = 0; i < lines.size();) {
      auto const& line = lines[i];
      for (std::size_t k = 0; k != line.text.size(); ++k)
         out.add(line.text.substr(k, 1), line.position + k);
      auto next = i + 1;
      while (next < lines.size() && lines[next].text.empty())
         ++next;
      auto const empty_lines = next - i - 1;
      auto const end = line.position + line.text.size();
      bool const kept = next == lines.size() || is_blank(line.text.empty() ? 'x' : line.text[0]) ||
                        is_blank(lines[next].text[0]);
      if (kept)
         out.add(std::string(empty_lines + 1, '\n'), end);
      else
         out.add(empty_lines == 0 ? std::string(1, ' ') : std::string(empty_lines, '\n'), end);
      i = next;
   }
}

// Line breaks before the text's first line and after its last are the chomping's affair.
std::vector<std::size_t> positions_in_block(
   std::vector<block_line> const& lines, std::string_view expected, bool folded)
{
   followed out;
   if (folded)
      follow_folded(lines, out);
   else
      follow_literal(lines, out);
   auto const leading = std::min(expected.find_first_not_of('\n'), expected.size());
   auto const body = expected.substr(leading, expected.find_last_not_of('\n') + 1 - leading);
   if (body.empty() || !out.text.starts_with(body))
      return {};
   std::vector<std::size_t> positions(leading, out.positions.front());
   auto const wanted = std::min(expected.size() - leading + 1, out.positions.size());
   positions.insert(positions.end(), out.positions.begin(), out.positions.begin() + wanted);
   return positions;
}

std::vector<std::size_t> block_positions(source_lines const& source, node const& n)
{
   auto const number = source.line_of(n.begin);
   auto const lines = block_lines(source, number, n.begin - source.start_of(number));
   auto positions = positions_in_block(lines, n.text, false);
   return positions.empty() ? positions_in_block(lines, n.text, true) : positions;
}

}  // namespace

std::vector<std::size_t> byte_positions(source_lines const& source, node const& n)
{
   if (!n.is_scalar() || n.begin > source.text().size())
      return {};
   if (n.written == style::block)
      return block_positions(source, n);
   followed out;
   if (n.written == style::plain)
      follow_plain(source.text(), n.begin, n.text.size(), out);
   else if (source.text().substr(n.begin, 1) == "'")
      follow_single_quoted(source.text(), n.begin, out);
   else
      follow_double_quoted(source.text(), n.begin, n.text, out);
   return out.text == n.text ? std::move(out.positions) : std::vector<std::size_t>{};
}

}  // namespace dnslint::base::yaml
