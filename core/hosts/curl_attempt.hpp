// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/hosts/guard.hpp"
#include "core/hosts/https_transport.hpp"
#include "core/hosts/response_header.hpp"
#include "core/hosts/tls_watch.hpp"

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>

struct curl_slist;

namespace dnslint::hosts {

// One attempt as libcurl sees it: the handle with its options, and what came of it. A handle is
// never used twice, since libcurl would resume its TLS session, and then no chain is shown.
class curl_attempt {
public:
   // Makes a socket, and lets the loop watch it. Negative if there is none.
   using make_socket = std::function<int(int family, int type, int protocol)>;

   curl_attempt(
      https_attempt const& asked, tls_watch tls, address_guard const& guard, make_socket sockets);
   curl_attempt(curl_attempt const&) = delete;
   curl_attempt& operator=(curl_attempt const&) = delete;
   ~curl_attempt();

   void* handle() const noexcept { return handle_; }
   void cancel();
   // The result, when libcurl has ended the attempt with this CURLcode.
   https_attempt_result result(int code);

   // For libcurl's callbacks.
   int open_socket(void const* curl_address);
   void begin_tls(void* context);
   bool take_header(std::string_view line);
   bool take_body(std::string_view bytes);

private:
   void set_options();
   void set_callbacks();
   base::cause cause_of(int code) const;
   base::cause cause_of_tls_failure(int code) const;
   base::cause cause_of_connect_failure() const;
   long system_error() const;
   https_phase phase() const;
   std::optional<base::cause> flaw_of_response() const;

   https_attempt asked_;
   tls_watch tls_;
   address_guard const* guard_;
   make_socket sockets_;
   void* handle_;
   curl_slist* connect_to_ = nullptr;
   curl_slist* headers_ = nullptr;
   std::array<char, 256> error_{};  // CURL_ERROR_SIZE

   bool is_connected_ = false;
   response_header header_;
   std::string body_;
   std::optional<base::cause> stopped_;  // why we ended it ourselves
};

}  // namespace dnslint::hosts
