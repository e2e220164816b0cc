// SPDX-License-Identifier: Apache-2.0
#include "key_verdict.hpp"

#include "sample_keys.hpp"

#include <gmock/gmock.h>

namespace {

using namespace dkim;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

key_record key_of(std::string_view key, std::string const& tags = "v=DKIM1; ")
{
   return read_key_record(tags + "p=" + std::string{key});
}

selector_state selector(
   std::string name, selector_origin origin, std::vector<key_record> keys, std::string alias = {})
{
   selector_state s;
   s.selector = std::move(name);
   s.origin = origin;
   s.keys = std::move(keys);
   s.alias = std::move(alias);
   s.alias_owner = provider_of_alias(s.alias);
   return s;
}

key_search search_of(std::vector<selector_state> selectors)
{
   key_search found;
   found.selectors = std::move(selectors);
   found.container = container_state::exists;
   found.wildcard = wildcard_state::none;
   return found;
}

dnslint::cause const timed_out{dnslint::cause_class::transient, "timeout", ""};

TEST(key_verdict, lengths_are_judged_by_the_modulus)
{
   EXPECT_TRUE(is_longer_than_broken(key_of(tests::rsa_512)).fails());
   EXPECT_TRUE(is_longer_than_broken(key_of(tests::rsa_1023)).passes());
   EXPECT_TRUE(is_long_enough(key_of(tests::rsa_1023)).fails());
   EXPECT_TRUE(is_long_enough(key_of(tests::rsa_1024)).passes());
   EXPECT_TRUE(is_as_long_as_advised(key_of(tests::rsa_1024)).fails());
   EXPECT_TRUE(is_as_long_as_advised(key_of(tests::rsa_2048)).passes());
}

TEST(key_verdict, a_usable_key_is_seen)
{
   for (auto const origin :
        {selector_origin::stated, selector_origin::provider, selector_origin::common})
      EXPECT_TRUE(
         key_seen(search_of({selector("s1", origin, {key_of(tests::rsa_2048)})})).passes());
}

TEST(key_verdict, a_key_under_a_wildcard_is_none_of_a_selector)
{
   auto found = search_of({selector("*", selector_origin::wildcard, {key_of(tests::rsa_2048)})});
   found.wildcard = wildcard_state::present;
   auto const seen = key_seen(found);
   ASSERT_TRUE(seen.unknown());
   EXPECT_EQ(seen.cause->kind, dnslint::cause_class::unobservable);
   EXPECT_EQ(seen.cause->code, "selector");
   EXPECT_THAT(seen.cause->detail, HasSubstr("a wildcard answers"));
}

TEST(key_verdict, what_receivers_cannot_use_is_no_key)
{
   for (auto const& record :
        {read_key_record("v=DKIM1; p="),
         read_key_record("p=AAAA"),
         key_of(tests::rsa_2048, "h=sha1; ")})
      EXPECT_TRUE(
         key_seen(search_of({selector("a", selector_origin::common, {record})})).unknown());
   EXPECT_TRUE(
      key_seen(
         search_of({selector(
            "a", selector_origin::common, {key_of(tests::rsa_2048), key_of(tests::rsa_1024)})}))
         .unknown());
}

TEST(key_verdict, nothing_found_is_unobservable_and_never_missing)
{
   auto const seen = key_seen(search_of({selector("default", selector_origin::common, {})}));
   ASSERT_TRUE(seen.unknown());
   EXPECT_EQ(seen.cause->kind, dnslint::cause_class::unobservable);
   EXPECT_THAT(seen.cause->detail, HasSubstr("read s= in the DKIM-Signature header"));
}

TEST(key_verdict, a_denial_alone_is_no_proof)
{
   auto found = search_of({});
   found.container = container_state::denied;
   EXPECT_TRUE(key_seen(found).unknown());
}

TEST(key_verdict, a_denial_that_dnssec_secures_is_a_proof)
{
   auto found = search_of({selector("default", selector_origin::common, {})});
   found.container = container_state::absent;
   EXPECT_TRUE(key_seen(found).fails());
   found.open = timed_out;
   EXPECT_TRUE(key_seen(found).unknown());
}

TEST(key_verdict, who_serves_the_keys_is_told)
{
   auto found = search_of({});
   found.served_by = "ns.vali.email";
   EXPECT_THAT(key_seen(found).cause->detail, HasSubstr("served by ns.vali.email"));
}

TEST(key_verdict, a_failed_question_keeps_its_cause)
{
   auto found = search_of({selector("default", selector_origin::common, {})});
   found.open = timed_out;
   EXPECT_EQ(key_seen(found).cause, timed_out);
}

TEST(key_verdict, a_stated_selector_must_have_a_key_in_use)
{
   auto const judge = [](std::vector<key_record> keys) {
      return has_key(selector("s", selector_origin::stated, std::move(keys)), "a.test");
   };
   EXPECT_TRUE(judge({key_of(tests::rsa_512)}).passes());
   EXPECT_THAT(judge({}).message, HasSubstr("no DKIM key at s._domainkey.a.test"));
   EXPECT_THAT(judge({read_key_record("p=")}).message, HasSubstr("is revoked"));
   auto open = selector("s", selector_origin::stated, {});
   open.unknown = timed_out;
   EXPECT_EQ(has_key(open, "a.test").cause, timed_out);
}

TEST(key_verdict, an_alias_without_key_fails_unless_the_provider_has_another_key)
{
   auto const dead = selector("selector2", selector_origin::provider, {}, "b.x.onmicrosoft.com");
   auto const live = selector(
      "selector1", selector_origin::provider, {key_of(tests::rsa_2048)}, "a.x.onmicrosoft.com");
   auto const other =
      selector("s1", selector_origin::provider, {key_of(tests::rsa_2048)}, "s1.u1.sendgrid.net");
   EXPECT_THAT(
      leads_to_key(dead, search_of({dead, other})).message,
      HasSubstr("leads to b.x.onmicrosoft.com of Microsoft 365"));
   EXPECT_TRUE(leads_to_key(dead, search_of({live, dead})).passes());
   auto const nobody = selector("s", selector_origin::common, {}, "gone.test");
   EXPECT_TRUE(leads_to_key(nobody, search_of({nobody, live})).fails());
}

TEST(key_verdict, the_same_key_is_found_whatever_blanks_it_has)
{
   std::string spaced{tests::rsa_2048};
   spaced.insert(50, " ");
   auto const found = search_of(
      {selector("a", selector_origin::stated, {key_of(tests::rsa_2048)}),
       selector("b", selector_origin::stated, {key_of(spaced, "k=rsa; ")}),
       selector("c", selector_origin::stated, {key_of(tests::rsa_1024)})});
   EXPECT_THAT(same_keys(found), ElementsAre(ElementsAre("a", "b")));
}

TEST(key_verdict, keys_of_all_customers_are_not_compared)
{
   auto const found = search_of(
      {selector("gm1", selector_origin::provider, {key_of(tests::rsa_2048)}, "gm1.gandimail.net"),
       selector("gm2", selector_origin::provider, {key_of(tests::rsa_2048)}, "gm2.gandimail.net")});
   EXPECT_THAT(same_keys(found), IsEmpty());
}

TEST(key_verdict, providers_are_judged_when_all_their_selectors_were_asked)
{
   mail_hints const hints{{"x.mail.protection.outlook.com", "smtp.google.com"}, {}};
   auto found = search_of({selector("selector1", selector_origin::provider, {})});
   found.providers = recognized_providers(hints);
   EXPECT_THAT(judge_providers(found), IsEmpty());
   found.selectors.push_back(selector("selector2", selector_origin::provider, {}));
   found.selectors.push_back(selector("google", selector_origin::provider, {}));
   auto const judged = judge_providers(found);
   ASSERT_EQ(judged.size(), 1);
   EXPECT_EQ(judged.front().name, "Microsoft 365");
   EXPECT_TRUE(judged.front().signs.fails());
   found.selectors[1].keys.push_back(key_of(tests::rsa_2048));
   EXPECT_TRUE(judge_providers(found).front().signs.passes());
}

}  // namespace
