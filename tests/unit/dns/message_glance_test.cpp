// SPDX-License-Identifier: Apache-2.0
#include "core/dns/message_glance.hpp"

#include <gtest/gtest.h>

namespace dnslint::dns::tests {
namespace {

question const mx{name::from_text("Example.test").value(), rrtype::mx};

record made(std::string_view owner, rrtype type, std::string_view rdata)
{
   return make_record(name::from_text(owner).value(), type, 300, rdata).value();
}

record exchange_of(std::string_view owner)
{
   using namespace std::string_view_literals;
   return made(owner, rrtype::mx, "\0\x0a\1m\0"sv);
}

record soa_of(std::string_view owner)
{
   return made(owner, rrtype::soa, std::string(22, '\0'));
}

message response()
{
   message m;
   m.head.qr = true;
   m.questions = {mx};
   m.opt = edns{};
   return m;
}

std::optional<glance> look(message const& m)
{
   return glance_at(encode(m), mx);
}

message with_records()
{
   auto m = response();
   m.answer = {exchange_of("example.test"), made("example.test", rrtype::mx, {"\0\x14\1n\0", 5})};
   m.additional = {made("m", rrtype::a, "abcd")};
   return m;
}

message denial(std::string_view soa = "test")
{
   auto m = response();
   m.head.code = rcode::nxdomain;
   m.authority = {soa_of(soa)};
   return m;
}

TEST(message_glance, records_are_what_was_asked_for)
{
   auto m = with_records();
   m.head.ad = true;
   EXPECT_EQ(look(m), (glance{glance::result_kind::records, rcode::noerror, true}));
}

TEST(message_glance, a_denial_has_a_covering_soa)
{
   EXPECT_EQ(look(denial()), (glance{glance::result_kind::denial, rcode::nxdomain, false, 6}));
   EXPECT_EQ(look(denial("example.test"))->zone_size, 14);
   EXPECT_TRUE(look(denial(".")));
   EXPECT_FALSE(look(denial("other.test")));
   EXPECT_FALSE(look(denial("ple.test")));
   EXPECT_FALSE(look(denial("a.example.test")));
   auto m = denial();
   m.head.code = rcode::noerror;
   EXPECT_TRUE(look(m));
   m.authority = {made("test", rrtype::ns, {"\1a\0", 3})};
   EXPECT_FALSE(look(m));
   m.authority.clear();
   EXPECT_FALSE(look(m));
}

TEST(message_glance, other_response_codes_and_flags_want_a_closer_look)
{
   for (auto const code : {rcode::formerr, rcode::servfail, rcode::refused, rcode::badvers}) {
      auto m = denial();
      m.head.code = code;
      EXPECT_FALSE(look(m)) << to_text(code);
   }
   for (auto const change :
        {+[](header& h) {
            h.qr = false;
         },
         +[](header& h) {
            h.tc = true;
         },
         +[](header& h) {
            h.opcode = 4;
         },
         +[](header& h) {
            h.code = rcode::nxdomain;
         }}) {
      auto m = with_records();
      change(m.head);
      EXPECT_FALSE(look(m));
   }
}

TEST(message_glance, other_questions_want_a_closer_look)
{
   for (auto const& q :
        {question{name::from_text("example.tesu").value(), rrtype::mx},
         question{mx.asked, rrtype::a}}) {
      auto m = with_records();
      m.questions = {q};
      EXPECT_FALSE(look(m));
   }
   auto m = with_records();
   m.questions = {mx, mx};
   EXPECT_FALSE(look(m));
   m.questions.clear();
   EXPECT_FALSE(look(m));
}

TEST(message_glance, other_answers_want_a_closer_look)
{
   for (auto const& r :
        {made("example.test", rrtype::cname, {"\1a\0", 3}),
         made("other.test", rrtype::mx, {"\0\x0a\1m\0", 5}),
         made("example.test", rrtype::a, "abcd")}) {
      auto m = with_records();
      m.answer.push_back(r);
      EXPECT_FALSE(look(m)) << to_text(r);
   }
}

TEST(message_glance, an_extended_error_wants_a_closer_look_and_other_options_do_not)
{
   auto m = with_records();
   m.opt->options = {{10, "abcdefgh"}};
   EXPECT_TRUE(look(m));
   m.opt->options.push_back({15, {"\0\x0f", 2}});
   EXPECT_FALSE(look(m));
}

TEST(message_glance, no_cut_message_is_whole)
{
   for (auto const& m : {with_records(), denial()}) {
      auto const wire = encode(m);
      for (std::size_t size = 0; size != wire.size(); ++size)
         EXPECT_FALSE(glance_at(wire.substr(0, size), mx)) << size;
      EXPECT_TRUE(glance_at(wire + "what trails", mx));
   }
}

// Whatever one changed byte makes of it, decode() agrees.
TEST(message_glance, is_as_strict_as_decoding)
{
   for (auto const& m : {with_records(), denial()}) {
      auto const wire = encode(m);
      for (std::size_t i = 0; i != wire.size(); ++i)
         for (unsigned value = 0; value != 256; ++value) {
            auto changed = wire;
            changed[i] = static_cast<char>(value);
            auto const* const bytes = reinterpret_cast<std::uint8_t const*>(changed.data());
            auto const seen = glance_at(changed, mx);
            auto const whole = decode({bytes, changed.size()});
            if (seen) {
               EXPECT_FALSE(whole.error) << i << ' ' << value;
               EXPECT_EQ(whole.value.answer.empty(), seen->result == glance::result_kind::denial);
            }
         }
   }
}

}  // namespace
}  // namespace dnslint::dns::tests
