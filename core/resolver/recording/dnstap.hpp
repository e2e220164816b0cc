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

// The dnstap frame of one exchange: TOOL_RESPONSE with the response, or TOOL_QUERY if no response
// came. Both hold the query.
struct dnstap_frame {
   using time_point = std::chrono::sys_time<std::chrono::milliseconds>;

   std::string extra;  // text that a replay needs beside the messages
   transport via = transport::udp;
   // The address of the server, 4 or 16 bytes. Empty if it has none.
   std::string address;
   std::uint16_t port = 0;
   time_point sent{};
   time_point received{};  // when the answer came, or the question was given up
   std::string query;
   std::optional<std::string> response;
};

std::string to_bytes(dnstap_frame const& frame);
// Null if the bytes are no such frame. Fields that to_bytes() does not write are skipped.
std::optional<dnstap_frame> dnstap_from_bytes(std::string_view bytes);

// A frame of a type that dnstap does not have, and that its tools pass over. It holds what was
// asked of others than the DNS. The bytes of it, and its content; null if it is no such frame.
std::string host_frame(std::string_view content);
std::optional<std::string_view> host_frame_content(std::string_view bytes);

}  // namespace dnslint::resolver
