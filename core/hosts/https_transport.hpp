// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/hosts/host_address.hpp"
#include "core/hosts/https.hpp"
#include "core/hosts/url.hpp"

namespace dnslint::hosts {

// One try of a request at one address, without redirects.
struct https_attempt {
   https_url url;
   host_address to;
   std::string accept;  // as in https_request
   std::size_t most_bytes = 0;
   base::event_loop::duration connect_timeout{0};  // until TLS stands
   base::event_loop::duration timeout{0};          // for all
};

struct https_attempt_result {
   std::variant<https_response, https_failure> result;
   tls_view tls;
};

// What makes an attempt: the network, or a lab. Everything else, which must be the same over both,
// is https_client's.
class https_transport {
public:
   using done = std::function<void(https_attempt_result)>;
   using call = https_source::call;

   https_transport() = default;
   https_transport(https_transport const&) = delete;
   https_transport& operator=(https_transport const&) = delete;
   virtual ~https_transport() = default;

   // As https_source::get() and cancel(). The cause after a timeout is "timeout".
   virtual call attempt(https_attempt const& a, done on_done) = 0;
   virtual void cancel(call which) = 0;
};

}  // namespace dnslint::hosts
