// SPDX-License-Identifier: Apache-2.0
// What no server should send. The seeds are fixed: a failure can be seen again.
#include "tests/unit/dns/message_builder.hpp"

#include <algorithm>
#include <array>
#include <gtest/gtest.h>
#include <random>

using namespace dnslint::dns;
using namespace dnslint::dns::test;

namespace {

std::size_t record_count(message const& m)
{
   return m.answer.size() + m.authority.size() + m.additional.size() + (m.opt ? 1 : 0);
}

// All that a report may do with a message.
void use(message const& m)
{
   for (auto const* section : {&m.answer, &m.authority, &m.additional})
      for (auto const& r : *section) {
         auto const text = to_text(r);
         ASSERT_TRUE(std::ranges::all_of(text, [](char c) {
            return c >= ' ' && c <= '~';
         }));
         for (auto const key : field_keys(r.type))
            ASSERT_TRUE(field(r, key));
         ASSERT_EQ(make_record(r.owner, r.type, r.ttl, r.rdata), r);
      }
}

void check_round_trip(message m)
{
   m.others.clear();
   auto const again = decode_bytes(encode(m));
   ASSERT_FALSE(again.error) << again.error->reason;
   ASSERT_EQ(again.value, m);
}

void check(std::string const& wire)
{
   auto const out = decode_bytes(wire);
   use(out.value);
   if (out.error)
      ASSERT_LE(out.error->offset, wire.size());
   else
      check_round_trip(out.value);
}

TEST(hostile, a_message_cut_anywhere_is_an_error)
{
   auto const wire = encode(sample_message());
   auto const whole = record_count(sample_message());
   std::size_t last = 0;
   for (std::size_t size = 0; size != wire.size(); ++size) {
      auto const out = decode_bytes(wire.substr(0, size));
      ASSERT_TRUE(out.error) << size;
      EXPECT_LE(out.error->offset, size);
      EXPECT_FALSE(out.error->reason.empty());
      EXPECT_LT(record_count(out.value), whole);
      EXPECT_GE(record_count(out.value), last);
      last = record_count(out.value);
      use(out.value);
   }
   EXPECT_EQ(last, whole - 1);
}

TEST(hostile, any_byte_may_be_another)
{
   // The edges of lengths, label types and pointers.
   constexpr std::array edges{0, 1, 2, 12, 16, 41, 63, 64, 127, 128, 0xbf, 0xc0, 0xc1, 0xff};
   auto const wire = encode(sample_message());
   for (std::size_t at = 0; at != wire.size(); ++at)
      for (int const byte : edges) {
         auto changed = wire;
         changed[at] = static_cast<char>(byte);
         ASSERT_NO_FATAL_FAILURE(check(changed)) << at << ' ' << byte;
      }
}

TEST(hostile, several_bytes_may_be_any_other)
{
   std::mt19937 random{1};
   auto const wire = encode(sample_message());
   for (int round = 0; round != 4000; ++round) {
      auto changed = wire;
      for (auto left = random() % 6 + 1; left != 0; --left)
         changed[random() % changed.size()] =
            static_cast<char>(random() % 4 == 0 ? 0xc0 : random());
      ASSERT_NO_FATAL_FAILURE(check(changed)) << round;
   }
}

TEST(hostile, random_bytes_are_no_message_or_a_sound_one)
{
   std::mt19937 random{2};
   for (int round = 0; round != 4000; ++round) {
      std::string wire(random() % 120, '\0');
      // Small numbers are what lengths, counts and types are made of.
      std::ranges::generate(wire, [&] {
         return static_cast<char>(random() % 2 == 0 ? random() % 4 : random());
      });
      ASSERT_NO_FATAL_FAILURE(check(wire)) << round;
   }
}

TEST(hostile, random_rdata_fits_its_type_or_is_refused)
{
   std::mt19937 random{3};
   for (auto const& row : record_types())
      for (int round = 0; round != 500; ++round) {
         std::string rdata(random() % 40, '\0');
         std::ranges::generate(rdata, [&] {
            return static_cast<char>(random() % 2 == 0 ? random() % 4 : random());
         });
         auto const r = make_record(name{}, row.type, 0, rdata);
         if (!r)
            continue;
         message m;
         m.answer = {*r};
         use(m);
         ASSERT_NO_FATAL_FAILURE(check_round_trip(m));
      }
}

// What we print, ldns reads as the same record.
TEST(hostile, text_of_random_rdata_reads_the_same)
{
   std::mt19937 random{4};
   for (auto const& row : record_types())
      for (int round = 0; round != 100; ++round) {
         std::string rdata(random() % 30, '\0');
         std::ranges::generate(rdata, [&] {
            return static_cast<char>(random() % 2 == 0 ? random() % 4 : random());
         });
         if (auto const r = make_record(name_of("x"), row.type, 9, rdata)) {
            auto const read = parse_zone_text(to_text(*r), name{}, "text");
            ASSERT_TRUE(read) << to_text(*r) << dnslint::base::to_text(read.errors());
            ASSERT_EQ(read->at(0), *r) << to_text(*r);
         }
      }
}

// A message of 64 KiB that is all pointers: bounded work, bounded memory.
TEST(hostile, the_largest_message_of_the_smallest_records_is_read)
{
   std::string wire = wire_header({1, 4096, 0, 0}) + wire_question("\1a\0"_b, rrtype::ns);
   while (wire.size() + 14 <= 65535)
      wire += wire_record(pointer(12), rrtype::ns, pointer(12));
   auto const out = decode_bytes(wire);
   EXPECT_FALSE(out.error);
   EXPECT_EQ(out.value.answer.size(), 4096U);
}

}  // namespace
