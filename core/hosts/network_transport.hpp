// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/hosts/guard.hpp"
#include "core/hosts/https_transport.hpp"
#include "core/hosts/trust_store.hpp"

#include <chrono>
#include <memory>

namespace dnslint::resolver {
class asio_loop;
}

namespace dnslint::hosts {

struct network_settings {
   trust_store trusted;
   std::chrono::sys_seconds now{};  // the time as of which certificates are judged
   // Asked once more about each socket, just before it is made.
   address_guard guard;
};

// HTTP/1.1 over TLS 1.2 or 1.3, by libcurl. Each attempt has a connection of its own; nothing is
// kept from one to the next. Neither proxies, nor cookies, .netrc or any other environment count;
// for OPENSSL_CONF that takes base::start_openssl() before anything else uses OpenSSL. Borrows the
// loop, which must outlive it.
std::unique_ptr<https_transport> make_network_transport(
   resolver::asio_loop& loop, network_settings settings);

// The version of the linked library, such as "7.88.1".
std::string curl_version_text();

}  // namespace dnslint::hosts
