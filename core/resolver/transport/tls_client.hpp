// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "core/resolver/transport/byte_stream.hpp"

#include <memory>
#include <string>

namespace dnslint::resolver {

struct stream_counters;

// What all TLS connections to one server have in common (RFC 7858, strict profile of RFC 8310):
// whom to trust, the name that the server must prove, the session to resume. TLS 1.2 at least.
class tls_client {
public:
   // `name` is the authentication domain name, in A-labels without a trailing dot; an empty
   // `ca_file` means the system's certificate authorities.
   static base::result<std::shared_ptr<tls_client>> make(
      std::string const& name, std::string const& ca_file);
   tls_client(tls_client const&) = delete;
   tls_client& operator=(tls_client const&) = delete;
   ~tls_client();

   // A stream on a TCP connection of its own, that carries nothing before the server has proved its
   // name. Failures: transient "tcp-failed"; withheld "tls-failed", whose detail says what is
   // wrong. The stream keeps what it needs of this.
   std::unique_ptr<byte_stream> connect(
      server_address const& server, std::shared_ptr<stream_counters> counted);

   struct state;

private:
   explicit tls_client(std::shared_ptr<state> s);

   std::shared_ptr<state> state_;
};

}  // namespace dnslint::resolver
