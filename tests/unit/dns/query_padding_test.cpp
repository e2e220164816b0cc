// SPDX-License-Identifier: Apache-2.0
#include "core/dns/query_padding.hpp"

#include "core/dns/message.hpp"

#include <gmock/gmock.h>
#include <span>

namespace dnslint::dns {
namespace {

message parse(std::string const& wire)
{
   auto d = decode(std::span{reinterpret_cast<std::uint8_t const*>(wire.data()), wire.size()});
   EXPECT_FALSE(d.error);
   return d.value;
}

std::string query_about(std::string const& text)
{
   std::string query;
   write_query({*name::from_text(text), rrtype::a}, 7, query);
   return query;
}

// RFC 8467 section 4.1: to the next multiple of 128 bytes; RFC 7830: option 12, zeros.
TEST(query_padding, fills_up_to_whole_blocks)
{
   std::string long_label(60, 'x');
   for (std::string text :
        {std::string{"."},
         std::string{"a.test"},
         long_label + ".test",
         long_label + "." + long_label + ".test"}) {
      auto const plain = query_about(text);
      auto padded = plain;
      pad_query(padded, 128);
      EXPECT_EQ(padded.size() % 128, 0U) << text;
      EXPECT_GE(padded.size(), plain.size() + 4);
      EXPECT_LT(padded.size(), plain.size() + 4 + 128);
      auto const m = parse(padded);
      EXPECT_EQ(m.questions, parse(plain).questions);
      ASSERT_TRUE(m.opt);
      ASSERT_EQ(m.opt->options.size(), 1U);
      EXPECT_EQ(m.opt->options.front().code, 12);
      EXPECT_EQ(m.opt->options.front().data, std::string(padded.size() - plain.size() - 4, '\0'));
   }
}

TEST(query_padding, comes_behind_other_options)
{
   auto m = make_query({*name::from_text("a.test"), rrtype::a}, 7);
   m.opt->options.push_back({10, "cookie!!"});
   auto query = encode(m);
   pad_query(query, 128);
   EXPECT_EQ(query.size(), 128U);
   auto const options = parse(query).opt->options;
   ASSERT_EQ(options.size(), 2U);
   EXPECT_EQ(options[0].data, "cookie!!");
   EXPECT_EQ(options[1].code, 12);
}

TEST(query_padding, is_left_out_where_there_is_no_place_for_it)
{
   auto m = make_query({*name::from_text("a.test"), rrtype::a}, 7);
   m.opt.reset();
   for (auto const& query :
        {std::string{}, std::string(11, 'x'), std::string(12, '\xff'), encode(m)}) {
      auto padded = query;
      pad_query(padded, 128);
      EXPECT_EQ(padded, query);
   }
}

}  // namespace
}  // namespace dnslint::dns
