// SPDX-License-Identifier: Apache-2.0
#include "der.hpp"

#include <cstddef>

namespace dkim {
namespace {

constexpr unsigned long_form = 0x80;

struct element_length {
   std::size_t octets = 0;  // that the length itself takes
   std::size_t content = 0;
};

std::uint8_t octet_at(std::string_view bytes, std::size_t at)
{
   return static_cast<std::uint8_t>(bytes[at]);
}

// Null if the length is cut, indefinite, longer than four octets, or not in its shortest form.
std::optional<element_length> read_length(std::string_view bytes)
{
   constexpr std::size_t longest = 4;
   if (bytes.empty())
      return std::nullopt;
   auto const first = octet_at(bytes, 0);
   if (first < long_form)
      return element_length{1, first};
   std::size_t const count = first - long_form;
   if (count == 0 || count > longest || bytes.size() <= count)
      return std::nullopt;
   std::size_t content = 0;
   for (std::size_t i = 1; i <= count; ++i)
      content = content << 8U | octet_at(bytes, i);
   bool const is_shortest = octet_at(bytes, 1) != 0 && content >= long_form;
   return is_shortest ? std::optional{element_length{1 + count, content}} : std::nullopt;
}

}  // namespace

std::optional<std::string_view> der_reader::take(der_tag tag)
{
   if (rest_.empty() || octet_at(rest_, 0) != static_cast<std::uint8_t>(tag))
      return std::nullopt;
   auto const length = read_length(rest_.substr(1));
   if (!length || rest_.size() - 1 - length->octets < length->content)
      return std::nullopt;
   auto const content = rest_.substr(1 + length->octets, length->content);
   rest_.remove_prefix(1 + length->octets + length->content);
   return content;
}

}  // namespace dkim
