// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lab.hpp"

#include "core/resolver/answers/answer.hpp"
#include "tests/unit/resolver/messages.hpp"

#include <gmock/gmock.h>

namespace dnslint::resolver::tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

lab lab_of(std::initializer_list<std::pair<char const*, char const*>> zones)
{
   lab made;
   for (auto const& [apex, text] : zones) {
      auto records = dns::parse_zone_text(text, name(apex), apex);
      EXPECT_TRUE(records) << text << (records ? "" : base::to_text(records.errors()));
      auto const errors = made.add_zone(name(apex), *std::move(records));
      EXPECT_THAT(errors, IsEmpty()) << base::to_text(errors);
   }
   return made;
}

// What the audit would believe of the lab's message.
answer look_up(lab const& zones, std::string_view asked, std::string_view type)
{
   auto const q = ask(asked, type);
   return interpret(received(q, zones.resolve(q, 99)));
}

testing::AssertionResult nodata(answer const& a)
{
   if (a.state == status::absent && a.code == dns::rcode::noerror)
      return testing::AssertionSuccess();
   return testing::AssertionFailure()
          << to_text(a.state) << " " << to_text(a.code) << " " << base::to_text(a.why);
}

testing::AssertionResult nxdomain(answer const& a)
{
   if (a.nxdomain())
      return testing::AssertionSuccess();
   return testing::AssertionFailure()
          << to_text(a.state) << " " << to_text(a.code) << " " << base::to_text(a.why);
}

TEST(lab, answers_like_a_recursive_resolver)
{
   auto const zones = lab_of({{"example.test", "@ 300 MX 10 mx\nmx 300 A 192.0.2.1"}});
   auto const m = zones.resolve(ask("example.test", "MX"), 4711);
   EXPECT_EQ(m.head.id, 4711);
   EXPECT_TRUE(m.head.qr && m.head.rd && m.head.ra);
   EXPECT_FALSE(m.head.aa || m.head.tc || m.head.ad);
   EXPECT_EQ(m.head.code, dns::rcode::noerror);
   EXPECT_THAT(m.questions, ElementsAre(ask("example.test", "MX")));
   EXPECT_THAT(texts(m.answer), ElementsAre("example.test. 300 IN MX 10 mx.example.test."));
   EXPECT_TRUE(m.opt);
}

TEST(lab, supplies_soa_and_ns_where_there_are_none)
{
   auto const zones =
      lab_of({{"a.test", ""}, {"b.test", "@ 60 SOA x. y. 9 8 7 6 5\n@ 60 NS n.b.test."}});
   EXPECT_THAT(
      texts(look_up(zones, "a.test", "SOA").records()),
      ElementsAre("a.test. 3600 IN SOA ns.invalid. hostmaster.invalid. 1 7200 3600 1209600 300"));
   EXPECT_THAT(
      texts(look_up(zones, "a.test", "NS").records()),
      ElementsAre("a.test. 3600 IN NS ns.invalid."));
   EXPECT_THAT(
      texts(look_up(zones, "b.test", "SOA").records()),
      ElementsAre("b.test. 60 IN SOA x. y. 9 8 7 6 5"));
   EXPECT_THAT(
      texts(look_up(zones, "b.test", "NS").records()), ElementsAre("b.test. 60 IN NS n.b.test."));
}

TEST(lab, absence_has_the_soa_of_its_zone)
{
   auto const zones = lab_of({{"example.test", "www 300 A 192.0.2.1"}});
   auto const a = look_up(zones, "example.test", "MX");
   EXPECT_TRUE(nodata(a));
   // RFC 2308 section 3: the TTL is the lesser of the SOA's own and its MINIMUM.
   EXPECT_THAT(
      texts(a.authority()),
      ElementsAre(
         "example.test. 300 IN SOA ns.invalid. hostmaster.invalid. 1 7200 3600 1209600 300"));
   EXPECT_TRUE(nodata(look_up(zones, "www.example.test", "AAAA")));
   EXPECT_TRUE(nxdomain(look_up(zones, "nope.example.test", "A")));
   EXPECT_TRUE(nxdomain(look_up(zones, "below.www.example.test", "A")));
}

