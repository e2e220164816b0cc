// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lab.hpp"
#include "tests/unit/resolver/messages.hpp"

#include <gmock/gmock.h>

namespace dnslint::resolver::tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

lab lab_of(std::initializer_list<std::pair<char const*, char const*>> zones)
{
   lab made;
   for (auto const& [apex, text] : zones) {
      auto records = dns::parse_zone_text(text, name(apex), apex);
      EXPECT_TRUE(records) << text;
      EXPECT_THAT(made.add_zone(name(apex), std::move(*records)), IsEmpty());
   }
   return made;
}

struct lab_authority : testing::Test {
   dns::message look_up(std::string_view asked, std::string_view type) const
   {
      return zones.authoritative(ask(asked, type), 4711);
   }

   lab const zones = lab_of(
      {{"example.test",
        "@ 300 MX 10 mx\n"
        "mx 300 A 192.0.2.1\n"
        "alias 300 CNAME www.other.test.\n"
        "away 300 CNAME www.elsewhere.\n"
        "into 300 CNAME host.sub\n"
        "a 300 CNAME b\n"
        "b 300 CNAME a\n"
        "* 300 TXT wild\n"
        "sub 300 NS ns.sub\n"
        "sub 300 NS ns.elsewhere.\n"
        "sub 300 DS 1 8 2 "
        "0000000000000000000000000000000000000000000000000000000000000000\n"
        "ns.sub 300 A 192.0.2.53\n"
        "ns.sub 300 AAAA 2001:db8::53\n"},
       {"other.test", "www 300 A 192.0.2.2"}});
};

// RFC 1034 section 4.3.2, step 3a; RFC 1035 section 4.1.1 for AA.
TEST_F(lab_authority, answers_for_its_zones_with_authority)
{
   auto const m = look_up("example.test", "MX");
   EXPECT_EQ(m.head.id, 4711);
   EXPECT_TRUE(m.head.qr && m.head.aa);
   EXPECT_FALSE(m.head.rd || m.head.ra || m.head.tc || m.head.ad);
   EXPECT_EQ(m.head.code, dns::rcode::noerror);
   EXPECT_THAT(m.questions, ElementsAre(ask("example.test", "MX")));
   EXPECT_THAT(texts(m.answer), ElementsAre("example.test. 300 IN MX 10 mx.example.test."));
   EXPECT_THAT(texts(look_up("any.example.test", "TXT").answer), SizeIs(1)) << "a wildcard";
}

// RFC 2308 sections 2.1, 2.2 and 3.
TEST_F(lab_authority, denies_with_the_soa_of_the_zone)
{
   auto const soa =
      "other.test. 300 IN SOA ns.invalid. hostmaster.invalid. 1 7200 3600 1209600 300";
   auto const nodata = look_up("www.other.test", "MX");
   EXPECT_TRUE(nodata.head.aa);
   EXPECT_EQ(nodata.head.code, dns::rcode::noerror);
   EXPECT_THAT(nodata.answer, IsEmpty());
   EXPECT_THAT(texts(nodata.authority), ElementsAre(soa));
   auto const nxdomain = look_up("nope.other.test", "MX");
   EXPECT_TRUE(nxdomain.head.aa);
   EXPECT_EQ(nxdomain.head.code, dns::rcode::nxdomain);
   EXPECT_THAT(texts(nxdomain.authority), ElementsAre(soa));
}

// RFC 1034 section 4.3.2, step 3b.
TEST_F(lab_authority, refers_to_what_is_delegated)
{
   for (auto const* below : {"sub.example.test", "host.sub.example.test", "ns.sub.example.test"}) {
      auto const m = look_up(below, "A");
      EXPECT_FALSE(m.head.aa) << below;
      EXPECT_EQ(m.head.code, dns::rcode::noerror);
      EXPECT_THAT(m.answer, IsEmpty());
      EXPECT_THAT(
         texts(m.authority),
         UnorderedElementsAre(
            "sub.example.test. 300 IN NS ns.sub.example.test.",
            "sub.example.test. 300 IN NS ns.elsewhere."));
      EXPECT_THAT(
         texts(m.additional),
         ElementsAre(
            "ns.sub.example.test. 300 IN A 192.0.2.53",
            "ns.sub.example.test. 300 IN AAAA 2001:db8::53"));
   }
   EXPECT_FALSE(look_up("sub.example.test", "NS").head.aa);
}

