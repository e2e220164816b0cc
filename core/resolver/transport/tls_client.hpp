// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "core/resolver/transport/byte_stream.hpp"

#include <memory>
#include <string>

namespace dnslint::resolver {

struct stream_counters;

// The state that all TLS connections to one server share (RFC 7858, strict profile of RFC 8310):
// the trusted authorities, the name that the server must prove, and the session to resume. Requires
// at least TLS 1.2.
class tls_client {
public:
   // `name` is the authentication domain name, in A-labels without a trailing dot. An empty
   // `ca_file` means the system's certificate authorities.
   static base::result<std::shared_ptr<tls_client>> make(
      std::string const& name, std::string const& ca_file);
   tls_client(tls_client const&) = delete;
   tls_client& operator=(tls_client const&) = delete;
   ~tls_client();

   // A stream on a new TCP connection. It carries nothing before the server has proved its name.
   // Its failures are "tcp-failed" (transient) and "tls-failed" (withheld), whose detail says what
   // is wrong. The stream shares the state, so it may outlive this object.
   std::unique_ptr<byte_stream> connect(
      server_address const& server, std::shared_ptr<stream_counters> counted);

   struct state;

private:
   explicit tls_client(std::shared_ptr<state> s);

   std::shared_ptr<state> state_;
};

}  // namespace dnslint::resolver
