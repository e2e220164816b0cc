// SPDX-License-Identifier: Apache-2.0
// `dnslint decode`: what it reads, and what it writes for hostile bytes.
#include "tests/integration/scan_run.hpp"

#include <gmock/gmock.h>
#include <random>

namespace dnslint::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

// Id 0x1234, QR RD RA; the question x/A; the answer 192.0.2.1.
constexpr std::string_view packet{
   "\x12\x34\x81\x80\0\1\0\1\0\0\0\0\1x\0\0\1\0\1\xc0\x0c\0\1\0\1\0\0\1\x2c\0\4\xc0\0\2\1", 35};
constexpr auto* packet_hex =
   "12 34 81 80 0001 0001 0000 0000\n01 78 00 0001 0001\n"
   "C00C 0001 0001 0000012c 0004 c0000201\n";
constexpr auto* packet_base64 = "EjSBgAABAAEAAAAAAXgAAAEAAcAM\nAAEAAQAAASwABMAAAgE=\n";

ended_process decode(std::string_view input, words more = {})
{
   more.insert(more.begin(), "decode");
   return dnslint(more, std::string{input});
}

std::string framed(std::string_view message)
{
   return std::string{
             static_cast<char>(message.size() >> 8U), static_cast<char>(message.size() & 0xffU)} +
          std::string{message};
}

TEST(decode, a_message_is_one_line_of_json)
{
   auto const done = decode(packet);
   EXPECT_EQ(done.status, 0);
   EXPECT_EQ(done.err, "");
   auto const lines = parse_json_lines(done.out);
   ASSERT_EQ(lines.size(), 1U);
   auto const& m = lines[0];
   EXPECT_EQ(m["header"]["id"].number(), 0x1234);
   EXPECT_TRUE(m["header"]["qr"].boolean());
   EXPECT_FALSE(m["header"]["aa"].boolean());
   EXPECT_EQ(m["header"]["rcode"].text(), "NOERROR");
   EXPECT_EQ(m["question"].items().at(0)["type"].text(), "A");
   auto const& answer = m["answer"].items().at(0);
   EXPECT_EQ(answer["name"].text(), "x");
   EXPECT_EQ(answer["ttl"].number(), 300);
   EXPECT_EQ(answer["rdata"]["address"].text(), "192.0.2.1");
   EXPECT_EQ(answer["text"].text(), "192.0.2.1");
   EXPECT_FALSE(m.has("error"));
   EXPECT_FALSE(m.has("edns"));
}

TEST(decode, hex_and_base64_are_detected)
{
   auto const expected = decode(packet).out;
   EXPECT_EQ(decode(packet_hex).out, expected);
   EXPECT_EQ(decode(packet_base64).out, expected);
   EXPECT_EQ(decode("EjSBgAABAAEAAAAAAXgAAAEAAcAMAAEAAQAAASwABMAAAgE").out, expected);
}

TEST(decode, the_form_may_be_said)
{
   auto const expected = decode(packet).out;
   EXPECT_EQ(decode(packet, {"--from", "binary"}).out, expected);
   EXPECT_EQ(decode(packet_hex, {"--from", "hex"}).out, expected);
   EXPECT_EQ(decode(packet_base64, {"--from=base64"}).out, expected);
   // Base64 that is hex, too.
   EXPECT_EQ(decode("ABCD", {"--from", "base64"}).status, 3);
   for (auto const& wrong :
        {decode(packet, {"--from", "hex"}),
         decode("123", {"--from", "hex"}),
         decode(packet, {"--from", "base64"}),
         decode("ABC=D", {"--from", "base64"}),
         decode("A", {"--from", "base64"})}) {
      EXPECT_EQ(wrong.status, 2);
      EXPECT_EQ(wrong.out, "");
      EXPECT_THAT(wrong.err, HasSubstr("this is not"));
   }
}

// RFC 8484 section 4.1.1 has the other alphabet of base64.
TEST(decode, base64_of_urls_is_understood)
{
   std::string message{packet};
   message.replace(31, 4, "\xfb\xff\xfe\xff");
   EXPECT_EQ(decode("EjSBgAABAAEAAAAAAXgAAAEAAcAMAAEAAQAAASwABPv__v8").out, decode(message).out);
}