// RFC 4035 section 3.1.4.1: DS is the parent's; a child's servers without the parent deny it.
TEST_F(lab_authority, answers_for_ds_at_a_delegation)
{
   auto const above = look_up("sub.example.test", "DS");
   EXPECT_TRUE(above.head.aa);
   EXPECT_THAT(above.answer, SizeIs(1));
   auto const at_apex = look_up("example.test", "DS");
   EXPECT_TRUE(at_apex.head.aa);
   EXPECT_EQ(at_apex.head.code, dns::rcode::noerror);
   ASSERT_THAT(at_apex.authority, SizeIs(1));
   EXPECT_EQ(at_apex.authority[0].owner, name("example.test"));
}

TEST_F(lab_authority, refuses_what_is_in_no_zone)
{
   for (auto const* foreign : {"www.elsewhere", "test", "xample.test", "."}) {
      auto const m = look_up(foreign, "A");
      EXPECT_EQ(m.head.code, dns::rcode::refused) << foreign;
      EXPECT_FALSE(m.head.aa);
      EXPECT_TRUE(m.answer.empty() && m.authority.empty() && m.additional.empty());
   }
}

// RFC 1034 section 4.3.2, step 3a: the question goes on in whatever zone the server has.
TEST_F(lab_authority, follows_aliases_as_far_as_its_zones_go)
{
   auto const across = look_up("alias.example.test", "A");
   EXPECT_TRUE(across.head.aa);
   EXPECT_THAT(
      texts(across.answer),
      ElementsAre(
         "alias.example.test. 300 IN CNAME www.other.test.", "www.other.test. 300 IN A 192.0.2.2"));
   auto const away = look_up("away.example.test", "A");
   EXPECT_TRUE(away.head.aa);
   EXPECT_EQ(away.head.code, dns::rcode::noerror);
   EXPECT_THAT(texts(away.answer), ElementsAre("away.example.test. 300 IN CNAME www.elsewhere."));
   EXPECT_THAT(away.authority, IsEmpty());
   auto const into = look_up("into.example.test", "A");
   EXPECT_TRUE(into.head.aa) << "AA is of the first name";
   EXPECT_THAT(into.answer, SizeIs(1));
   EXPECT_THAT(into.authority, SizeIs(2)) << "the referral";
}

TEST_F(lab_authority, ends_with_a_loop)
{
   auto const m = look_up("a.example.test", "A");
   EXPECT_EQ(m.head.code, dns::rcode::noerror);
   EXPECT_THAT(m.answer, SizeIs(2));
}

// RFC 6672 section 2.2.
TEST(lab_dname, too_long_a_name_is_yxdomain)
{
   std::string const label(60, 'l');
   auto const target = label + "." + label + "." + label + "." + label + ".";
   auto const zones = lab_of({{"t", ("d 300 DNAME " + target).c_str()}});
   auto const m = zones.authoritative(ask("long-enough.d.t", "A"), 1);
   EXPECT_EQ(m.head.code, dns::rcode{6});
   EXPECT_THAT(m.answer, SizeIs(1));
}

// RFC 1034 section 4.2.1: below a cut the child is the authority, for DS the parent.
TEST(lab_with_parent_and_child, answers_from_the_child)
{
   auto const zones = lab_of(
      {{"test", "child 300 NS ns.child\nns.child 300 A 192.0.2.1"},
       {"child.test", "@ 300 TXT here"}});
   auto const m = zones.authoritative(ask("child.test", "TXT"), 1);
   EXPECT_TRUE(m.head.aa);
   EXPECT_THAT(m.answer, SizeIs(1));
   auto const ds = zones.authoritative(ask("child.test", "DS"), 1);
   EXPECT_TRUE(ds.head.aa);
   ASSERT_THAT(ds.authority, SizeIs(1));
   EXPECT_EQ(ds.authority[0].owner, name("test"));
}

// RFC 1035 section 3.2.3.
TEST(lab_any, is_all_records_of_a_name)
{
   auto const zones = lab_of(
      {{"example.test",
        "www 300 A 192.0.2.1\nwww 300 TXT x\nalias 300 CNAME www\n*.w 300 TXT y\n"}});
   for (auto const authoritative : {false, true}) {
      auto const look_up = [&](char const* asked) {
         auto const q = ask(asked, "TYPE255");
         return authoritative ? zones.authoritative(q, 1) : zones.resolve(q, 1);
      };
      EXPECT_THAT(look_up("www.example.test").answer, SizeIs(2));
      EXPECT_THAT(look_up("alias.example.test").answer, SizeIs(1)) << "no alias is followed";
      EXPECT_THAT(
         texts(look_up("a.w.example.test").answer),
         ElementsAre("a.w.example.test. 300 IN TXT \"y\""));
      EXPECT_THAT(look_up("w.example.test").answer, IsEmpty()) << "an empty non-terminal";
      EXPECT_THAT(look_up("w.example.test").authority, SizeIs(1));
   }
}

}  // namespace
}  // namespace dnslint::resolver::tests