// RFC 8020 and RFC 4592 section 2.2.2: a name with something below it exists.
TEST(lab, empty_non_terminals_exist)
{
   auto const zones = lab_of({{"example.test", "s1._domainkey 300 TXT x\na.b.c 300 TXT x"}});
   for (auto const* empty : {"_domainkey.example.test", "c.example.test", "b.c.example.test"})
      EXPECT_TRUE(nodata(look_up(zones, empty, "TXT"))) << empty;
   EXPECT_TRUE(nxdomain(look_up(zones, "s2._domainkey.example.test", "TXT")));
   EXPECT_TRUE(nxdomain(look_up(zones, "domainkey.example.test", "TXT")));
}

TEST(lab, what_no_zone_holds_the_root_denies)
{
   auto const zones = lab_of({{"example.test", ""}, {"a.b.other", ""}});
   auto const a = look_up(zones, "nowhere.invalid", "A");
   EXPECT_TRUE(nxdomain(a));
   ASSERT_THAT(a.authority(), SizeIs(1));
   EXPECT_EQ(a.authority().front().owner, dns::name{});
   for (auto const* above : {"test", "b.other", "other", "."})
      EXPECT_TRUE(nodata(look_up(zones, above, "A"))) << above;
   EXPECT_TRUE(nxdomain(look_up(zones, "sibling.test", "A")));
   EXPECT_TRUE(nxdomain(look_up(zones, "xample.test", "A")));
}

TEST(lab, may_have_a_root_zone_and_a_tld)
{
   auto const zones =
      lab_of({{".", "@ 300 TXT root"}, {"test", "@ 300 TXT tld"}, {"example.test", "@ 300 TXT x"}});
   EXPECT_EQ(look_up(zones, ".", "TXT").state, status::records);
   EXPECT_EQ(look_up(zones, "test", "TXT").state, status::records);
   auto const a = look_up(zones, "nope.test", "TXT");
   EXPECT_TRUE(nxdomain(a));
   EXPECT_EQ(a.authority().front().owner, name("test"));
}

TEST(lab, cnames_are_followed_within_and_across_zones)
{
   auto const zones = lab_of(
      {{"example.test", "a 300 CNAME b\nb 300 CNAME www.other.test.\nout 300 CNAME x.unknown."},
       {"other.test", "www 300 A 192.0.2.1"}});
   auto const a = look_up(zones, "a.example.test", "A");
   EXPECT_EQ(a.state, status::records);
   EXPECT_EQ(a.canonical_name(), name("www.other.test"));
   EXPECT_THAT(a.chain(), SizeIs(2));
   auto const none = look_up(zones, "a.example.test", "TXT");
   EXPECT_TRUE(nodata(none));
   EXPECT_EQ(none.authority().front().owner, name("other.test"));
   EXPECT_TRUE(nxdomain(look_up(zones, "out.example.test", "A")));
   EXPECT_EQ(look_up(zones, "a.example.test", "CNAME").records().size(), 1U);
}

TEST(lab, loops_end)
{
   auto const zones = lab_of({{"example.test", "a 300 CNAME b\nb 300 CNAME a\nc 300 CNAME c"}});
   EXPECT_EQ(look_up(zones, "a.example.test", "A").why.code, "cname-loop");
   EXPECT_EQ(look_up(zones, "c.example.test", "A").why.code, "cname-loop");
}

TEST(lab, chains_without_end_end_in_servfail)
{
   // *.example.test -> x.<itself>: longer with each step.
   auto const zones = lab_of({{"example.test", "@ 300 DNAME a.example.test."}});
   EXPECT_EQ(look_up(zones, "x.example.test", "A").why.code, "servfail");
}

// The zone and the questions of RFC 4592 section 2.2.1.
TEST(lab, wildcards_follow_the_examples_of_rfc_4592)
{
   auto const zones = lab_of(
      {{"example",
        "*                   3600 TXT   \"this is a wildcard\"\n"
        "*                   3600 MX    10 host1.example.\n"
        "sub.*               3600 TXT   \"this is not a wildcard\"\n"
        "host1               3600 A     192.0.2.1\n"
        "_ssh._tcp.host1     3600 SRV   0 0 22 host1\n"
        "_ssh._tcp.host2     3600 SRV   0 0 22 host2\n"
        "subdel              3600 NS    ns.example.com.\n"
        "subdel              3600 NS    ns.example.net.\n"}});
   EXPECT_THAT(
      texts(look_up(zones, "host3.example", "MX").records()),
      ElementsAre("host3.example. 3600 IN MX 10 host1.example."));
   EXPECT_TRUE(nodata(look_up(zones, "host3.example", "A")));
   EXPECT_THAT(
      texts(look_up(zones, "foo.bar.example", "TXT").records()),
      ElementsAre("foo.bar.example. 3600 IN TXT \"this is a wildcard\""));
   EXPECT_TRUE(nodata(look_up(zones, "host1.example", "MX")));
   EXPECT_TRUE(nodata(look_up(zones, "sub.*.example", "MX")));
   EXPECT_TRUE(nxdomain(look_up(zones, "_telnet._tcp.host1.example", "SRV")));
   EXPECT_EQ(look_up(zones, "host.subdel.example", "A").why.code, "servfail");
   EXPECT_TRUE(nxdomain(look_up(zones, "ghost.*.example", "MX")));
   // And the wildcard itself can be asked for (section 2.1.1).
   EXPECT_EQ(look_up(zones, "*.example", "TXT").state, status::records);
}

