// SPDX-License-Identifier: Apache-2.0
// Every type through wire and text and back, with ldns's reading of the text as the reference.
#include "core/base/encode.hpp"
#include "core/dns/record.hpp"
#include "tests/unit/dns/bytes.hpp"
#include "tests/unit/dns/samples.hpp"

#include <algorithm>
#include <gtest/gtest.h>

using namespace dnslint::dns;
using namespace dnslint::dns::test;

namespace {

class samples_of_rdata : public testing::TestWithParam<sample> {
protected:
   sample const& given() const { return GetParam(); }
   std::string rdata() const { return from_hex(given().hex); }
   record made() const
   {
      return make_record(name_of("x.example.test"), given().type, 300, rdata()).value();
   }
   static record read(std::string_view type, std::string_view text)
   {
      return zone("x 300 IN " + std::string{type} + ' ' + std::string{text}).at(0);
   }
};

TEST_P(samples_of_rdata, is_valid_and_stays_as_it_is)
{
   EXPECT_EQ(dnslint::base::hex(made().rdata), dnslint::base::hex(rdata()));
}

TEST_P(samples_of_rdata, is_what_ldns_reads)
{
   EXPECT_EQ(read(to_text(given().type), given().written), made());
}

TEST_P(samples_of_rdata, is_written_so)
{
   EXPECT_EQ(rdata_to_text(made()), given().canonical);
   EXPECT_EQ(
      to_text(made()),
      "x.example.test. 300 IN " + to_text(given().type) + ' ' + std::string{given().canonical});
}

TEST_P(samples_of_rdata, what_is_written_reads_the_same)
{
   EXPECT_EQ(read(to_text(given().type), rdata_to_text(made())), made());
}

TEST_P(samples_of_rdata, survives_a_message)
{
   message m;
   m.questions = {{name_of("example.test"), given().type}};
   m.answer = {made()};
   auto const out = decode_bytes(encode(m));
   EXPECT_FALSE(out.error);
   EXPECT_EQ(out.value, m);
}

TEST_P(samples_of_rdata, has_a_value_of_the_right_type_for_each_key)
{
   for (auto const key : field_keys(given().type)) {
      auto const value = field(made(), key);
      auto const type = field_type(given().type, key);
      ASSERT_TRUE(value && type) << key;
      EXPECT_EQ(std::holds_alternative<std::uint64_t>(*value), type == value_type::integer) << key;
      EXPECT_EQ(
         std::holds_alternative<std::vector<std::string>>(*value),
         type == value_type::bytes_list || type == value_type::text_list)
         << key;
   }
}

INSTANTIATE_TEST_SUITE_P(every_type, samples_of_rdata, testing::ValuesIn(samples()));

TEST(samples, there_is_one_of_each_type)
{
   for (auto const& row : record_types())
      EXPECT_TRUE(std::ranges::count(samples(), row.type, &sample::type)) << row.mnemonic;
}

}  // namespace
