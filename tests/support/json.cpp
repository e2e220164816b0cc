// SPDX-License-Identifier: Apache-2.0
#include "tests/support/json.hpp"

#include "core/base/escape.hpp"

#include <charconv>
#include <stdexcept>

namespace dnslint::tests {

class json_reader {
public:
   explicit json_reader(std::string_view text)
   : rest_{text}
   , size_{text.size()}
   {}

   json whole()
   {
      auto read = value();
      skip_space();
      if (!rest_.empty())
         fail("more than one value");
      return read;
   }

private:
   [[noreturn]] void fail(std::string const& what) const
   {
      throw std::runtime_error{"JSON, byte " + std::to_string(size_ - rest_.size()) + ": " + what};
   }

   void skip_space()
   {
      rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size()));
   }

   bool take(std::string_view word)
   {
      skip_space();
      if (!rest_.starts_with(word))
         return false;
      rest_.remove_prefix(word.size());
      return true;
   }

   void need(std::string_view word)
   {
      if (!take(word))
         fail("no " + std::string{word});
   }

   json value()
   {
      json read;
      if (take("{"))
         read.value_ = object();
      else if (take("["))
         read.value_ = array();
      else if (take("\""))
         read.value_ = string();
      else if (take("true"))
         read.value_ = true;
      else if (take("false"))
         read.value_ = false;
      else if (!take("null"))
         read.value_ = number();
      return read;
   }

   json::object object()
   {
      json::object read;
      if (take("}"))
         return read;
      do {
         need("\"");
         auto key = string();
         need(":");
         if (!read.try_emplace(std::move(key), value()).second)
            fail("a repeated key");
      } while (take(","));
      need("}");
      return read;
   }

   json::array array()
   {
      json::array read;
      if (take("]"))
         return read;
      do
         read.push_back(value());
      while (take(","));
      need("]");
      return read;
   }

   std::string string()
   {
      std::string read;
      while (!rest_.empty() && rest_.front() != '"') {
         if (static_cast<unsigned char>(rest_.front()) < 0x20)
            fail("a control character in a string");
         if (rest_.front() == '\\') {
            rest_.remove_prefix(1);
            escape(read);
         } else {
            read += rest_.front();
            rest_.remove_prefix(1);
         }
      }
      need("\"");
      if (!base::is_utf8(read))
         fail("a string that is not UTF-8");
      return read;
   }

   void escape(std::string& into)
   {
      constexpr std::string_view letters = "\"\\/bfnrt";
      constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
      if (rest_.empty())
         fail("an escape without end");
      auto const letter = rest_.front();
      rest_.remove_prefix(1);
      if (auto const at = letters.find(letter); at != std::string_view::npos)
         into += meanings[at];
      else if (letter == 'u')
         append_utf8(into, hex4());
      else
         fail("an unknown escape");
   }

   unsigned hex4()
   {
      unsigned code = 0;
      auto const [end, error] = std::from_chars(
         rest_.data(), rest_.data() + std::min<std::size_t>(4, rest_.size()), code, 16);
      if (error != std::errc{} || end != rest_.data() + 4)
         fail("no four hexadecimal digits");
      rest_.remove_prefix(4);
      return code;
   }

   // Surrogates do not occur: the report writes other characters than controls as they are.
   void append_utf8(std::string& into, unsigned code)
   {
      if (code >= 0xd800 && code < 0xe000)
         fail("a surrogate");
      if (code < 0x80) {
         into += static_cast<char>(code);
      } else if (code < 0x800) {
         into += static_cast<char>(0xc0U | (code >> 6U));
         into += static_cast<char>(0x80U | (code & 0x3fU));
      } else {
         into += static_cast<char>(0xe0U | (code >> 12U));
         into += static_cast<char>(0x80U | ((code >> 6U) & 0x3fU));
         into += static_cast<char>(0x80U | (code & 0x3fU));
      }
   }

   double number()
   {
      double read = 0;
      auto const [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), read);
      if (error != std::errc{})
         fail("no value");
      rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
      return read;
   }

   std::string_view rest_;
   std::size_t size_;
};

json json::parse(std::string_view text)
{
   return json_reader{text}.whole();
}

json const& json::operator[](std::string_view key) const
{
   auto const found = members().find(key);
   if (found == members().end())
      throw std::runtime_error{"JSON: no key " + std::string{key}};
   return found->second;
}

std::vector<json> parse_json_lines(std::string_view text)
{
   std::vector<json> lines;
   while (!text.empty()) {
      auto const end = text.find('\n');
      if (end == std::string_view::npos)
         throw std::runtime_error{"JSON lines: no line feed at the end"};
      lines.push_back(json::parse(text.substr(0, end)));
      text.remove_prefix(end + 1);
   }
   return lines;
}

std::vector<json> domain_lines(std::string_view text)
{
   auto lines = parse_json_lines(text);
   std::erase_if(lines, [](json const& line) {
      return line.has("kind") && line["kind"].text() != "domain";
   });
   return lines;
}

}  // namespace dnslint::tests
