// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

struct sockaddr;

namespace dnslint::hosts {

// An IPv4 or IPv6 address.
class host_address {
public:
   static constexpr std::size_t ipv4_size = 4;
   static constexpr std::size_t ipv6_size = 16;

   // The forms of inet_pton(3) only: "192.0.2.1", "2001:db8::1".
   static std::optional<host_address> from_text(std::string_view text);
   // 4 or 16 bytes, as the RDATA of A and AAAA. Null for other sizes.
   static std::optional<host_address> from_bytes(std::string_view bytes);
   // What a socket is given. Null for other families than IPv4 and IPv6.
   static std::optional<host_address> from_socket(sockaddr const& address);

   std::string to_text() const;
   std::span<std::uint8_t const> bytes() const noexcept { return {bytes_.data(), size_}; }
   bool is_ipv4() const noexcept { return size_ == ipv4_size; }
   // The address without its last bits, of which the first `bits` stay.
   host_address network(unsigned bits) const;

   // IPv4 before IPv6.
   auto operator<=>(host_address const&) const = default;

private:
   host_address(std::uint8_t const* bytes, std::size_t size);

   std::size_t size_ = ipv4_size;
   std::array<std::uint8_t, ipv6_size> bytes_{};
};

}  // namespace dnslint::hosts
