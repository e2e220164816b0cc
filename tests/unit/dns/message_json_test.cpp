// SPDX-License-Identifier: Apache-2.0
#include "core/dns/message_json.hpp"

#include "tests/unit/dns/message_builder.hpp"

#include <gtest/gtest.h>

using namespace dnslint::dns;
using namespace dnslint::dns::test;

namespace {

std::string const flags =
   R"("qr":true,"opcode":"QUERY","aa":false,"tc":false,"rd":true,"ra":true,"ad":false,"cd":false)";

std::string with_answer(std::string_view zone_text)
{
   message m;
   m.answer = zone(zone_text);
   return to_json({m, {}});
}

// The JSON of the only answer.
std::string answer(std::string_view zone_text)
{
   auto const all = with_answer(zone_text);
   auto const begin = all.find(R"("answer":[)") + 10;
   return all.substr(begin, all.find(R"(],"authority")") - begin);
}

TEST(message_json, has_every_part_of_a_message)
{
   auto const wire = wire_header({1, 1, 1, 2}) + wire_question("\1X\0"_b, rrtype::mx) +
                     wire_record(pointer(12), rrtype::mx, "\0\5\1m\0"_b) +
                     wire_record("\0"_b, rrtype::ns, pointer(12)) +
                     wire_record("\1h\0"_b, rrtype::a, "\xc0\0\2\1"_b) +
                     wire_record("\0"_b, rrtype::opt, "\0\3\0\1n"_b, 1232, 0x01008000);
   EXPECT_EQ(
      to_json(decode_bytes(wire)),
      R"({"header":{"id":4660,)" + flags +
         R"(,"rcode":"BADVERS"},)"
         R"("question":[{"name":"x","type":"MX","class":"IN"}],)"
         R"("answer":[{"name":"x","type":"MX","ttl":300,)"
         R"("rdata":{"preference":5,"exchange":"m"},"text":"5 m."}],)"
         R"("authority":[{"name":".","type":"NS","ttl":300,"rdata":{"nsdname":"x"},"text":"x."}],)"
         R"("additional":[{"name":"h","type":"A","ttl":300,"rdata":{"address":"192.0.2.1"},)"
         R"("text":"192.0.2.1"}],)"
         R"("edns":{"udp_size":1232,"version":0,"do":true,"options":[)"
         R"({"code":3,"name":"NSID","text":"n","data":"6e"}]}})");
}

TEST(message_json, fields_are_numbers_texts_and_lists)
{
   EXPECT_EQ(
      answer("a 9 NSEC b A TYPE65280"),
      R"({"name":"a.example.test","type":"NSEC","ttl":9,)"
      R"("rdata":{"next_domain_name":"b.example.test","types":["A","TYPE65280"]},)"
      R"("text":"b.example.test. A TYPE65280"})");
   EXPECT_EQ(
      answer("a 9 TXT \"v\\\"\" \"\\255\""),
      R"({"name":"a.example.test","type":"TXT","ttl":9,)"
      R"("rdata":{"strings":["v\"","\\255"],"text":"v\"\\255"},)"
      R"("text":"\"v\\\"\" \"\\255\""})");
}

TEST(message_json, bytes_are_in_the_digits_of_their_text_form)
{
   EXPECT_EQ(
      answer("a 9 TLSA 3 1 1 00FF"),
      R"({"name":"a.example.test","type":"TLSA","ttl":9,)"
      R"("rdata":{"usage":3,"selector":1,"matching_type":1,"data":"00ff"},"text":"3 1 1 00ff"})");
   EXPECT_EQ(
      answer("a 9 OPENPGPKEY AP8="),
      R"({"name":"a.example.test","type":"OPENPGPKEY","ttl":9,)"
      R"("rdata":{"key":"AP8="},"text":"AP8="})");
   EXPECT_EQ(
      answer("a 9 NSEC3PARAM 1 0 5 -"),
      R"({"name":"a.example.test","type":"NSEC3PARAM","ttl":9,)"
      R"("rdata":{"hash_algorithm":1,"flags":0,"iterations":5,"salt":""},"text":"1 0 5 -"})");
   EXPECT_EQ(
      answer("a 9 TYPE65280 \\# 2 00FF"),
      R"({"name":"a.example.test","type":"TYPE65280","ttl":9,)"
      R"("rdata":{"rdata":"00ff"},"text":"\\# 2 00ff"})");
}

TEST(message_json, names_what_is_not_of_class_in)
{
   auto const wire = wire_header({1, 1, 0, 0}, 0x2800) + wire_question("\1v\0"_b, rrtype::txt, 3) +
                     wire_record("\1v\0"_b, rrtype::txt, "\1x", 4711);
   EXPECT_EQ(
      to_json(decode_bytes(wire)),
      R"({"header":{"id":4660,"qr":false,"opcode":"UPDATE","aa":false,"tc":false,"rd":false,)"
      R"("ra":false,"ad":false,"cd":false,"rcode":"NOERROR"},)"
      R"("question":[],"answer":[],"authority":[],"additional":[],"other_classes":[)"
      R"({"section":"question","name":"v","type":"TXT","class":"CH"},)"
      R"({"section":"answer","name":"v","type":"TXT","class":"CLASS4711","ttl":300,)"
      R"("rdata":"0178"}]})");
}

TEST(message_json, an_error_stands_behind_what_was_read)
{
   auto const wire = wire_header({1, 1, 0, 0}) + wire_question("\1x\0"_b, rrtype::a) +
                     wire_record("\0"_b, rrtype::a, "abc");
   EXPECT_EQ(
      to_json(decode_bytes(wire)),
      R"({"header":{"id":4660,)" + flags +
         R"(,"rcode":"NOERROR"},)"
         R"("question":[{"name":"x","type":"A","class":"IN"}],"answer":[],"authority":[],)"
         R"("additional":[],"error":{"offset":30,"reason":"RDATA too short for its type"}})");
}

}  // namespace
