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

// One question to one source over one transport, once. Retry, fallback and deadlines are decided
// above the source. A source whose server is to be asked over TLS asks so whatever `via` says.
struct request {
   dns::question asked;
   transport via = transport::udp;
   base::event_loop::duration timeout{2000};
   unsigned attempt = 1;                   // TCP after a truncated answer belongs to the same one
   dns::query_form const* form = nullptr;  // null: the default; borrowed until ask() has returned
   bool is_trial = false;  // whether the server lives: of now, so neither recorded nor remembered
};

// The query in wire form, in place of what `to` holds.
inline void write_query(request const& r, std::uint16_t id, std::string& to)
{
   if (r.form == nullptr)
      dns::write_query(r.asked, id, to);
   else
      dns::write_query(r.asked, id, *r.form, to);
}

// What happened: the raw material of answers, recordings and evidence. Either `wire` holds the
// bytes received, or `failure` says why there are none.
struct exchange {
   dns::question asked;
   std::string destination;  // "192.0.2.1:53", "zone"
   transport via = transport::udp;
   base::event_loop::time_point sent{0};
   base::event_loop::time_point received{0};
   std::string wire;
   std::optional<base::cause> failure;
};

// Where answers come from: the network over datagrams or streams, zones in memory, later a
// recording.
class source {
public:
   using done = std::function<void(exchange)>;

   source() = default;
   source(source const&) = delete;
   source& operator=(source const&) = delete;
   virtual ~source() = default;

   // Completes `on_done` exactly once, from the loop, never inline; at the latest when the
   // request's timeout has passed (failure: transient "timeout"). Not after the source is
   // destroyed.
   virtual void ask(request const& r, done on_done) = 0;
};

}  // namespace dnslint::resolver
