// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/source.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dnslint::resolver {

constexpr std::string_view dnstap_content_type = "protobuf:dnstap.Dnstap";

// One dnstap frame of an exchange of ours: TOOL_RESPONSE with the response, or TOOL_QUERY when none
// came. Both have the query.
struct dnstap_frame {
   using time_point = std::chrono::sys_time<std::chrono::milliseconds>;

   std::string extra;  // a text of ours, for replaying
   transport via = transport::udp;
   std::string address;  // of the server, 4 or 16 bytes; empty when it has none
   std::uint16_t port = 0;
   time_point sent{};
   time_point received{};  // of an answer, or of giving up
   std::string query;
   std::optional<std::string> response;
};

std::string to_bytes(dnstap_frame const& frame);
// Null when the bytes are no such frame. Fields that we do not write are skipped.
std::optional<dnstap_frame> dnstap_from_bytes(std::string_view bytes);

}  // namespace dnslint::resolver
