// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lab_server.hpp"

#include <algorithm>

namespace dnslint::resolver {

bool is_loopback(server_address const& at)
{
   return at.address.starts_with("127.") || at.address == "::1";
}

base::result<server_address> listen_address_from_text(std::string_view text)
{
   constexpr std::string_view any_port = ":0";
   auto const has_any =
      text.ends_with("]:0") || (text.ends_with(any_port) && std::ranges::count(text, ':') == 1);
   if (!has_any)
      return server_from_text(text);
   text.remove_suffix(any_port.size());
   auto at = server_from_text(text);
   if (at)
      at->port = 0;
   return at;
}

}  // namespace dnslint::resolver