TEST(decode, what_stands_before_a_mistake_is_written)
{
   auto const done = decode(packet.substr(0, packet.size() - 1));
   EXPECT_EQ(done.status, 3);
   auto const m = parse_json_lines(done.out).at(0);
   EXPECT_EQ(m["question"].items().size(), 1U);
   EXPECT_TRUE(m["answer"].items().empty());
   EXPECT_EQ(m["error"]["offset"].number(), 31);
   EXPECT_EQ(m["error"]["reason"].text(), "ends too early");
}

TEST(decode, nothing_is_malformed)
{
   auto const done = decode("");
   EXPECT_EQ(done.status, 3);
   EXPECT_EQ(parse_json_lines(done.out).at(0)["error"]["offset"].number(), 0);
}

TEST(decode, no_message_is_longer_than_tcp_can_carry)
{
   std::string message{packet};
   message.resize(65535);
   EXPECT_EQ(decode(message, {"--from", "binary"}).status, 0);
   message += '\0';
   auto const done = decode(message, {"--from", "binary"});
   EXPECT_EQ(done.status, 2);
   EXPECT_EQ(done.out, "");
   EXPECT_THAT(done.err, HasSubstr("65535"));
   EXPECT_EQ(decode(std::string(65536 * 2, '0')).status, 2);
   EXPECT_EQ(decode(std::string(5000000, ' ')).status, 2);
}

TEST(decode, a_stream_has_a_line_for_each_message)
{
   auto const one = decode(packet).out;
   auto const done = decode(framed(packet) + framed(packet) + framed(packet), {"--stream"});
   EXPECT_EQ(done.status, 0);
   EXPECT_EQ(done.out, one + one + one);
   EXPECT_EQ(decode("", {"--stream"}).status, 0);
   auto const broken = decode(framed("") + framed(packet), {"--stream"});
   EXPECT_EQ(broken.status, 3);
   EXPECT_EQ(parse_json_lines(broken.out).size(), 2U);
}

TEST(decode, a_stream_that_ends_within_a_message_is_told)
{
   for (std::size_t kept = 1; kept != packet.size() + 2; ++kept) {
      auto const done = decode(framed(packet) + framed(packet).substr(0, kept), {"--stream"});
      ASSERT_EQ(done.status, 3) << kept;
      ASSERT_EQ(done.out, decode(packet).out) << kept;
      ASSERT_THAT(done.err, HasSubstr("within a message"));
   }
}

// The seed is fixed: a failure can be seen again.
TEST(decode, any_bytes_give_valid_json)
{
   std::mt19937 random{6};
   std::string stream;
   std::size_t count = 0;
   for (; count != 3000; ++count) {
      std::string message{packet};
      for (auto left = random() % 8; left != 0; --left)
         message[random() % message.size()] = static_cast<char>(random());
      // A TXT record of any bytes behind it.
      message[7] = 2;
      message += std::string{"\0\0\x10\0\1\0\0\0\0\0\x15\x14", 12};
      for (int i = 0; i != 20; ++i)
         message += static_cast<char>(random());
      stream += framed(message);
   }
   auto const done = decode(stream, {"--stream"});
   EXPECT_EQ(done.status, 3);
   EXPECT_EQ(parse_json_lines(done.out).size(), count);
}

TEST(decode, help_is_an_answer_and_wrong_usage_is_told)
{
   auto const help = decode("", {"--help"});
   EXPECT_EQ(help.status, 0);
   EXPECT_THAT(help.out, AllOf(StartsWith("Usage: dnslint decode"), HasSubstr("--stream")));
   struct wrong {
      words arguments;
      std::string says;
   };
   for (auto const& w : std::vector<wrong>{
           {{"--from"}, "needs a value"},
           {{"--from", "octal"}, "binary, hex or base64"},
           {{"--form", "hex"}, "did you mean '--from'"},
           {{"--stream", "--from", "hex"}, "exclude each other"},
           {{"packet.bin"}, "standard input"}}) {
      auto const done = decode(packet, w.arguments);
      EXPECT_EQ(done.status, 2) << w.says;
      EXPECT_EQ(done.out, "") << w.says;
      EXPECT_THAT(done.err, HasSubstr(w.says));
   }
}

}  // namespace
}  // namespace dnslint::tests
