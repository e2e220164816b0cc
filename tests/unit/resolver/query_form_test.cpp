// SPDX-License-Identifier: Apache-2.0
// In which letters and in which form a question leaves, and what comes back for it.
#include "tests/unit/resolver/cares_source_fixture.hpp"

#include <utility>

namespace dnslint::resolver::tests {
namespace {

using query_form_test = cares_source_test;

TEST_F(query_form_test, an_answer_in_other_letters_is_not_believed)
{
   auto const long_name = ask("a-name-with-many-letters.example.test", "A");
   serve([&](std::string const& query, transport) {
      return replies{encode(good(query))};
   });
   EXPECT_FALSE(ask_for(long_name).failure);
   server->fold_case(true);
   for (auto i = 0; i < 20; ++i) {
      auto const e = ask_for(long_name);
      ASSERT_TRUE(e.failure);
      EXPECT_EQ(e.failure->code, "case-folded");
      EXPECT_TRUE(e.wire.empty());
   }
   EXPECT_EQ(counted->case_folded, 20U);
}

TEST_F(query_form_test, a_server_that_never_keeps_case_is_believed_in_the_end)
{
   auto const long_name = ask("a-name-with-many-letters.example.test", "A");
   serve([&](std::string const& query, transport) {
      return replies{encode(good(query))};
   });
   server->fold_case(true);
   for (auto i = 0; i < 7; ++i)
      EXPECT_TRUE(ask_for(long_name).failure);
   for (auto i = 0; i < 20; ++i)
      EXPECT_FALSE(ask_for(long_name).failure);
}

TEST_F(query_form_test, a_question_can_be_put_in_other_forms)
{
   dns::message seen;
   serve([&](std::string const& query, transport) {
      seen = parse(query);
      return replies{encode(good(query))};
   });
   dns::query_form form;
   form.rd = false;
   form.cd = true;
   form.dnssec_ok = true;
   form.udp_size = 4096;
   form.options = {{3, ""}};
   for (auto const via : {transport::udp, transport::tcp}) {
      made->ask({www, via, plenty, 1, &form}, [&](exchange const&) {
         told = true;
      });
      loop.run([&] {
         return std::exchange(told, false);
      });
      EXPECT_FALSE(seen.head.rd);
      EXPECT_TRUE(seen.head.cd);
      EXPECT_EQ(seen.opt, (dns::edns{4096, 0, true, {{3, ""}}}));
   }
   form.edns = false;
   made->ask({www, transport::udp, plenty, 1, &form}, [&](exchange const&) {
      told = true;
   });
   loop.run([&] {
      return std::exchange(told, false);
   });
   EXPECT_FALSE(seen.opt);
}

}  // namespace
}  // namespace dnslint::resolver::tests
