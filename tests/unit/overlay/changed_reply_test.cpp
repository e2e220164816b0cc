// SPDX-License-Identifier: Apache-2.0
#include "core/overlay/changed_reply.hpp"

#include "core/overlay/overlay_file.hpp"
#include "core/resolver/answers/answer.hpp"
#include "tests/unit/resolver/messages.hpp"

#include <gmock/gmock.h>

namespace dnslint::overlay::tests {
namespace {

using namespace resolver::tests;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto soa = "example.test. 300 SOA ns.example.test. hostmaster.example.test. 1 2 3 4 300";

zone_changes changes(std::string_view text)
{
   auto read = read_changes(text, "overlay");
   EXPECT_TRUE(read) << (read ? "" : base::to_text(read.errors()));
   return read ? *std::move(read) : zone_changes{};
}

struct changed_reply_test : testing::Test {
   dns::message records_of(std::string_view answer) const
   {
      return with_answer(response(asked), answer);
   }
   dns::message absent(dns::rcode code) const
   {
      auto m = response(asked);
      m.head.code = code;
      m.authority = records(soa);
      return m;
   }
   std::optional<changed_reply> after(std::string_view overlay, dns::message const& today) const
   {
      return reply_after(changes(overlay), asked, today);
   }

   dns::question asked = ask("example.test", "TXT");
};

TEST_F(changed_reply_test, other_names_and_types_stay)
{
   auto const today = records_of("example.test. TXT \"old\"");
   EXPECT_FALSE(after("www.example.test. TXT \"new\"", today));
   EXPECT_FALSE(after("example.test. MX 0 .", today));
   EXPECT_FALSE(after("example.test. MX 0 .", absent(dns::rcode::noerror)));
}

TEST_F(changed_reply_test, plain_records_replace_the_rrset)
{
   auto const made = after(
      "example.test. TXT \"new\"\nexample.test. TXT \"other\"",
      records_of("example.test. TXT \"old\"\nexample.test. TXT \"token\""));
   ASSERT_TRUE(made);
   EXPECT_THAT(
      texts(made->reply.answer),
      ElementsAre("example.test. 3600 IN TXT \"new\"", "example.test. 3600 IN TXT \"other\""));
   EXPECT_FALSE(made->lacks_soa);
}

TEST_F(changed_reply_test, edits_keep_what_they_do_not_name)
{
   auto const made = after(
      "- example.test. IN TXT \"v=spf1 \" \"?all\"\n+ example.test. IN TXT \"v=spf1 -all\"",
      records_of("example.test. 60 TXT \"v=spf1 ?all\"\nexample.test. 60 TXT \"token\""));
   ASSERT_TRUE(made);
   EXPECT_THAT(
      texts(made->reply.answer),
      ElementsAre(
         "example.test. 60 IN TXT \"token\"", "example.test. 3600 IN TXT \"v=spf1 -all\""));
}

TEST_F(changed_reply_test, what_is_added_twice_stands_once)
{
   auto const made =
      after("+ example.test. TXT \"token\"", records_of("example.test. 60 TXT \"token\""));
   ASSERT_TRUE(made);
   EXPECT_THAT(texts(made->reply.answer), ElementsAre("example.test. 60 IN TXT \"token\""));
}

TEST_F(changed_reply_test, a_record_comes_where_nothing_was)
{
   for (auto const code : {dns::rcode::noerror, dns::rcode::nxdomain}) {
      auto const made = after("+ example.test. TXT \"new\"", absent(code));
      ASSERT_TRUE(made);
      EXPECT_EQ(made->reply.head.code, dns::rcode::noerror);
      EXPECT_THAT(made->reply.authority, IsEmpty());
      EXPECT_THAT(texts(made->reply.answer), ElementsAre("example.test. 3600 IN TXT \"new\""));
   }
}

TEST_F(changed_reply_test, the_last_record_that_goes_wants_proof)
{
   auto const made =
      after("- example.test. TXT \"old\"", records_of("example.test. 60 TXT \"old\""));
   ASSERT_TRUE(made);
   EXPECT_TRUE(made->lacks_soa);
   EXPECT_THAT(made->reply.answer, IsEmpty());
   auto const at_apex = with_answer(response(ask("example.test", "SOA")), soa);
   auto const proved = with_soa(made->reply, at_apex);
   ASSERT_TRUE(proved);
   EXPECT_EQ(texts(proved->authority).size(), 1U);
   EXPECT_FALSE(with_soa(made->reply, response(ask("example.test", "SOA"))));
   auto failed = at_apex;
   failed.head.code = dns::rcode::servfail;
   EXPECT_FALSE(with_soa(made->reply, failed));
   auto const of_another = "other.test. 300 SOA ns.example.test. h.example.test. 1 2 3 4 300";
   EXPECT_FALSE(
      with_soa(made->reply, with_answer(response(ask("example.test", "SOA")), of_another)));
}

TEST_F(changed_reply_test, a_whole_rrset_goes)
{
   auto const made = after(
      "- example.test. IN TXT", records_of("example.test. TXT \"a\"\nexample.test. TXT \"b\""));
   ASSERT_TRUE(made);
   EXPECT_TRUE(made->lacks_soa);
}

TEST_F(changed_reply_test, removing_what_is_not_published_changes_nothing)
{
   EXPECT_FALSE(after("- example.test. TXT \"other\"", absent(dns::rcode::noerror)));
   auto const made =
      after("- example.test. TXT \"other\"", records_of("example.test. 60 TXT \"old\""));
   ASSERT_TRUE(made);
   EXPECT_THAT(texts(made->reply.answer), ElementsAre("example.test. 60 IN TXT \"old\""));
}

TEST_F(changed_reply_test, failures_and_cut_replies_pass)
{
   auto failed = response(asked);
   failed.head.code = dns::rcode::servfail;
   EXPECT_FALSE(after("example.test. TXT \"new\"", failed));
   auto cut = response(asked);
   cut.head.tc = true;
   EXPECT_FALSE(after("example.test. TXT \"new\"", cut));
}

TEST_F(changed_reply_test, a_name_above_an_added_one_exists)
{
   auto const made = after("a.b.example.test. TXT \"new\"", absent(dns::rcode::nxdomain));
   ASSERT_TRUE(made);
   EXPECT_EQ(made->reply.head.code, dns::rcode::noerror);
   EXPECT_EQ(made->reply.authority.size(), 1U);
   EXPECT_FALSE(after("- a.example.test. TXT \"old\"", absent(dns::rcode::nxdomain)));
}

TEST_F(changed_reply_test, a_wildcard_answers_for_names_that_do_not_exist)
{
   asked = ask("x.y.example.test", "TXT");
   auto const overlay = "*.example.test. TXT \"any\"";
   auto const made = after(overlay, absent(dns::rcode::nxdomain));
   ASSERT_TRUE(made);
   EXPECT_THAT(texts(made->reply.answer), ElementsAre("x.y.example.test. 3600 IN TXT \"any\""));
   EXPECT_FALSE(after(overlay, absent(dns::rcode::noerror)));
   asked = ask("x.y.example.test", "MX");
   auto const of_another_type = after(overlay, absent(dns::rcode::nxdomain));
   ASSERT_TRUE(of_another_type);
   EXPECT_EQ(of_another_type->reply.head.code, dns::rcode::noerror);
   EXPECT_THAT(of_another_type->reply.answer, IsEmpty());
   // A closer name that exists ends what the wildcard stands for (RFC 4592 section 3.3.1).
   EXPECT_FALSE(after(
      "*.example.test. TXT \"any\"\na.y.example.test. A 192.0.2.1", absent(dns::rcode::nxdomain)));
}

TEST_F(changed_reply_test, an_alias_comes_and_goes)
{
   auto const added = after("example.test. CNAME other.test.", absent(dns::rcode::nxdomain));
   ASSERT_TRUE(added);
   EXPECT_THAT(texts(added->reply.answer), ElementsAre("example.test. 3600 IN CNAME other.test."));
   auto const alias = records_of("example.test. 60 CNAME other.test.\nother.test. 60 TXT \"old\"");
   auto const gone = after("- example.test. CNAME other.test.", alias);
   ASSERT_TRUE(gone);
   EXPECT_TRUE(gone->lacks_soa);
   auto const replaced =
      after("- example.test. CNAME other.test.\n+ example.test. TXT \"own\"", alias);
   ASSERT_TRUE(replaced);
   EXPECT_THAT(texts(replaced->reply.answer), ElementsAre("example.test. 3600 IN TXT \"own\""));
}

TEST_F(changed_reply_test, an_alias_to_a_changed_name_ends_there)
{
   auto const alias = records_of(
      "example.test. 60 CNAME a.test.\na.test. 60 CNAME b.test.\nb.test. 60 TXT \"old\"");
   auto const made = after("b.test. TXT \"new\"", alias);
   ASSERT_TRUE(made);
   EXPECT_THAT(
      texts(made->reply.answer),
      ElementsAre("example.test. 60 IN CNAME a.test.", "a.test. 60 IN CNAME b.test."));
   resolver::exchange e;
   e.asked = asked;
   e.wire = dns::encode(made->reply);
   EXPECT_EQ(resolver::interpret(e).why.code, "incomplete-chain");
   EXPECT_FALSE(after("c.test. TXT \"new\"", alias));
   auto const loop = records_of("example.test. 60 CNAME a.test.\na.test. 60 CNAME example.test.");
   EXPECT_FALSE(after("c.test. TXT \"new\"", loop));
}

}  // namespace
}  // namespace dnslint::overlay::tests
