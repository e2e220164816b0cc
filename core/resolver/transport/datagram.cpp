// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/transport/datagram.hpp"

#include "core/base/escape.hpp"

#include <algorithm>
#include <cstddef>

namespace dnslint::resolver {

namespace {

// RFC 1035 section 4.1.1.
constexpr std::size_t header_size = 12;
constexpr std::uint8_t qr_bit = 0x80;
constexpr std::uint8_t opcode_mask = 0x78;
constexpr std::uint8_t rcode_mask = 0x0f;

std::uint8_t byte_at(std::string_view bytes, std::size_t at)
{
   return static_cast<std::uint8_t>(bytes[at]);
}

std::uint16_t u16_at(std::string_view bytes, std::size_t at)
{
   return static_cast<std::uint16_t>(byte_at(bytes, at) << 8U | byte_at(bytes, at + 1));
}

// The question section of our query: one name without compression, type and class.
std::string_view question_of(std::string_view query)
{
   auto end = header_size;
   while (end < query.size() && query[end] != 0)
      end += byte_at(query, end) + std::size_t{1};
   return query.substr(header_size, end + 5 - header_size);
}

// Compares names without case (RFC 4343), and type and class byte by byte. Lengths of labels are
// below 'A', so they are not mistaken for letters.
bool repeats(std::string_view received, std::string_view question)
{
   auto const name_size = question.size() - 4;
   return received.size() >= question.size() &&
          base::equal_ignoring_case(received.substr(0, name_size), question.substr(0, name_size)) &&
          received.substr(name_size, 4) == question.substr(name_size);
}

// Lengths of labels are below 'A', so they are not mistaken for letters.
bool is_letter(char c)
{
   return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool may_lack_question(std::uint8_t rcode)
{
   constexpr std::uint8_t formerr = 1;
   constexpr std::uint8_t servfail = 2;
   constexpr std::uint8_t notimp = 4;
   constexpr std::uint8_t refused = 5;
   return rcode == formerr || rcode == servfail || rcode == notimp || rcode == refused;
}

}  // namespace

std::optional<std::uint16_t> id_of(std::string_view datagram)
{
   if (datagram.size() < header_size)
      return std::nullopt;
   return u16_at(datagram, 0);
}

datagram_verdict judge_datagram(std::string_view datagram, std::string_view query)
{
   if (
      !id_of(datagram) || (byte_at(datagram, 2) & qr_bit) == 0 ||
      (byte_at(datagram, 2) & opcode_mask) != 0)
      return datagram_verdict::not_a_response;
   auto const questions = u16_at(datagram, 4);
   if (questions == 0 && may_lack_question(byte_at(datagram, 3) & rcode_mask))
      return datagram_verdict::accepted;
   if (questions != 1 || !repeats(datagram.substr(header_size), question_of(query)))
      return datagram_verdict::wrong_question;
   return datagram.substr(header_size).starts_with(question_of(query))
             ? datagram_verdict::accepted
             : datagram_verdict::case_folded;
}

void scramble_case(std::string& query, random_ids& random)
{
   constexpr char case_bit = 0x20;
   auto const end = header_size + question_of(query).size() - 4;
   unsigned bits = 0;
   auto left = 0;
   for (auto at = header_size; at < end; ++at) {
      if (!is_letter(query[at]))
         continue;
      if (left == 0) {
         bits = random.next();
         left = 16;
      }
      query[at] = static_cast<char>((query[at] | case_bit) ^ ((bits & 1U) != 0 ? case_bit : 0));
      bits >>= 1U;
      --left;
   }
}

std::size_t write_clean_stub(std::string_view query, std::span<char> to)
{
   auto const question = question_of(query);
   auto const size = header_size + question.size();
   if (size > to.size())
      return 0;
   std::ranges::fill(to.first(header_size), '\0');
   to[0] = query[0];
   to[1] = query[1];
   to[2] = static_cast<char>(qr_bit);
   to[5] = 1;
   question.copy(to.data() + header_size, question.size());
   return size;
}

}  // namespace dnslint::resolver
