// SPDX-License-Identifier: Apache-2.0
#include "core/hosts/url_host.hpp"

#include "core/base/escape.hpp"
#include "core/dns/name.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <vector>

namespace dnslint::hosts {

namespace {

constexpr std::size_t most_numbers = 4;

url_host no_host(std::string_view slip)
{
   return {{}, std::nullopt, slip};
}

bool are_digits(std::string_view text)
{
   return std::ranges::all_of(text, [](char c) {
      return c >= '0' && c <= '9';
   });
}

bool is_hexadecimal(std::string_view text)
{
   return text.starts_with("0x");
}

// Whether inet_aton(3) could take the label for a number.
bool is_number(std::string_view label)
{
   auto const is_digit_or_letter_to_f = [](char c) {
      return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
   };
   if (is_hexadecimal(label))
      return std::ranges::all_of(label.substr(2), is_digit_or_letter_to_f);
   return !label.empty() && are_digits(label);
}

// Hexadecimal behind "0x", octal behind "0", else decimal. "0x" alone is 0, as browsers read it.
std::optional<std::uint64_t> number_of(std::string_view label)
{
   auto base = 10;
   if (is_hexadecimal(label)) {
      label.remove_prefix(2);
      base = 16;
   } else if (label.size() > 1 && label.front() == '0') {
      base = 8;
   }
   std::uint64_t value = 0;
   if (label.empty())
      return value;
   auto const [end, failed] =
      std::from_chars(label.data(), label.data() + label.size(), value, base);
   if (failed != std::errc{} || end != label.data() + label.size())
      return std::nullopt;
   return value;
}

std::vector<std::string_view> labels_of(std::string_view name)
{
   std::vector<std::string_view> labels;
   for (auto rest = name;;) {
      auto const dot = rest.find('.');
      labels.push_back(rest.substr(0, dot));
      if (dot == std::string_view::npos)
         return labels;
      rest.remove_prefix(dot + 1);
   }
}

// One to four numbers, the last of which fills all bytes that are left (inet_aton(3)).
std::optional<host_address> address_from_numbers(std::vector<std::string_view> const& labels)
{
   if (labels.size() > most_numbers)
      return std::nullopt;
   std::uint64_t address = 0;
   for (std::size_t i = 0; i != labels.size(); ++i) {
      auto const number = is_number(labels[i]) ? number_of(labels[i]) : std::nullopt;
      auto const bytes = i + 1 == labels.size() ? most_numbers - i : 1;
      if (!number || *number >= std::uint64_t{1} << (bytes * 8))
         return std::nullopt;
      address = address << (bytes * 8) | *number;
   }
   std::string raw;
   for (auto shift = 24; shift >= 0; shift -= 8)
      raw += static_cast<char>(address >> static_cast<unsigned>(shift) & 0xffU);
   return host_address::from_bytes(raw);
}

url_host address_host(host_address const& address)
{
   return {address.to_text(), address, {}};
}

url_host bracketed_host(std::string_view text)
{
   auto const inside = text.substr(1, text.size() - 2);
   auto const address = text.ends_with(']') ? host_address::from_text(inside) : std::nullopt;
   if (!address || address->is_ipv4())
      return no_host("what stands in brackets is no IPv6 address");
   return address_host(*address);
}

// RFC 952 and 1123, and the underscore that some hosts have. No "%", so that nothing is encoded.
bool is_host_character(char c)
{
   return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

}  // namespace

url_host host_from_url(std::string_view text)
{
   if (text.starts_with('['))
      return bracketed_host(text);
   auto name = base::lower(text);
   if (name.ends_with('.'))
      name.pop_back();
   if (name.empty())
      return no_host("there is no host");
   if (!std::ranges::all_of(name, is_host_character))
      return no_host(
         "a host has letters, digits, hyphens and dots; others are written as A-labels");
   auto const labels = labels_of(name);
   if (is_number(labels.back())) {
      auto const address = address_from_numbers(labels);
      return address ? address_host(*address)
                     : no_host("a host that ends in a number is no address");
   }
   // One dot makes a name absolute, and is gone by now.
   if (name.ends_with('.') || !dns::name::from_text(name))
      return no_host("the host is no domain name");
   return {std::move(name), std::nullopt, {}};
}

}  // namespace dnslint::hosts
