// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/recording/frame_stream.hpp"

#include <cstdint>

namespace dnslint::resolver {

namespace {

constexpr std::size_t length_size = 4;
constexpr std::size_t most_control_bytes = 512;
constexpr std::uint32_t start = 2;
constexpr std::uint32_t stop = 3;
constexpr std::uint32_t content_type_field = 1;

std::string u32(std::size_t value)
{
   std::string bytes;
   for (auto shift = 24U; bytes.size() < length_size; shift -= 8)
      bytes += static_cast<char>(value >> shift & 0xffU);
   return bytes;
}

std::size_t u32_of(std::string_view bytes)
{
   std::size_t value = 0;
   for (auto const c : bytes.substr(0, length_size))
      value = value << 8U | static_cast<unsigned char>(c);
   return value;
}

std::string control_frame(std::string const& payload)
{
   return u32(0) + u32(payload.size()) + payload;
}

std::string start_payload(std::string_view content_type)
{
   return u32(start) + u32(content_type_field) + u32(content_type.size()) +
          std::string{content_type};
}

}  // namespace

std::string frame_stream_start(std::string_view content_type)
{
   return control_frame(start_payload(content_type));
}

std::string frame_stream_stop()
{
   return control_frame(u32(stop));
}

std::string data_frame(std::string_view payload)
{
   return u32(payload.size()) + std::string{payload};
}

frame_stream_reader::frame_stream_reader(std::string_view file, std::string_view content_type)
: file_{file}
{
   if (take_length() != 0)
      fail("it does not begin with a START frame");
   else if (control_frame() != start_payload(content_type))
      fail("it is no stream of " + std::string{content_type});
}

std::nullopt_t frame_stream_reader::fail(std::string_view reason)
{
   if (error_.empty())
      error_ = reason;
   return std::nullopt;
}

std::optional<std::string_view> frame_stream_reader::take(std::size_t size)
{
   if (file_.size() - at_ < size)
      return fail("it ends too early");
   auto const taken = file_.substr(at_, size);
   at_ += size;
   return taken;
}

std::optional<std::size_t> frame_stream_reader::take_length()
{
   auto const bytes = take(length_size);
   return bytes ? std::optional{u32_of(*bytes)} : std::nullopt;
}

// The control frame that follows the escape. Empty if there is none.
std::string_view frame_stream_reader::control_frame()
{
   auto const size = take_length();
   if (size && *size > most_control_bytes)
      fail("a control frame is too large");
   if (!size || !error_.empty())
      return {};
   return take(*size).value_or(std::string_view{});
}

std::optional<std::string_view> frame_stream_reader::next()
{
   if (ended_ || !error_.empty())
      return std::nullopt;
   auto const size = take_length();
   if (!size)
      return std::nullopt;
   if (*size > most_frame_bytes)
      return fail("a frame is too large");
   if (*size != 0)
      return take(*size);
   if (control_frame() != u32(stop))
      return fail("there is a control frame that is no STOP");
   ended_ = true;
   if (at_ != file_.size())
      return fail("there is something behind the STOP frame");
   return std::nullopt;
}

}  // namespace dnslint::resolver
