// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/hosts/https.hpp"

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dnslint::hosts {

// By what a recording finds a reply again: the request without its time.
struct https_key {
   std::string url;
   std::string accept;
   std::size_t most_bytes = 0;
   unsigned most_redirects = 0;

   static https_key of(https_request const& r);
   auto operator<=>(https_key const&) const = default;
};

// A reply with its request, as a recording keeps it.
struct recorded_reply {
   https_key asked;
   base::event_loop::duration took{0};
   https_reply reply;

   bool operator==(recorded_reply const&) const = default;
};

// Bytes of Protocol Buffers; docs/recording.md lists the fields.
std::string to_bytes(recorded_reply const& r);
// Null if the bytes, which may be anything, are none. Fields that are not known are skipped.
std::optional<recorded_reply> recorded_reply_from_bytes(std::string_view bytes);

}  // namespace dnslint::hosts
