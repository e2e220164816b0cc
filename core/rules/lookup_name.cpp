// SPDX-License-Identifier: Apache-2.0
#include "core/rules/lookup_name.hpp"

#include "core/base/escape.hpp"
#include "core/rules/check.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::rules {
namespace {

constexpr auto nowhere = std::string_view::npos;
constexpr std::size_t longest_label = 63;

bool stands_in_names(char c)
{
   return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
          std::string_view{"-_.*/\\"}.find(c) != nowhere;
}

std::string replaced(std::string_view text, std::string_view part, std::string_view by)
{
   std::string made;
   for (std::size_t at = 0;;) {
      auto const found = text.find(part, at);
      made += text.substr(at, found - at);
      if (found == nowhere)
         return made;
      made += by;
      at = found + part.size();
   }
}

std::string instead(std::string_view name)
{
   return fmt::format("write \"{}\"", base::first_characters(name, 60));
}

// "{domain}" of "https://{domain}/path".
std::string_view host_of(std::string_view url)
{
   url.remove_prefix(url.find("://") + 3);
   return url.substr(0, url.find('/'));
}

std::size_t longest_label_of(std::string_view name)
{
   std::size_t longest = 0;
   while (name.size() > longest) {
      auto const label = name.substr(0, name.find('.'));
      longest = std::max(longest, label.size());
      name.remove_prefix(std::min(name.size(), label.size() + 1));
   }
   return longest;
}

name_fault character_fault(std::string_view text, std::size_t offset)
{
   auto const rest = text.substr(offset);
   auto const character = base::first_characters(rest, 1);
   auto message = fmt::format("'{}' cannot stand in a domain name", character);
   if (character == "$")
      return {offset, std::move(message), instead(replaced(text, "$", ""))};
   if (character == " " || character == "\t")
      return {offset, std::move(message), instead(replaced(text, character, ""))};
   if (character == "/")
      return {offset, std::move(message), instead(text.substr(0, offset))};
   if (character == "@")
      return {offset, std::move(message), "the audited domain is {domain}"};
   if (static_cast<unsigned char>(character.front()) >= 0x80)
      return {offset, std::move(message), "write the A-label, which begins with xn--"};
   return {offset, std::move(message), "an expression stands in braces: {domain}"};
}

std::optional<name_fault> literal_fault(std::string_view text, template_literal const& part)
{
   for (std::size_t i = 0; i != part.text.size(); ++i) {
      auto const at = part.offset + i;
      if (part.text.substr(i, 2) == "..")
         return name_fault{
            at, "there is nothing between these dots", instead(replaced(text, "..", "."))};
      bool const is_last_slash = part.text[i] == '/' && at + 1 == text.size();
      if (!stands_in_names(part.text[i]) || is_last_slash)
         return character_fault(text, at);
   }
   if (longest_label_of(part.text) > longest_label)
      return name_fault{
         part.offset, fmt::format("a label has at most {} bytes", longest_label), {}};
   return std::nullopt;
}

}  // namespace

std::optional<name_fault> find_name_fault(std::string_view text)
{
   if (auto const scheme = text.find("://"); scheme != nowhere)
      return name_fault{
         scheme, "a lookup asks for a name, and this is a URL", instead(host_of(text))};
   if (auto const braces = text.find("{{"); braces != nowhere)
      return name_fault{
         braces,
         "'{{' is a brace itself, which cannot stand in a domain name",
         instead(replaced(replaced(text, "{{", "{"), "}}", "}"))};
   if (text == "domain")
      return name_fault{0, "this asks for the name 'domain.'", "write \"{domain}\""};
   if (text.size() > 1 && text.starts_with('.'))
      return name_fault{0, "a name cannot begin with a dot", instead(text.substr(1))};
   for (auto const& part : template_literals(text))
      if (auto fault = part.text.empty() ? std::nullopt : literal_fault(text, part))
         return fault;
   return std::nullopt;
}

}  // namespace dnslint::rules
