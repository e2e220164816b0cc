// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/event_loop.hpp"
#include "core/base/outcome.hpp"
#include "core/dns/message.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace dnslint::resolver {

enum class transport : std::uint8_t { udp, tcp, tls };

// One question that a source sends once, over one transport. Retries, fallback and deadlines are
// decided by the caller. A source whose server is asked over TLS ignores `via`.
struct request {
   dns::question asked;
   transport via = transport::udp;
   base::event_loop::duration timeout{2000};
   unsigned attempt = 1;  // from 1; TCP after a truncated answer counts as the same attempt
   // Null for the default form. Borrowed until ask() has returned.
   dns::query_form const* form = nullptr;
   // True if the question only asks whether the server is alive now. Its exchange is neither
   // recorded nor cached.
   bool is_trial = false;
};

// Replaces the content of `to` by the query in wire form.
inline void write_query(request const& r, std::uint16_t id, std::string& to)
{
   if (r.form == nullptr)
      dns::write_query(r.asked, id, to);
   else
      dns::write_query(r.asked, id, *r.form, to);
}

// One try: a question that was sent, and the bytes that came back. Answers, recordings and evidence
// are made of exchanges. Either `wire` holds the received bytes, or `failure` says why there are
// none.
struct exchange {
   dns::question asked;
   std::string destination;  // "192.0.2.1:53", "zone"
   transport via = transport::udp;
   base::event_loop::time_point sent{0};
   base::event_loop::time_point received{0};
   std::string wire;
   std::optional<base::cause> failure;
};

// Where answers come from: the network over datagrams or streams, zones in memory, or a recording.
class source {
public:
   using done = std::function<void(exchange)>;

   source() = default;
   source(source const&) = delete;
   source& operator=(source const&) = delete;
   virtual ~source() = default;

   // Calls `on_done` exactly once, from the loop and never inline. When the request's timeout has
   // passed, it is called with the failure "timeout" (transient). It is not called after the source
   // is destroyed.
   virtual void ask(request const& r, done on_done) = 0;
};

}  // namespace dnslint::resolver
