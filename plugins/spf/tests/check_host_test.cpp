// SPDX-License-Identifier: Apache-2.0
// RFC 7208, section by section.
#include "check_host.hpp"

#include "synthetic_dns.hpp"

#include <gmock/gmock.h>

namespace spf::tests {
namespace {

using testing::HasSubstr;
using enum record_type;
using table = std::map<synthetic_dns::key, std::vector<std::string>>;

struct message {
   std::string ip = "192.0.2.1";
   std::string sender = "user@e.test";
   std::string helo = "mail.e.test";
   std::string domain = "e.test";
};

evaluation evaluate(table records, message const& m = {})
{
   synthetic_dns dns{std::move(records)};
   auto about = make_identity(*read_address(m.ip), m.domain, m.sender, m.helo);
   about.receiver = "receiver.test";
   about.now = 1'700'000'000;
   return run(check_host(dns, about));
}

result of(std::string const& record, message const& m = {})
{
   return evaluate({{{"e.test", txt}, {record}}}, m).value;
}

result with(std::string const& record, table records, message const& m = {})
{
   records[{"e.test", txt}] = {record};
   return evaluate(std::move(records), m).value;
}

// Section 4.3.
TEST(initial_processing, none_for_what_is_no_domain_of_several_labels)
{
   auto const everything = [](std::string const& domain) {
      return evaluate({{{domain, txt}, {"v=spf1 +all"}}}, {.domain = domain}).value;
   };
   EXPECT_EQ(everything("e.test"), result::pass);
   EXPECT_EQ(everything(std::string(63, 'a') + ".test"), result::pass);
   for (std::string const domain :
        {"", "localhost", "a..test", ".test", "[192.0.2.1]", "localhost."})
      EXPECT_EQ(everything(domain), result::none) << domain;
   EXPECT_EQ(everything(std::string(64, 'a') + ".test"), result::none);
   EXPECT_EQ(
      evaluate({{{"e.test", txt}, {"v=spf1 +all"}}}, {.domain = "e.test."}).value, result::pass);
}

TEST(initial_processing, a_sender_without_a_local_part_is_postmaster)
{
   for (std::string const sender : {"@e.test", "e.test", ""})
      EXPECT_EQ(
         with(
            "v=spf1 exists:%{l}.%{o}.x.test -all",
            {{{"postmaster.e.test.x.test", a}, {"127.0.0.2"}}},
            {.sender = sender, .helo = "e.test"}),
         result::pass)
         << sender;
}

TEST(record_lookup, a_failure_is_temperror_and_absence_is_none)
{
   EXPECT_EQ(evaluate({{{"e.test", txt}, {}}}).value, result::temperror);
   EXPECT_EQ(evaluate({}).value, result::none);
   EXPECT_EQ(evaluate({{{"e.test", a}, {"192.0.2.1"}}}).value, result::none);
}

// Section 4.5.
TEST(record_selection, takes_the_only_one_that_begins_with_the_version)
{
   auto const select = [](std::vector<std::string> const& texts) {
      return evaluate({{{"e.test", txt}, texts}}).value;
   };
   EXPECT_EQ(select({"other", "V=SpF1 +all", "v=spf10 -all", "v=spf1-all"}), result::pass);
   EXPECT_EQ(select({"v=spf1"}), result::neutral);
   EXPECT_EQ(select({"v=spf10 +all", " v=spf1 +all", "v=spf1\t+all"}), result::none);
   EXPECT_EQ(select({"v=spf1 +all", "v=spf1 +all"}), result::permerror);
   EXPECT_EQ(select({"v=spf1 +all", "v=spf1 moo"}), result::permerror);
}

// Section 4.6: errors anywhere count before anything is evaluated.
TEST(record_syntax, an_error_anywhere_is_permerror)
{
   for (std::string const record :
        {"v=spf1 +all moo",
         "v=spf1 +all ip4:192.0.2",
         "v=spf1 +all ip4:192.0.2.1/33",
         "v=spf1 +all ip4:192.0.2.1/08",
         "v=spf1 +all ip4:2001:db8::1",
         "v=spf1 +all ip6:192.0.2.1",
         "v=spf1 +all ip6:2001:db8::1/129",
         "v=spf1 +all a:test",
         "v=spf1 +all a:b.123",
         "v=spf1 +all a:b.-c",
         "v=spf1 +all a/24/64",
         "v=spf1 +all a//129",
         "v=spf1 +all mx:",
         "v=spf1 +all include",
         "v=spf1 +all include:b.test/24",
         "v=spf1 +all exists:%{c}.test",
         "v=spf1 +all exists:%{d0}.test",
         "v=spf1 +all exists:%{x}.test",
         "v=spf1 +all exists:%(d).test",
         "v=spf1 +all exists:b%.test",
         "v=spf1 +all ptr/24",
         "v=spf1 +all all.test",
         "v=spf1 +all +redirect=b.test",
         "v=spf1 +all redirect=b.test redirect=c.test",
         "v=spf1 +all exp=b.test exp=b.test",
         "v=spf1 +all exp=",
         "v=spf1 +all redirect=",
         "v=spf1 +all =b",
         "v=spf1 +all a:\xc3\xa4.test",
         "v=spf1 \t+all"})
      EXPECT_EQ(of(record), result::permerror) << record;
}

TEST(record_syntax, what_is_odd_and_right_is_read)
{
   for (std::string const record :
        {"v=spf1  +all  ",
         "v=spf1 ALL",
         "v=spf1 moo=%{c}%{d} all",
         "v=spf1 moo= moo= all",
         "v=spf1 -a:b.1-2 all",
         "v=spf1 -a:b.c. all",
         "v=spf1 -exists:%%.%_.%-.b.test all",
         "v=spf1 -exists:%{D999999999999999999999r.-+,/_=} all",
         "v=spf1 redirect=%{d} all"})
      EXPECT_EQ(of(record), result::pass) << record;
}

TEST(result_of_mechanisms, is_that_of_the_qualifier)
{
   EXPECT_EQ(of("v=spf1 all"), result::pass);
   EXPECT_EQ(of("v=spf1 -all"), result::fail);
   EXPECT_EQ(of("v=spf1 ~all"), result::softfail);
   EXPECT_EQ(of("v=spf1 ?all"), result::neutral);
   EXPECT_EQ(of("v=spf1 -ip4:198.51.100.1"), result::neutral);
}

// Section 5.6.
TEST(ip4_and_ip6, compare_networks_of_one_family)
{
   message const v4{.ip = "192.0.2.129"};
   message const v6{.ip = "2001:db8::81"};
   message const mapped{.ip = "::ffff:192.0.2.129"};
   EXPECT_EQ(of("v=spf1 ip4:192.0.2.128/25 -all", v4), result::pass);
   EXPECT_EQ(of("v=spf1 ip4:192.0.2.0/25 -all", v4), result::fail);
   EXPECT_EQ(of("v=spf1 ip4:192.0.2.128 -all", v4), result::fail);
   EXPECT_EQ(of("v=spf1 ip4:8.8.8.8/0 -all", v4), result::pass);
   EXPECT_EQ(of("v=spf1 ip4:8.8.8.8/0 -all", v6), result::fail);
   EXPECT_EQ(of("v=spf1 ip6:::/0 -all", v4), result::fail);
   EXPECT_EQ(of("v=spf1 ip6:::/0 -all", v6), result::pass);
   EXPECT_EQ(of("v=spf1 ip6:2001:db8::80/121 -all", v6), result::pass);
   EXPECT_EQ(of("v=spf1 ip6:2001:DB8:0::/121 -all", v6), result::fail);
   EXPECT_EQ(of("v=spf1 ip4:192.0.2.129 -all", mapped), result::pass);
   EXPECT_EQ(of("v=spf1 ip6:::ffff:192.0.2.129 -all", mapped), result::fail);
}

// Section 5.3.
TEST(mechanism_a, looks_up_the_client_s_family)
{
   table const records{
      {{"e.test", a}, {"192.0.2.1"}},
      {{"e.test", aaaa}, {"2001:db8::1"}},
      {{"b.test", a}, {"192.0.2.200"}},
      {{"c.test", a}, {}}};
   message const v6{.ip = "2001:db8::ff"};
   EXPECT_EQ(with("v=spf1 a -all", records), result::pass);
   EXPECT_EQ(with("v=spf1 a:b.test -all", records), result::fail);
   EXPECT_EQ(with("v=spf1 a:b.test/24 -all", records), result::pass);
   EXPECT_EQ(with("v=spf1 a/0 -all", records, {.ip = "203.0.113.9"}), result::pass);
   EXPECT_EQ(with("v=spf1 a -all", records, v6), result::fail);
   EXPECT_EQ(with("v=spf1 a//64 -all", records, v6), result::pass);
   EXPECT_EQ(with("v=spf1 a/0//65 -all", records, v6), result::pass);
   EXPECT_EQ(with("v=spf1 a:c.test -all", records), result::temperror);
   EXPECT_EQ(with("v=spf1 a:b..test +all", records), result::pass);
}

// Section 5.4: no implicit MX, and the null MX is no host.
TEST(mechanism_mx, looks_up_the_exchanges)
{
   table const records{
      {{"e.test", mx}, {"m1.test", "m2.test"}},
      {{"m1.test", a}, {"198.51.100.1"}},
      {{"m2.test", a}, {"192.0.2.1"}},
      {{"b.test", a}, {"192.0.2.1"}},
      {{"null.test", mx}, {"."}}};
   EXPECT_EQ(with("v=spf1 mx -all", records), result::pass);
   EXPECT_EQ(with("v=spf1 mx:b.test -all", records), result::fail);
   EXPECT_EQ(with("v=spf1 mx:null.test -all", records), result::fail);
}

TEST(mechanism_mx, more_than_10_exchanges_are_permerror)
{
   table records{{{"m.test", a}, {"192.0.2.1"}}};
   records[{"e.test", mx}] = std::vector<std::string>(10, "m.test");
   EXPECT_EQ(with("v=spf1 mx -all", records), result::pass);
   records[{"e.test", mx}].push_back("m.test");
   EXPECT_EQ(with("v=spf1 mx -all", records), result::permerror);
}

// Section 5.5.
TEST(mechanism_ptr, needs_names_that_lead_back)
{
   table records{
      {{"1.2.0.192.in-addr.arpa", ptr}, {"forged.e.test", "host.e.test"}},
      {{"forged.e.test", a}, {"198.51.100.1"}},
      {{"host.e.test", a}, {"192.0.2.1"}}};
   EXPECT_EQ(with("v=spf1 ptr -all", records), result::pass);
   EXPECT_EQ(with("v=spf1 ptr:HOST.e.test -all", records), result::pass);
   EXPECT_EQ(with("v=spf1 ptr:t.e.test -all", records), result::fail);
   EXPECT_EQ(with("v=spf1 ptr:forged.e.test -all", records), result::fail);
   records[{"host.e.test", a}] = {};
   EXPECT_EQ(with("v=spf1 ptr -all", records), result::fail);
   records[{"1.2.0.192.in-addr.arpa", ptr}] = {};
   EXPECT_EQ(with("v=spf1 ptr -all", records), result::fail);
}

TEST(mechanism_ptr, ignores_names_beyond_the_tenth)
{
   table records{{{"x.test", a}, {"198.51.100.1"}}, {{"host.e.test", a}, {"192.0.2.1"}}};
   std::vector<std::string> names(9, "x.test");
   names.emplace_back("host.e.test");
   records[{"1.2.0.192.in-addr.arpa", ptr}] = names;
   EXPECT_EQ(with("v=spf1 ptr -all", records), result::pass);
   names.insert(names.begin(), "x.test");
   records[{"1.2.0.192.in-addr.arpa", ptr}] = names;
   EXPECT_EQ(with("v=spf1 ptr -all", records), result::fail);
}

TEST(mechanism_ptr, of_ip6_asks_by_nibbles)
{
   EXPECT_EQ(
      with(
         "v=spf1 ptr -all",
         {{{"b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa", ptr},
           {"h.e.test"}},
          {{"h.e.test", aaaa}, {"2001:db8::cb"}}},
         {.ip = "2001:db8::cb"}),
      result::pass);
}

// Section 5.7: A, whatever the client is.
TEST(mechanism_exists, asks_for_a)
{
   table const records{{{"b.test", a}, {"127.0.0.2"}}, {{"c.test", aaaa}, {"2001:db8::1"}}};
   EXPECT_EQ(with("v=spf1 exists:b.test -all", records, {.ip = "2001:db8::1"}), result::pass);
   EXPECT_EQ(with("v=spf1 exists:c.test -all", records, {.ip = "2001:db8::1"}), result::fail);
}

// Section 5.2, its table.
TEST(mechanism_include, matches_on_pass_alone)
{
   auto const include = [](std::string const& record) {
      return with("v=spf1 include:b.test ?all", {{{"b.test", txt}, {record}}});
   };
   EXPECT_EQ(include("v=spf1 +all"), result::pass);
   EXPECT_EQ(include("v=spf1 -all"), result::neutral);
   EXPECT_EQ(include("v=spf1 ~all"), result::neutral);
   EXPECT_EQ(include("v=spf1"), result::neutral);
   EXPECT_EQ(include("v=spf1 moo"), result::permerror);
   EXPECT_EQ(include("no record"), result::permerror);
   EXPECT_EQ(with("v=spf1 include:b.test ?all", {{{"b.test", txt}, {}}}), result::temperror);
   EXPECT_EQ(with("v=spf1 include:b.test ?all", {}), result::permerror);
   EXPECT_EQ(with("v=spf1 include:%{l} ?all", {}, {.sender = "x@e.test"}), result::permerror);
   EXPECT_EQ(
      with("v=spf1 -include:b.test ?all", {{{"b.test", txt}, {"v=spf1 +all"}}}), result::fail);
}

// Section 6.1.
TEST(modifier_redirect, continues_with_another_record)
{
   table const records{{{"b.test", txt}, {"v=spf1 -all"}}};
   EXPECT_EQ(with("v=spf1 redirect=b.test", records), result::fail);
   EXPECT_EQ(with("v=spf1 redirect=b.test ?all", records), result::neutral);
   EXPECT_EQ(with("v=spf1 redirect=b.test ip4:192.0.2.1", records), result::pass);
   EXPECT_EQ(with("v=spf1 redirect=c.test", records), result::permerror);
   EXPECT_EQ(with("v=spf1 redirect=a..test", records), result::permerror);
   EXPECT_EQ(with("v=spf1 redirect=b.test", {{{"b.test", txt}, {}}}), result::temperror);
}

// Section 4.6.4: one counter for the whole evaluation.
TEST(limits, of_10_lookups_is_shared_by_all_records)
{
   table records{
      {{"b.test", txt}, {"v=spf1 exists:y.test exists:y.test exists:y.test -all"}},
      {{"y.test", mx}, {"."}}};
   records[{"y.test", a}] = {"127.0.0.2"};
   EXPECT_EQ(
      with(
         "v=spf1 -mx:y.test -mx:y.test -mx:y.test -mx:y.test -mx:y.test -mx:y.test -mx:y.test "
         "-mx:y.test "
         "include:b.test -all",
         records),
      result::pass);
   records[{"b.test", txt}] = {"v=spf1 mx:y.test exists:y.test -all"};
   EXPECT_EQ(
      with(
         "v=spf1 -mx:y.test -mx:y.test -mx:y.test -mx:y.test -mx:y.test -mx:y.test -mx:y.test "
         "-mx:y.test "
         "include:b.test -all",
         records),
      result::permerror);
   EXPECT_EQ(with("v=spf1 include:e.test", {}), result::permerror);
   EXPECT_EQ(with("v=spf1 redirect=e.test", {}), result::permerror);
}

TEST(limits, of_2_void_lookups)
{
   table const records{{{"six.test", aaaa}, {"2001:db8::1"}}};
   EXPECT_EQ(with("v=spf1 a:x1.test a:x2.test +all", records), result::pass);
   EXPECT_EQ(with("v=spf1 a:x1.test exists:x2.test mx:x3.test +all", records), result::permerror);
   // NODATA counts as NXDOMAIN does: `a` with only AAAA, asked for an IPv4 client.
   EXPECT_EQ(with("v=spf1 a:six.test a:six.test a:six.test +all", records), result::permerror);
   EXPECT_EQ(
      with("v=spf1 a:six.test a:six.test a:six.test +all", records, {.ip = "2001:db8::9"}),
      result::pass);
}

// Section 7.
TEST(macros, expand_in_targets)
{
   auto const asks = [](std::string const& spec, message const& m = {}) {
      synthetic_dns dns{table{{{"e.test", txt}, {"v=spf1 exists:" + spec + " -all"}}}};
      auto about = make_identity(*read_address(m.ip), m.domain, m.sender, m.helo);
      run(check_host(dns, about));
      return dns.asked.size() < 2 ? std::string{} : dns.asked.back().first;
   };
   // The examples of section 7.4.
   message const v4{
      .ip = "192.0.2.3", .sender = "strong-bad@email.example.com", .domain = "e.test"};
   EXPECT_EQ(asks("%{s}.x", v4), "strong-bad@email.example.com.x");
   EXPECT_EQ(asks("%{o4}.x.y", v4), "email.example.com.x.y");
   EXPECT_EQ(asks("%{o1}.x.y", v4), "com.x.y");
   EXPECT_EQ(asks("%{or}.x.y", v4), "com.example.email.x.y");
   EXPECT_EQ(asks("%{o2r}.x.y", v4), "example.email.x.y");
   EXPECT_EQ(asks("%{l-}.x.y", v4), "strong.bad.x.y");
   EXPECT_EQ(asks("%{lr-}.x.y", v4), "bad.strong.x.y");
   EXPECT_EQ(asks("%{l1r-}.x.y", v4), "strong.x.y");
   EXPECT_EQ(asks("%{ir}.%{v}._spf.%{d2}", v4), "3.2.0.192.in-addr._spf.e.test");
   EXPECT_EQ(
      asks("%{ir}.%{v}._spf.%{d2}", {.ip = "2001:db8::cb01"}),
      "1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6._spf.e.test");
   EXPECT_EQ(asks("%{h}.x.y", {.helo = "Helo.test"}), "Helo.test.x.y");
   EXPECT_EQ(asks("%{S}.x.y", {.sender = "a b@e.test"}), "a%20b%40e.test.x.y");
   EXPECT_EQ(asks("%{l+-}.x.y", {.sender = "a+b-c@e.test"}), "a.b.c.x.y");
   EXPECT_EQ(asks("%%.%-.x.y"), "%.%20.x.y");
   EXPECT_EQ(asks("%{p}.x.y"), "unknown.x.y");
}

TEST(macros, names_too_long_lose_labels_on_the_left)
{
   auto const label = std::string(60, 'a');
   synthetic_dns dns{table{
      {{"e.test", txt},
       {"v=spf1 exists:gone." + label + "." + label + "." + label + "." + label + ".%{d} -all"}}}};
   auto const about = make_identity(*read_address("192.0.2.1"), "e.test", "", "");
   run(check_host(dns, about));
   EXPECT_EQ(dns.asked.back().first, label + "." + label + "." + label + "." + label + ".e.test");
}

// Section 7.3: the domain's own name first, then a name below it.
TEST(macros, p_is_the_validated_name)
{
   table const records{
      {{"1.2.0.192.in-addr.arpa", ptr}, {"other.test", "h.e.test"}},
      {{"other.test", a}, {"192.0.2.1"}},
      {{"h.e.test", a}, {"192.0.2.1"}},
      {{"h.e.test.x.test", a}, {"127.0.0.2"}}};
   EXPECT_EQ(with("v=spf1 exists:%{p}.x.test -all", records), result::pass);
}

// Section 6.2.
TEST(explanation, is_that_of_the_domain_that_fails)
{
   auto const explain = [](std::vector<std::string> const& texts, std::string const& record) {
      table records{{{"x.test", txt}, texts}};
      records[{"e.test", txt}] = {record};
      records[{"b.test", txt}] = {"v=spf1 -all exp=x.test"};
      return evaluate(std::move(records)).explanation;
   };
   std::string const record = "v=spf1 -all exp=x.test";
   EXPECT_EQ(
      explain({"See http://%{d}/why?s=%{S}&i=%{C}&t=%{T} %{r}%_%%"}, record),
      "See http://e.test/why?s=user%40e.test&i=192.0.2.1&t=1700000000 receiver.test %");
   EXPECT_EQ(explain({"one", "two"}, record), std::nullopt);
   EXPECT_EQ(explain({"%{x}"}, record), std::nullopt);
   EXPECT_EQ(explain({"\xc3\xa4"}, record), std::nullopt);
   EXPECT_EQ(explain({}, record), std::nullopt);
   EXPECT_EQ(explain({"text"}, "v=spf1 -all exp=y.test"), std::nullopt);
   EXPECT_EQ(explain({"text"}, "v=spf1 ~all exp=x.test"), std::nullopt);
   // A redirect takes the target's, an include never does.
   EXPECT_EQ(explain({"of %{d}"}, "v=spf1 redirect=b.test exp=y.test"), "of b.test");
   EXPECT_EQ(explain({"of %{d}"}, "v=spf1 include:b.test -all"), std::nullopt);
}

TEST(outcome, names_the_term_that_decided)
{
   table records{{{"e.test", txt}, {"v=spf1 ip4:192.0.2.7 include:b.test -all"}}};
   records[{"b.test", txt}] = {"v=spf1 ip4:192.0.2.1 -all"};
   auto const done = evaluate(records);
   EXPECT_EQ(done.term, "include:b.test");
   EXPECT_EQ(done.lookups, 1U);
   ASSERT_EQ(done.questions.size(), 2U);
   EXPECT_EQ(done.questions[1].name, "b.test");
   records[{"b.test", txt}] = {"v=spf1 moo -all"};
   auto const broken = evaluate(records);
   EXPECT_EQ(broken.term, "include:b.test");
   EXPECT_THAT(broken.reason, HasSubstr("column 8"));
}

}  // namespace
}  // namespace spf::tests
