// SPDX-License-Identifier: Apache-2.0
#include "address_literal.hpp"

#include <dnslint/text.hpp>

#include <algorithm>

namespace mx {
namespace {

// Takes the label in front off `rest`, and the dot behind it.
std::string_view take_label(std::string_view& rest)
{
   auto const label = rest.substr(0, rest.find('.'));
   rest.remove_prefix(std::min(rest.size(), label.size() + 1));
   return label;
}

bool is_octet(std::string_view label)
{
   if (label.empty() || label.size() > 3 || !std::ranges::all_of(label, dnslint::is_digit))
      return false;
   return label.size() < 3 || label <= "255";
}

bool is_ipv4(std::string_view name)
{
   if (std::ranges::count(name, '.') != 3 || name.back() == '.')
      return false;
   while (!name.empty())
      if (!is_octet(take_label(name)))
         return false;
   return true;
}

// No host name has a colon, so a name of hexadecimal digits and colons was meant as an address.
bool is_ipv6(std::string_view name)
{
   auto const fits = [](char c) {
      return dnslint::is_hex_digit(c) || c == ':';
   };
   return std::ranges::count(name, ':') >= 2 && std::ranges::all_of(name, fits);
}

std::string_view without_brackets(std::string_view name)
{
   bool const bracketed = name.size() > 2 && name.front() == '[' && name.back() == ']';
   return bracketed ? name.substr(1, name.size() - 2) : name;
}

std::string_view without_suffix(std::string_view name, std::string_view domain)
{
   if (name.size() <= domain.size() + 1 || !name.ends_with(domain))
      return name;
   auto const own = name.substr(0, name.size() - domain.size());
   return own.ends_with('.') ? own.substr(0, own.size() - 1) : name;
}

bool is_literal(std::string_view name)
{
   auto const bare = without_brackets(name);
   return is_ipv4(bare) || is_ipv6(bare);
}

}  // namespace

bool is_address_literal(std::string_view name, std::string_view domain)
{
   return is_literal(name) || is_literal(without_suffix(name, domain));
}

}  // namespace mx
