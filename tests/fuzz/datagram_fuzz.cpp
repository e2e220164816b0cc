// SPDX-License-Identifier: Apache-2.0
// A hostile peer of the datagram layer, which knows the question: its first byte says how much of
// the answer it gets right. What is believed has our id, QR and question, and is judged without
// harm; any bytes as a query get a response or nothing.
#include "core/base/escape.hpp"
#include "core/dns/query_option.hpp"
#include "core/lab/lab_responder.hpp"
#include "core/resolver/answers/answer.hpp"
#include "core/resolver/transport/datagram.hpp"
#include "tests/fuzz/require.hpp"

#include <array>

using namespace dnslint;

namespace {

constexpr std::size_t header_size = 12;

dns::question const asked{dns::name::from_text("www.a.test").value(), dns::rrtype::mx};

std::string query()
{
   std::string bytes;
   dns::write_query(asked, 4711, bytes);
   return bytes;
}

// The header and question of an answer, as much of them as the peer wants, and what it sends
// behind.
std::string datagram_of(std::string_view input)
{
   if (input.empty())
      return {};
   auto const mode = static_cast<unsigned char>(input.front());
   input.remove_prefix(1);
   auto right = query().substr(0, header_size + asked.asked.wire().size() + 4);
   right[2] = static_cast<char>(static_cast<unsigned char>(right[2]) | 0x80U);
   right.replace(10, 2, 2, '\0');
   std::string bytes{input};
   for (std::size_t i = 0; i != right.size() && i != bytes.size(); ++i)
      if ((mode >> (i < 2 ? 0U : i < 4 ? 1U : i < 6 ? 2U : i < header_size ? 3U : 4U) & 1U) != 0)
         bytes[i] = right[i];
   return bytes;
}

void check_stub(std::string const& sent)
{
   std::array<char, 600> room{};
   auto const size = resolver::write_clean_stub(sent, room);
   require(size > header_size && size <= sent.size(), "a stub is the question");
   require(
      resolver::judge_datagram({room.data(), size}, sent) == resolver::datagram_verdict::accepted,
      "a stub is believed");
}

void check_believed(std::string const& datagram, std::string const& sent)
{
   auto const byte = [&](std::size_t i) {
      return static_cast<unsigned char>(datagram[i]);
   };
   require(datagram.size() >= header_size && (byte(2) & 0x80U) != 0, "a response");
   require((byte(2) & 0x78U) == 0, "of opcode QUERY");
   auto const has_question = byte(4) != 0 || byte(5) != 0;
   auto const question_size = asked.asked.wire().size();
   if (has_question)
      require(
         base::equal_ignoring_case(
            std::string_view{datagram}.substr(header_size, question_size),
            std::string_view{sent}.substr(header_size, question_size)),
         "of our question");
   resolver::exchange e;
   e.asked = asked;
   e.wire = datagram;
   auto const a = resolver::interpret(std::move(e));
   if (a.state == resolver::status::unknown) {
      require(!a.why.code.empty(), "unknown has a cause");
      return;
   }
   require(has_question, "what is known came with its question");
   require(
      a.state == resolver::status::absent ? a.records().empty() : !a.records().empty(),
      "records are there or not");
   for (auto const& r : a.records())
      require(r.owner == a.canonical_name() && r.type == asked.type, "the records asked for");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
   static auto const sent = query();
   static resolver::lab const zones;
   auto const datagram = datagram_of({reinterpret_cast<char const*>(data), size});
   check_stub(sent);
   if (auto const cookie = dns::find_option(datagram, 10))
      require(
         cookie->data() >= datagram.data() &&
            cookie->data() + cookie->size() <= datagram.data() + datagram.size(),
         "an option lies in the message");
   require(resolver::id_of(datagram).has_value() == (datagram.size() >= header_size), "ids");
   if (resolver::judge_datagram(datagram, sent) == resolver::datagram_verdict::accepted)
      check_believed(datagram, sent);
   resolver::lab_responder server{zones, 0};
   auto const reply = server.respond(datagram, resolver::transport::udp).wire;
   if (!reply.empty())
      require(
         !dns::decode({reinterpret_cast<std::uint8_t const*>(reply.data()), reply.size()}).error,
         "responses decode");
   return 0;
}
