// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/answers/server_address.hpp"

#include "core/base/escape.hpp"

#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <fstream>
#include <netinet/in.h>
#include <optional>

namespace dnslint::resolver {

namespace {

constexpr auto hint = "write 192.0.2.1, 192.0.2.1:53, 2001:db8::1 or [2001:db8::1]:53";
constexpr std::size_t longest_line = 1024;

std::optional<std::string> canonical(int family, std::string const& text)
{
   std::array<unsigned char, sizeof(in6_addr)> bytes{};
   std::array<char, INET6_ADDRSTRLEN> printed{};
   if (inet_pton(family, text.c_str(), bytes.data()) != 1)
      return std::nullopt;
   return inet_ntop(family, bytes.data(), printed.data(), printed.size());
}

base::diagnostic refuse(std::string_view text, std::string_view reason)
{
   return base::error(
      fmt::format("'{}' is no server address: {}", base::terminal_text(text), reason), hint);
}

// An address and a port as written, before either is checked.
struct written_server {
   std::string address;
   std::optional<std::string> port;
};

std::optional<written_server> split_bracketed(std::string_view text)
{
   auto const end = text.find(']');
   if (end == std::string_view::npos)
      return std::nullopt;
   written_server w{std::string{text.substr(1, end - 1)}, {}};
   auto const rest = text.substr(end + 1);
   if (rest.empty())
      return w;
   if (rest.front() != ':')
      return std::nullopt;
   w.port = rest.substr(1);
   return w;
}

// A single colon divides an IPv4 address from its port. Several colons without brackets are an IPv6
// address without a port.
std::optional<written_server> split(std::string_view text)
{
   if (text.starts_with('['))
      return split_bracketed(text);
   auto const colon = text.find(':');
   if (colon == std::string_view::npos || text.find(':', colon + 1) != std::string_view::npos)
      return written_server{std::string{text}, {}};
   return written_server{std::string{text.substr(0, colon)}, std::string{text.substr(colon + 1)}};
}

std::optional<std::uint16_t> port_from_text(std::string_view text)
{
   std::uint16_t port = 0;
   auto const [end, failed] = std::from_chars(text.data(), text.data() + text.size(), port);
   if (failed != std::errc{} || end != text.data() + text.size() || port == 0)
      return std::nullopt;
   return port;
}

// The address of a "nameserver" line of resolv.conf(5); null for every other line.
std::optional<std::string_view> nameserver_of(std::string_view line)
{
   constexpr std::string_view keyword = "nameserver";
   constexpr std::string_view blanks = " \t\r";
   if (!line.starts_with(keyword))
      return std::nullopt;
   line.remove_prefix(keyword.size());
   auto const first = line.find_first_not_of(blanks);
   if (first == 0 || first == std::string_view::npos)
      return std::nullopt;
   line.remove_prefix(first);
   return line.substr(0, line.find_first_of(blanks));
}

}  // namespace

std::string server_address::to_text() const
{
   auto const is_ipv6 = address.find(':') != std::string::npos;
   return is_ipv6 ? fmt::format("[{}]:{}", address, port) : fmt::format("{}:{}", address, port);
}

base::result<server_address> server_from_text(std::string_view text, std::uint16_t default_port)
{
   auto const written = split(text);
   if (!written)
      return refuse(text, "brackets must close, and only a port may follow");
   auto address = canonical(AF_INET6, written->address);
   if (!address && !text.starts_with('['))
      address = canonical(AF_INET, written->address);
   if (!address)
      return refuse(text, "neither an IPv4 nor an IPv6 address");
   auto const port = written->port ? port_from_text(*written->port) : default_port;
   if (!port)
      return refuse(text, "a port is a number from 1 to 65535");
   return server_address{*address, *port};
}

base::result<std::vector<server_address>> system_servers(std::string const& path)
{
   constexpr auto name_one = "name a resolver with --resolver ADDR";
   std::ifstream file{path};
   if (!file)
      return base::error_in(
         path, "cannot be read, so the system's resolvers are not known", name_one);
   std::vector<server_address> servers;
   for (std::string line; std::getline(file, line) && line.size() <= longest_line;) {
      auto const written = nameserver_of(line);
      if (!written)
         continue;
      if (auto server = server_from_text(*written))
         servers.push_back(*std::move(server));
   }
   if (servers.empty())
      return base::error_in(path, "has no usable nameserver line", name_one);
   return servers;
}

}  // namespace dnslint::resolver
