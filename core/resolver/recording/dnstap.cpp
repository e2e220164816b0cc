// SPDX-License-Identifier: Apache-2.0
// The messages Dnstap and Message of dnstap.proto.
#include "core/resolver/recording/dnstap.hpp"

#include "core/resolver/recording/protocol_buffer.hpp"

#include <algorithm>

namespace dnslint::resolver {

namespace {

namespace outer {
constexpr std::uint32_t identity = 1;
constexpr std::uint32_t extra = 3;
constexpr std::uint32_t message = 14;
constexpr std::uint32_t type = 15;
constexpr std::uint32_t host_exchange = 1000;  // not of dnstap
}  // namespace outer

namespace inner {
constexpr std::uint32_t type = 1;
constexpr std::uint32_t socket_family = 2;
constexpr std::uint32_t socket_protocol = 3;
constexpr std::uint32_t response_address = 5;
constexpr std::uint32_t response_port = 7;
constexpr std::uint32_t query_seconds = 8;
constexpr std::uint32_t query_nanoseconds = 9;
constexpr std::uint32_t query_message = 10;
constexpr std::uint32_t response_seconds = 12;
constexpr std::uint32_t response_nanoseconds = 13;
constexpr std::uint32_t response_message = 14;
}  // namespace inner

constexpr std::uint64_t type_message = 1;
constexpr std::uint64_t type_host_exchange = 1000;  // not of dnstap
constexpr std::uint64_t tool_query = 11;
constexpr std::uint64_t tool_response = 12;
constexpr std::uint64_t protocol_udp = 1;
constexpr std::uint64_t protocol_tcp = 2;
constexpr std::uint64_t family_inet = 1;
constexpr std::uint64_t family_inet6 = 2;
constexpr std::size_t inet_size = 4;
constexpr std::uint32_t nanoseconds_a_millisecond = 1'000'000;
// Times beyond this do not fit into dnstap_frame::time_point.
constexpr std::uint64_t most_seconds = std::uint64_t{1} << 40U;

using time_point = dnstap_frame::time_point;

void write_time(
   protocol_buffer_writer& to, std::uint32_t seconds, std::uint32_t nanoseconds, time_point at)
{
   auto const whole = std::chrono::floor<std::chrono::seconds>(at);
   to.varint(seconds, static_cast<std::uint64_t>(whole.time_since_epoch().count()));
   to.fixed32(
      nanoseconds, static_cast<std::uint32_t>((at - whole).count()) * nanoseconds_a_millisecond);
}

// If a field comes more than once, the last one counts.
struct read_time {
   std::uint64_t seconds = 0;
   std::uint64_t nanoseconds = 0;

   time_point value() const
   {
      return time_point{
         std::chrono::seconds{static_cast<std::int64_t>(std::min(seconds, most_seconds))} +
         std::chrono::milliseconds{
            static_cast<std::int64_t>(nanoseconds / nanoseconds_a_millisecond % 1000)}};
   }
};

std::string message_bytes(dnstap_frame const& f)
{
   protocol_buffer_writer to;
   to.varint(inner::type, f.response ? tool_response : tool_query);
   if (!f.address.empty()) {
      to.varint(inner::socket_family, f.address.size() == inet_size ? family_inet : family_inet6);
      to.bytes(inner::response_address, f.address);
      to.varint(inner::response_port, f.port);
   }
   to.varint(inner::socket_protocol, f.via == transport::udp ? protocol_udp : protocol_tcp);
   write_time(to, inner::query_seconds, inner::query_nanoseconds, f.sent);
   to.bytes(inner::query_message, f.query);
   write_time(to, inner::response_seconds, inner::response_nanoseconds, f.received);
   if (f.response)
      to.bytes(inner::response_message, *f.response);
   return to.take();
}

bool read_message(std::string_view bytes, dnstap_frame& to)
{
   protocol_buffer_reader in{bytes};
   read_time sent;
   read_time received;
   while (auto const f = in.next()) {
      switch (f->field) {
         case inner::socket_protocol:
            to.via = f->value == protocol_tcp ? transport::tcp : transport::udp;
            break;
         case inner::response_address:
            to.address = f->bytes;
            break;
         case inner::response_port:
            to.port = static_cast<std::uint16_t>(f->value);
            break;
         case inner::query_seconds:
            sent.seconds = f->value;
            break;
         case inner::query_nanoseconds:
            sent.nanoseconds = f->value;
            break;
         case inner::query_message:
            to.query = f->bytes;
            break;
         case inner::response_seconds:
            received.seconds = f->value;
            break;
         case inner::response_nanoseconds:
            received.nanoseconds = f->value;
            break;
         case inner::response_message:
            to.response = std::string{f->bytes};
            break;
         default:
            break;
      }
   }
   to.sent = sent.value();
   to.received = received.value();
   return !in.failed();
}

}  // namespace

std::string to_bytes(dnstap_frame const& frame)
{
   protocol_buffer_writer to;
   to.bytes(outer::identity, "dnslint");
   to.bytes(outer::extra, frame.extra);
   to.bytes(outer::message, message_bytes(frame));
   to.varint(outer::type, type_message);
   return to.take();
}

std::optional<dnstap_frame> dnstap_from_bytes(std::string_view bytes)
{
   dnstap_frame read;
   auto is_message = false;
   auto is_good = true;
   protocol_buffer_reader in{bytes};
   while (auto const f = in.next()) {
      if (f->field == outer::extra)
         read.extra = f->bytes;
      else if (f->field == outer::message)
         is_good = is_good && read_message(f->bytes, read);
      else if (f->field == outer::type)
         is_message = f->value == type_message;
   }
   if (!is_good || !is_message || in.failed())
      return std::nullopt;
   return read;
}

std::string host_frame(std::string_view content)
{
   protocol_buffer_writer to;
   to.bytes(outer::identity, "dnslint");
   to.varint(outer::type, type_host_exchange);
   to.bytes(outer::host_exchange, content);
   return to.take();
}

std::optional<std::string_view> host_frame_content(std::string_view bytes)
{
   std::optional<std::string_view> content;
   auto is_of_host = false;
   protocol_buffer_reader in{bytes};
   while (auto const f = in.next()) {
      if (f->field == outer::type)
         is_of_host = f->value == type_host_exchange;
      else if (f->field == outer::host_exchange)
         content = f->bytes;
   }
   return is_of_host && !in.failed() ? content : std::nullopt;
}

}  // namespace dnslint::resolver
