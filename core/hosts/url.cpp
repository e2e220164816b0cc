// SPDX-License-Identifier: Apache-2.0
#include "core/hosts/url.hpp"

#include "core/base/escape.hpp"
#include "core/hosts/url_host.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace dnslint::hosts {

namespace {

constexpr std::uint16_t https_port = 443;
constexpr std::string_view scheme = "https";

bool is_letter(char c)
{
   return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_digit(char c)
{
   return c >= '0' && c <= '9';
}

bool is_hex_digit(char c)
{
   return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// RFC 3986 section 3.3: pchar and '/'; section 3.4 allows '?' in queries.
bool is_path_character(char c)
{
   return is_letter(c) || is_digit(c) ||
          std::string_view{"-._~!$&'()*+,;=:@/%"}.find(c) != std::string_view::npos;
}

bool is_encoded_well(std::string_view text)
{
   for (std::size_t i = 0; i != text.size(); ++i)
      if (
         text[i] == '%' &&
         (text.size() - i < 3 || !is_hex_digit(text[i + 1]) || !is_hex_digit(text[i + 2])))
         return false;
   return true;
}

base::diagnostic refuse(std::string_view text, std::string_view reason)
{
   constexpr std::size_t shown = 200;
   return base::error(
      fmt::format("{}: {}", base::terminal_text(text.substr(0, shown)), reason),
      "write https://www.example.test/path");
}

std::string_view path_slip(std::string_view path, std::string_view query)
{
   auto const is_query_character = [](char c) {
      return is_path_character(c) || c == '?';
   };
   if (!std::ranges::all_of(path, is_path_character))
      return "its path has a character that must be written as %XX";
   if (!std::ranges::all_of(query, is_query_character))
      return "its query has a character that must be written as %XX";
   if (!is_encoded_well(path) || !is_encoded_well(query))
      return "'%' without two hexadecimal digits";
   return {};
}

// RFC 3986 section 5.2.4, for a path that begins with '/'.
std::string without_dot_segments(std::string_view path)
{
   std::string made;
   while (!path.empty()) {
      auto const end = std::min(path.find('/', 1), path.size());
      auto const segment = path.substr(1, end - 1);
      auto const is_last = end == path.size();
      if (segment == "..")
         made.erase(made.find_last_of('/') == std::string::npos ? 0 : made.find_last_of('/'));
      if (segment != "." && segment != "..")
         made += path.substr(0, end);
      else if (is_last)
         made += '/';
      path.remove_prefix(end);
   }
   return made.empty() ? "/" : made;
}

// The parts of a URL or of a reference to one (RFC 3986 appendix B), without the fragment.
struct url_parts {
   std::optional<std::string_view> scheme;
   std::optional<std::string_view> authority;
   std::string_view path;
   std::optional<std::string_view> query;
};

std::optional<std::string_view> cut_before(std::string_view& text, std::string_view marks)
{
   auto const at = std::min(text.find_first_of(marks), text.size());
   auto const before = text.substr(0, at);
   text.remove_prefix(at);
   return before;
}

url_parts split_reference(std::string_view text)
{
   url_parts found;
   text = text.substr(0, text.find('#'));
   auto const colon = text.find_first_of(":/?");
   if (colon != std::string_view::npos && text[colon] == ':') {
      found.scheme = text.substr(0, colon);
      text.remove_prefix(colon + 1);
   }
   if (text.starts_with("//")) {
      text.remove_prefix(2);
      found.authority = cut_before(text, "/?");
   }
   found.path = *cut_before(text, "?");
   if (!text.empty())
      found.query = text.substr(1);
   return found;
}

// An empty port is the default one (RFC 3986 section 3.2.3).
std::optional<std::uint16_t> port_from_digits(std::string_view text)
{
   constexpr std::size_t most_digits = 5;
   std::uint16_t port = https_port;
   if (text.empty())
      return port;
   auto const [end, failed] = std::from_chars(text.data(), text.data() + text.size(), port);
   if (
      failed != std::errc{} || end != text.data() + text.size() || port == 0 ||
      text.size() > most_digits)
      return std::nullopt;
   return port;
}

std::string_view read_authority(std::string_view authority, https_url& to)
{
   if (authority.find('@') != std::string_view::npos)
      return "a user or a password is not sent";
   // The colons of an IPv6 address stand before its bracket.
   auto const colon = authority.find(':', authority.starts_with('[') ? authority.find(']') : 0);
   auto const port =
      port_from_digits(colon == std::string_view::npos ? "" : authority.substr(colon + 1));
   if (!port)
      return "a port is a number from 1 to 65535";
   to.port = *port;
   auto const host = host_from_url(authority.substr(0, colon));
   to.host = host.text;
   to.literal = host.literal;
   return host.slip;
}

bool is_printable(std::string_view text)
{
   return std::ranges::all_of(text, [](char c) {
      return c > ' ' && c < '\x7f' && c != '\\';
   });
}

}  // namespace

base::result<https_url> https_url::from_text(std::string_view text)
{
   if (text.size() > most_url_bytes)
      return refuse(text, fmt::format("longer than {} bytes", most_url_bytes));
   if (!is_printable(text))
      return refuse(text, "a space, a backslash, or a character outside of ASCII");
   auto const parts = split_reference(text);
   if (!parts.scheme || base::lower(*parts.scheme) != scheme || !parts.authority)
      return refuse(text, "only https://HOST is asked");
   https_url made;
   if (auto const slip = read_authority(*parts.authority, made); !slip.empty())
      return refuse(text, slip);
   if (auto const slip = path_slip(parts.path, parts.query.value_or("")); !slip.empty())
      return refuse(text, slip);
   made.path = without_dot_segments(parts.path);
   if (parts.query)
      made.query = std::string{*parts.query};
   return made;
}

// RFC 3986 section 5.2.2: the reference is completed, and then read as every other URL is.
base::result<https_url> https_url::follow(std::string_view location) const
{
   if (location.size() > most_url_bytes)
      return refuse(location, fmt::format("longer than {} bytes", most_url_bytes));
   auto const parts = split_reference(location);
   if (parts.scheme)
      return from_text(location);
   auto const reference = location.substr(0, location.find('#'));
   if (parts.authority)
      return from_text(fmt::format("{}:{}", scheme, reference));
   auto const base = fmt::format("{}://{}", scheme, authority());
   if (reference.empty())
      return *this;
   if (parts.path.empty())
      return from_text(fmt::format("{}{}{}", base, path, reference));
   if (parts.path.starts_with('/'))
      return from_text(base + std::string{reference});
   auto const folder = path.substr(0, path.rfind('/') + 1);
   return from_text(fmt::format("{}{}{}", base, folder, reference));
}

std::string https_url::authority() const
{
   auto const is_ipv6 = literal && !literal->is_ipv4();
   auto const name = is_ipv6 ? fmt::format("[{}]", host) : host;
   return port == https_port ? name : fmt::format("{}:{}", name, port);
}

std::string https_url::target() const
{
   return query ? fmt::format("{}?{}", path, *query) : path;
}

std::string https_url::to_text() const
{
   return fmt::format("{}://{}{}", scheme, authority(), target());
}

}  // namespace dnslint::hosts