// RFC 4592 section 3.3.2: "*.example." here is an empty non-terminal, and yet a source of
// synthesis.
TEST(lab, a_wildcard_without_records_gives_nodata)
{
   auto const zones = lab_of({{"example.test", "sub.* 300 TXT x"}});
   EXPECT_TRUE(nodata(look_up(zones, "foo.example.test", "TXT")));
}

TEST(lab, a_wildcard_cname_is_followed)
{
   auto const zones = lab_of({{"example.test", "* 300 CNAME www\nwww 300 A 192.0.2.1"}});
   auto const a = look_up(zones, "any.thing.example.test", "A");
   EXPECT_EQ(a.canonical_name(), name("www.example.test"));
   EXPECT_THAT(
      texts(a.chain()), ElementsAre("any.thing.example.test. 300 IN CNAME www.example.test."));
}

// RFC 6672 section 2.2, table 1, in part.
TEST(lab, dnames_redirect_what_is_below_them)
{
   auto const zones = lab_of(
      {{"com", "example 300 DNAME example.net.\nx.y.test 300 A 192.0.2.9"},
       {"example.net",
        "@ 300 TXT target\na 300 A 192.0.2.1\na.x 300 A 192.0.2.2\nself 300 CNAME b"}});
   auto const a = look_up(zones, "a.example.com", "A");
   EXPECT_EQ(a.canonical_name(), name("a.example.net"));
   EXPECT_THAT(texts(a.records()), ElementsAre("a.example.net. 300 IN A 192.0.2.1"));
   EXPECT_THAT(texts(a.chain()), ElementsAre("a.example.com. 300 IN CNAME a.example.net."));
   EXPECT_EQ(look_up(zones, "a.x.example.com", "A").canonical_name(), name("a.x.example.net"));
   EXPECT_TRUE(nodata(look_up(zones, "example.com", "TXT"))) << "the owner is not redirected";
   EXPECT_EQ(look_up(zones, "example.com", "DNAME").state, status::records);
   EXPECT_TRUE(nxdomain(look_up(zones, "none.example.com", "A")));
   auto const m = zones.resolve(ask("a.example.com", "A"), 1);
   EXPECT_THAT(
      texts(m.answer),
      ElementsAre(
         "example.com. 300 IN DNAME example.net.",
         "a.example.com. 300 IN CNAME a.example.net.",
         "a.example.net. 300 IN A 192.0.2.1"));
}

TEST(lab, a_dname_that_makes_too_long_a_name_is_yxdomain)
{
   std::string const label(60, 'l');
   auto const target = label + "." + label + "." + label + "." + label + ".";
   auto const zones = lab_of({{"t", ("d 300 DNAME " + target).c_str()}});
   EXPECT_EQ(zones.resolve(ask("long-enough.d.t", "A"), 1).head.code, dns::rcode{6});
}

TEST(lab, delegations_lead_to_zones_of_the_lab)
{
   auto const zones = lab_of(
      {{"example.test", "sub 300 NS ns.sub\nns.sub 300 A 192.0.2.1\nlost 300 NS ns.elsewhere."},
       {"sub.example.test", "@ 300 TXT child\nns 300 A 192.0.2.2"}});
   EXPECT_EQ(look_up(zones, "sub.example.test", "TXT").state, status::records);
   EXPECT_THAT(
      texts(look_up(zones, "ns.sub.example.test", "A").records()),
      ElementsAre("ns.sub.example.test. 300 IN A 192.0.2.2"));
   EXPECT_THAT(
      texts(look_up(zones, "sub.example.test", "NS").records()),
      ElementsAre("sub.example.test. 3600 IN NS ns.invalid."));
   for (auto const* lost : {"lost.example.test", "a.b.lost.example.test"})
      EXPECT_EQ(look_up(zones, lost, "A").why.code, "servfail") << lost;
   EXPECT_EQ(look_up(zones, "lost.example.test", "NS").why.code, "servfail");
}

