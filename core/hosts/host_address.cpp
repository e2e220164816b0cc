// SPDX-License-Identifier: Apache-2.0
#include "core/hosts/host_address.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <netinet/in.h>

namespace dnslint::hosts {

host_address::host_address(std::uint8_t const* bytes, std::size_t size)
: size_{size}
{
   std::copy_n(bytes, size, bytes_.begin());
}

std::optional<host_address> host_address::from_text(std::string_view text)
{
   std::string const ended{text};
   std::array<std::uint8_t, ipv6_size> read{};
   // A text with a zero byte would be cut.
   if (text.find('\0') != std::string_view::npos)
      return std::nullopt;
   if (inet_pton(AF_INET, ended.c_str(), read.data()) == 1)
      return host_address{read.data(), ipv4_size};
   if (inet_pton(AF_INET6, ended.c_str(), read.data()) == 1)
      return host_address{read.data(), ipv6_size};
   return std::nullopt;
}

std::optional<host_address> host_address::from_bytes(std::string_view bytes)
{
   if (bytes.size() != ipv4_size && bytes.size() != ipv6_size)
      return std::nullopt;
   return host_address{reinterpret_cast<std::uint8_t const*>(bytes.data()), bytes.size()};
}

std::optional<host_address> host_address::from_socket(sockaddr const& address)
{
   if (address.sa_family == AF_INET) {
      auto const& v4 = reinterpret_cast<sockaddr_in const&>(address);
      return host_address{reinterpret_cast<std::uint8_t const*>(&v4.sin_addr), ipv4_size};
   }
   if (address.sa_family != AF_INET6)
      return std::nullopt;
   auto const& v6 = reinterpret_cast<sockaddr_in6 const&>(address);
   return host_address{reinterpret_cast<std::uint8_t const*>(&v6.sin6_addr), ipv6_size};
}

std::string host_address::to_text() const
{
   std::array<char, INET6_ADDRSTRLEN> text{};
   inet_ntop(is_ipv4() ? AF_INET : AF_INET6, bytes_.data(), text.data(), text.size());
   return text.data();
}

host_address host_address::network(unsigned bits) const
{
   auto first = *this;
   for (auto i = 0U; i != size_; ++i) {
      auto const kept = std::clamp(static_cast<int>(bits) - static_cast<int>(i * 8), 0, 8);
      first.bytes_.at(i) &= static_cast<std::uint8_t>(0xff00U >> static_cast<unsigned>(kept));
   }
   return first;
}

}  // namespace dnslint::hosts
