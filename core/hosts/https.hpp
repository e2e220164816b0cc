// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/event_loop.hpp"
#include "core/base/outcome.hpp"
#include "core/hosts/tls_view.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace dnslint::hosts {

// One GET over HTTPS.
struct https_request {
   static constexpr unsigned most_redirects_allowed = 10;

   std::string url;
   // Of the body. A longer one fails with "too-large".
   std::size_t most_bytes = std::size_t{64} << 10U;
   // The media type for the Accept header, such as "text/plain"; any if empty. A host may send
   // another one nevertheless: the reply says which.
   std::string accept;
   // How many redirects are followed, 0 to 10. The response behind them is the reply, even if it is
   // one more redirect.
   unsigned most_redirects = 0;
   // For the whole request with its redirects. Waiting for a turn at an address does not count.
   base::event_loop::duration timeout{20'000};
};

// The order in which a request goes: a failure tells how far it came.
enum class https_phase : std::uint8_t {
   resolve,  // nothing was sent: the URL, the host's addresses, the guard
   connect,
   tls,
   header,  // the request was sent, and there is no whole header
   body
};
std::string_view to_text(https_phase p);
std::optional<https_phase> https_phase_from_text(std::string_view text);

struct https_response {
   unsigned status = 0;
   // In the order of the host, with names in lower case and values without spaces around them. A
   // header that comes several times is there several times.
   std::vector<std::pair<std::string, std::string>> headers;
   std::string body;
   // Of Content-Type in lower case without its parameters: "text/plain". Empty if there is none.
   std::string media_type;

   bool operator==(https_response const&) const = default;
};

// Why there is no response. Its cause is one of https_causes(), or that of an unknown answer about
// the host's addresses.
struct https_failure {
   base::cause why;
   https_phase phase = https_phase::resolve;

   bool operator==(https_failure const&) const = default;
};

// One of the URLs that a request went through.
struct https_hop {
   std::string url;
   std::string address;   // which answered, or was tried last; empty if none was
   unsigned status = 0;   // 0 if there was no response
   std::string location;  // of the Location header; empty if there is none

   bool operator==(https_hop const&) const = default;
};

// What came of a request: a response, or a failure. Hops and TLS are told in both cases.
struct https_reply {
   std::variant<https_response, https_failure> result;
   tls_view tls;                 // of the last hop
   std::vector<https_hop> hops;  // at least one, unless the request never began

   https_response const* response() const { return std::get_if<https_response>(&result); }
   https_failure const* failure() const { return std::get_if<https_failure>(&result); }
   bool operator==(https_reply const&) const = default;
};

// The causes that a source of HTTPS gives by itself.
std::vector<base::cause> https_causes();

// Where replies of hosts come from: the network, a lab, or a recording.
class https_source {
public:
   using done = std::function<void(https_reply)>;
   using call = std::uint64_t;  // one request that was begun; never 0

   https_source() = default;
   https_source(https_source const&) = delete;
   https_source& operator=(https_source const&) = delete;
   virtual ~https_source() = default;

   // Calls `on_done` exactly once, from the loop and never within get() or cancel(). It is not
   // called after the source is destroyed.
   virtual call get(https_request const& request, done on_done) = 0;
   // Ends a request with the cause "cancelled". Without effect on one that has ended.
   virtual void cancel(call which) = 0;
};

// The value of a header in a response; null if it is not there. The first one counts.
std::string const* find_header(https_response const& in, std::string_view lower_name);

// The media type that a Content-Type header states (RFC 9110 section 8.3.1): "text/plain" of
// "Text/Plain; charset=utf-8".
std::string media_type_of(std::string_view content_type);

}  // namespace dnslint::hosts
