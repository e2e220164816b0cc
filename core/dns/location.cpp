// SPDX-License-Identifier: Apache-2.0
#include "core/dns/location.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace dnslint::dns {
namespace {

constexpr std::size_t size_of_version_0 = 16;
constexpr std::int64_t thousandths_per_degree = 3600000;
constexpr std::int64_t equator = std::int64_t{1} << 31U;  // and the prime meridian
constexpr std::int64_t altitude_base = 10000000;          // 100,000 m below the spheroid

std::uint8_t byte_at(std::string_view s, std::size_t i) noexcept
{
   return static_cast<std::uint8_t>(s[i]);
}

std::int64_t u32_at(std::string_view s, std::size_t i) noexcept
{
   std::uint32_t value = 0;
   for (std::size_t j = i; j != i + 4; ++j)
      value = (value << 8U) | byte_at(s, j);
   return value;
}

std::string padded(std::int64_t number, std::size_t width)
{
   auto text = std::to_string(number);
   return text.insert(0, width - std::min(width, text.size()), '0');
}

// Degrees, minutes, seconds and the hemisphere. Null beyond `max_degrees`.
std::optional<std::string> angle_text(
   std::int64_t angle, std::int64_t max_degrees, std::string_view hemispheres)
{
   auto const distance = std::abs(angle - equator);
   if (distance > max_degrees * thousandths_per_degree)
      return std::nullopt;
   auto const seconds = distance / 1000;
   return std::to_string(seconds / 3600) + ' ' + std::to_string(seconds / 60 % 60) + ' ' +
          std::to_string(seconds % 60) + '.' + padded(distance % 1000, 3) + ' ' +
          hemispheres[angle < equator ? 1 : 0];
}

std::string metres(std::int64_t centimetres)
{
   auto const distance = std::abs(centimetres);
   auto text = (centimetres < 0 ? "-" : "") + std::to_string(distance / 100);
   if (distance % 100 != 0)
      text += '.' + padded(distance % 100, 2);
   return text + 'm';
}

// Section 2: a digit and, in the lower half, the power of ten that it is multiplied by, in
// centimetres.
std::optional<std::string> precision_text(std::uint8_t coded)
{
   std::int64_t centimetres = coded >> 4U;
   auto const power = coded & 15U;
   if (centimetres > 9 || power > 9 || (centimetres == 0 && power != 0))
      return std::nullopt;
   for (unsigned i = 0; i != power; ++i)
      centimetres *= 10;
   return metres(centimetres);
}

}  // namespace

std::size_t location_size(std::string_view rest) noexcept
{
   bool const known = rest.empty() || rest.front() == '\0';
   return known ? size_of_version_0 : rest.size();
}

std::optional<std::string> location_text(std::string_view rdata)
{
   if (rdata.front() != '\0')
      return std::nullopt;
   auto const latitude = angle_text(u32_at(rdata, 4), 90, "NS");
   auto const longitude = angle_text(u32_at(rdata, 8), 180, "EW");
   auto const size = precision_text(byte_at(rdata, 1));
   auto const horizontal = precision_text(byte_at(rdata, 2));
   auto const vertical = precision_text(byte_at(rdata, 3));
   if (!latitude || !longitude || !size || !horizontal || !vertical)
      return std::nullopt;
   return *latitude + ' ' + *longitude + ' ' + metres(u32_at(rdata, 12) - altitude_base) + ' ' +
          *size + ' ' + *horizontal + ' ' + *vertical;
}

}  // namespace dnslint::dns