// RFC 4035 section 3.1.4.1: DS lives above the cut.
TEST(lab, ds_is_asked_of_the_parent)
{
   auto const ds =
      "sub 300 DS 1 8 2 "
      "0000000000000000000000000000000000000000000000000000000000000000\n";
   auto const zones = lab_of(
      {{"example.test", (std::string{ds} + "sub 300 NS ns.sub\nlost 300 NS ns.lost").c_str()},
       {"sub.example.test", ""}});
   EXPECT_EQ(look_up(zones, "sub.example.test", "DS").state, status::records);
   auto const none = look_up(zones, "lost.example.test", "DS");
   EXPECT_TRUE(nodata(none));
   EXPECT_EQ(none.authority().front().owner, name("example.test"));
   auto const top = look_up(zones, "example.test", "DS");
   EXPECT_TRUE(nodata(top));
   EXPECT_EQ(top.authority().front().owner, dns::name{});
}

TEST(lab, names_above_a_zone_exist_in_the_zone_that_has_them)
{
   auto const zones = lab_of({{"example.test", ""}, {"a.b.example.test", ""}});
   EXPECT_TRUE(nodata(look_up(zones, "b.example.test", "A")));
   EXPECT_TRUE(nxdomain(look_up(zones, "c.example.test", "A")));
}

TEST(lab, refuses_records_that_are_no_part_of_the_zone)
{
   lab zones;
   auto const outside = zones.add_zone(name("a.test"), records("www.b.test. 300 A 192.0.2.1"));
   ASSERT_THAT(outside, SizeIs(1));
   EXPECT_THAT(outside.front().message, HasSubstr("www.b.test."));
   auto const soa = "a.test. 300 SOA a. b. 1 2 3 4 5\n";
   EXPECT_THAT(zones.add_zone(name("a.test"), records(std::string{"w."} + soa)), SizeIs(1));
   EXPECT_THAT(
      zones.add_zone(name("a.test"), records(std::string{soa} + "a.test. 300 SOA a. b. 2 2 3 4 5")),
      SizeIs(1));
   EXPECT_THAT(zones.add_zone(name("a.test"), {}), IsEmpty());
   EXPECT_THAT(zones.add_zone(name("A.test"), {}), SizeIs(1));
}

TEST(lab, merges_with_another_unless_both_have_a_zone)
{
   auto zones = lab_of({{"a.test", "@ 300 TXT a"}});
   auto other = lab_of({{"b.test", "@ 300 TXT b"}});
   other.add_fault(name("x.b.test"), std::nullopt, {fault_kind::refused, {}});
   EXPECT_THAT(zones.merge(std::move(other)), IsEmpty());
   EXPECT_EQ(look_up(zones, "a.test", "TXT").state, status::records);
   EXPECT_EQ(look_up(zones, "b.test", "TXT").state, status::records);
   EXPECT_NE(zones.find_fault(ask("x.b.test", "A")), nullptr);
   auto const errors = zones.merge(lab_of({{"b.test", ""}, {"c.test", ""}}));
   ASSERT_THAT(errors, SizeIs(1));
   EXPECT_THAT(errors.front().message, HasSubstr("b.test"));
}

TEST(lab, a_fault_of_the_type_goes_before_that_of_the_name)
{
   lab zones;
   fault const broken{fault_kind::servfail, {}};
   fault const slow{fault_kind::delay, base::event_loop::duration{5}};
   zones.add_fault(name("x.test"), std::nullopt, broken);
   zones.add_fault(name("x.test"), dns::rrtype::txt, slow);
   ASSERT_NE(zones.find_fault(ask("x.test", "TXT")), nullptr);
   EXPECT_EQ(*zones.find_fault(ask("x.test", "TXT")), slow);
   EXPECT_EQ(*zones.find_fault(ask("x.test", "MX")), broken);
   EXPECT_EQ(zones.find_fault(ask("y.x.test", "MX")), nullptr);
}

}  // namespace
}  // namespace dnslint::resolver::tests
