// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/upstream_address.hpp"

#include "core/base/escape.hpp"
#include "core/dns/name.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace dnslint::resolver {

namespace {

constexpr std::string_view scheme = "tls://";
constexpr std::uint16_t tls_port = 853;  // RFC 7858 section 3.1

base::diagnostic refuse(std::string_view text, std::string_view reason)
{
   return base::error(
      fmt::format("'{}' is no resolver: {}", base::terminal_text(text), reason),
      "write tls://192.0.2.1#dns.example.net or tls://[2001:db8::1]:853#dns.example.net; the name "
      "is the one that the server's certificate must be for");
}

// Whether the text has only letters, digits and hyphens in its labels, as the names in certificates
// do.
bool is_host_name(std::string_view text)
{
   auto const is_usual = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
   };
   return !text.empty() && std::ranges::all_of(text, is_usual) &&
          dns::name::from_text(text).has_value();
}

}  // namespace

std::string upstream_address::to_text() const
{
   return tls_name.empty() ? at.to_text() : fmt::format("{}{}#{}", scheme, at.to_text(), tls_name);
}

base::result<upstream_address> upstream_from_text(std::string_view text)
{
   if (!text.starts_with(scheme)) {
      auto at = server_from_text(text);
      if (!at)
         return at.errors();
      return upstream_address{*std::move(at), {}};
   }
   auto const rest = text.substr(scheme.size());
   auto const hash = rest.find('#');
   if (hash == std::string_view::npos)
      return refuse(text, "there is no '#' with the name that the server must prove");
   auto at = server_from_text(rest.substr(0, hash), tls_port);
   if (!at)
      return refuse(text, "an address stands between tls:// and '#', with a port or without");
   auto name = base::lower(rest.substr(hash + 1));
   if (name.ends_with('.'))
      name.pop_back();
   if (!is_host_name(name))
      return refuse(text, "what stands behind '#' is no host name");
   return upstream_address{*std::move(at), std::move(name)};
}

}  // namespace dnslint::resolver
