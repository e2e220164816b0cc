// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lab_frames.hpp"

namespace dnslint::resolver {

namespace {

constexpr std::size_t length_size = 2;

std::size_t length_of(std::string_view bytes)
{
   return std::size_t{static_cast<unsigned char>(bytes[0])} << 8U |
          static_cast<unsigned char>(bytes[1]);
}

}  // namespace

std::optional<std::string> lab_frames::next()
{
   auto const rest = std::string_view{held_}.substr(taken_);
   if (rest.size() >= length_size && rest.size() - length_size >= length_of(rest)) {
      auto const size = length_of(rest);
      taken_ += length_size + size;
      return std::string{rest.substr(length_size, size)};
   }
   held_.erase(0, taken_);
   taken_ = 0;
   return std::nullopt;
}

std::string framed(std::string_view wire)
{
   std::string out;
   out.reserve(length_size + wire.size());
   out += static_cast<char>(wire.size() >> 8U);
   out += static_cast<char>(wire.size() & 0xffU);
   out += wire;
   return out;
}

}  // namespace dnslint::resolver
