// SPDX-License-Identifier: Apache-2.0
#include "core/dns/query_option.hpp"

#include "core/dns/wire_reader.hpp"

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

std::optional<std::string_view> option_among(wire_reader options, std::uint16_t code)
{
   while (!options.at_end() && !options.failed()) {
      auto const found = options.u16();
      auto const data = options.bytes(options.u16());
      if (!options.failed() && found == code)
         return data;
   }
   return std::nullopt;
}

}  // namespace

bool append_query_option(std::string& query, std::uint16_t code, std::string_view data)
{
   if (query.size() < header_size)
      return false;
   auto const opt = end_of_question(query);
   auto const head = query.size();
   auto const size = head + option_head_size + data.size();
   if (!ends_with_opt(query, opt) || size > longest_message)
      return false;
   query.resize(head + option_head_size);
   put_u16(query, head, code);
   put_u16(query, head + 2, data.size());
   query += data;
   put_u16(query, opt + opt_size - 2, size - opt - opt_size);
   return true;
}

std::optional<std::string_view> find_option(std::string_view message, std::uint16_t code)
{
   wire_reader in{message};
   in.bytes(4);
   unsigned const questions = in.u16();
   unsigned records = in.u16();
   records += in.u16();
   records += in.u16();
   name_bytes owner;
   for (unsigned i = 0; i != questions && !in.failed(); ++i) {
      in.exact_domain_name(owner);
      in.bytes(4);
   }
   for (unsigned i = 0; i != records && !in.failed(); ++i) {
      in.exact_domain_name(owner);
      auto const type = in.u16();
      in.bytes(6);
      auto const data = in.part(in.u16());
      if (!in.failed() && type == 41)
         return option_among(data, code);
   }
   return std::nullopt;
}

}  // namespace dnslint::dns
