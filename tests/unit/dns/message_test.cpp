// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/dns/bytes.hpp"

#include <gtest/gtest.h>

using namespace dnslint::dns;
using namespace dnslint::dns::test;

namespace {

TEST(message, a_question_has_a_text)
{
   EXPECT_EQ(to_text(question{name_of("Example.com."), rrtype::mx}), "example.com MX");
   EXPECT_EQ(to_text(question{name{}, static_cast<rrtype>(999)}), ". TYPE999");
}

TEST(message, rcodes_have_their_registered_names)
{
   EXPECT_EQ(to_text(rcode::noerror), "NOERROR");
   EXPECT_EQ(to_text(rcode::formerr), "FORMERR");
   EXPECT_EQ(to_text(rcode::servfail), "SERVFAIL");
   EXPECT_EQ(to_text(rcode::nxdomain), "NXDOMAIN");
   EXPECT_EQ(to_text(rcode::notimp), "NOTIMP");
   EXPECT_EQ(to_text(rcode::refused), "REFUSED");
   EXPECT_EQ(to_text(rcode::badvers), "BADVERS");
   EXPECT_EQ(to_text(static_cast<rcode>(23)), "BADCOOKIE");
   EXPECT_EQ(to_text(static_cast<rcode>(12)), "RCODE12");
   EXPECT_EQ(to_text(static_cast<rcode>(4095)), "RCODE4095");
}

TEST(message, a_query_asks_recursively_with_edns)
{
   auto const m = make_query({name_of("a.b"), rrtype::txt}, 7);
   EXPECT_EQ(m.head.id, 7);
   EXPECT_TRUE(m.head.rd);
   EXPECT_FALSE(m.head.qr);
   EXPECT_EQ(m.questions, (std::vector<question>{{name_of("a.b"), rrtype::txt}}));
   EXPECT_EQ(m.opt, edns{});
}

TEST(message, questions_are_ordered_by_name_then_type)
{
   EXPECT_LT((question{name_of("z.a"), rrtype::txt}), (question{name_of("b"), rrtype::a}));
   EXPECT_LT((question{name_of("a"), rrtype::a}), (question{name_of("a"), rrtype::mx}));
}

}  // namespace
