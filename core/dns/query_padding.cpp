// SPDX-License-Identifier: Apache-2.0
#include "core/dns/query_padding.hpp"

#include <cstdint>
#include <string_view>

namespace dnslint::dns {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t header_size = 12;
constexpr auto counts =
   "\x00\x01\x00\x00\x00\x00\x00\x01"sv;  // one question, one additional record
constexpr auto root_and_opt = "\x00\x00\x29"sv;
// RFC 6891 section 6.1.2: owner, type, class, TTL and the length of the options.
constexpr std::size_t opt_size = 11;
constexpr std::size_t option_head_size = 4;
constexpr char padding_option = 12;
constexpr std::size_t longest_message = 65'535;

std::size_t u16_at(std::string_view bytes, std::size_t at)
{
   return std::size_t{static_cast<std::uint8_t>(bytes[at])} << 8U |
          static_cast<std::uint8_t>(bytes[at + 1]);
}

void put_u16(std::string& to, std::size_t at, std::size_t value)
{
   to[at] = static_cast<char>(value >> 8U);
   to[at + 1] = static_cast<char>(value & 0xffU);
}

// Behind the question's name without compression, type and class.
std::size_t end_of_question(std::string_view query)
{
   auto at = header_size;
   while (at < query.size() && query[at] != 0)
      at += static_cast<std::uint8_t>(query[at]) + std::size_t{1};
   return at + 5;
}

// Whether the message is a question and an OPT, which begins at `opt`.
bool ends_with_opt(std::string_view query, std::size_t opt)
{
   return query.substr(4, counts.size()) == counts && query.size() >= opt + opt_size &&
          query.substr(opt, root_and_opt.size()) == root_and_opt &&
          opt + opt_size + u16_at(query, opt + opt_size - 2) == query.size();
}

}  // namespace

void pad_query(std::string& query, std::size_t block)
{
   if (query.size() < header_size)
      return;
   auto const opt = end_of_question(query);
   auto const least = query.size() + option_head_size;
   auto const padded = (least + block - 1) / block * block;
   if (!ends_with_opt(query, opt) || padded > longest_message)
      return;
   auto const head = query.size();
   query.resize(padded, '\0');
   query[head + 1] = padding_option;
   put_u16(query, head + 2, padded - least);
   put_u16(query, opt + opt_size - 2, padded - opt - opt_size);
}

}  // namespace dnslint::dns
