// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/scan_run.hpp"

#include <gmock/gmock.h>

namespace dnslint::tests {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;

std::string evaluated(words more)
{
   more.insert(more.begin(), {"rules", "eval"});
   auto const done = dnslint(more);
   EXPECT_EQ(done.status, done.out.starts_with("{\"error\"") ? 1 : 0) << done.err;
   return done.out;
}

TEST(rules_eval, writes_type_and_value)
{
   EXPECT_EQ(evaluated({"1 + 2"}), "{\"type\":\"int\",\"value\":3}\n");
   EXPECT_EQ(evaluated({"-1"}), "{\"type\":\"int\",\"value\":-1}\n");
   EXPECT_EQ(evaluated({"--", "--1"}), "{\"type\":\"int\",\"value\":1}\n");
   EXPECT_EQ(
      evaluated({"a.b + a.c", "--var", "a.b=1", "--var=a.c=2"}),
      "{\"type\":\"int\",\"value\":3}\n");
   EXPECT_EQ(
      evaluated({"'a.b.co.uk'.organizational_domain()"}),
      "{\"type\":\"string\",\"value\":\"b.co.uk\"}\n");
}

TEST(rules_eval, writes_the_error_with_its_column)
{
   EXPECT_EQ(
      evaluated({"'\xc3\xbc' == '' || 1 / 0 > 1"}), "{\"error\":\"division by zero\",\"at\":16}\n");
   EXPECT_EQ(
      evaluated({"1 +\n(2"}),
      "{\"error\":\"this '(' is not closed\",\"at\":1,\"line\":2,\"hint\":\"a ')' is missing\"}\n");
   EXPECT_THAT(evaluated({"domian"}), HasSubstr("did you mean 'domain'?"));
}

TEST(rules_eval, wrong_usage_says_what_is_right)
{
   for (auto const& [arguments, said] : std::initializer_list<std::pair<words, char const*>>{
           {{"rules"}, "rules eval EXPRESSION"},
           {{"rules", "evil"}, "did you mean 'eval'?"},
           {{"rules", "eval"}, "there is no expression"},
           {{"rules", "eval", "1", "2"}, "there are two expressions"},
           {{"rules", "eval", "x", "--var", "x"}, "--var needs NAME=JSON"},
           {{"rules", "eval", "x", "--var", "x=y"}, "a string needs its quotes"},
           {{"rules", "eval", "--vat", "x=1"}, "there is no option --vat"},
           {{"rules", "lint"}, "there is nothing to read"}}) {
      auto const done = dnslint(arguments);
      EXPECT_EQ(done.status, 2);
      EXPECT_THAT(done.err, HasSubstr(said));
   }
}

TEST(rules_lint, says_what_is_wrong_or_what_is_asked)
{
   auto const source = std::string{DNSLINT_SOURCE_DIR};
   auto const wrong = dnslint({"rules", "lint", source + "/tests/unit/rules/mistakes.yaml"});
   EXPECT_EQ(wrong.status, 2);
   EXPECT_THAT(
      wrong.err, AllOf(HasSubstr("did you mean 'domain'?"), HasSubstr("did you mean 'message'?")));
   auto const right = dnslint({"rules", "lint", source + "/rules"});
   EXPECT_EQ(right.status, 0) << right.err;
   EXPECT_THAT(right.out, EndsWith("about a domain\n"));
}

constexpr auto hosts_pack = R"yaml(pack: hosts
version: 1.0.0
rules:
  - id: hosts/named
    title: The addresses of mail hosts have names
    category: mail.transport
    severity: low
    lookups:
      mail: { name: "{domain}", type: MX }
      host: { for_each: "mail.records.map(r, r.exchange)", name: "{each}", type: A }
      back: { name: "{host.records[0].address.split('.').reverse().join('.')}.in-addr.arpa", type: PTR }
    assert: "back.records.exists(r, r.target.is_subdomain_of(domain))"
    message: "{each} has no name of its own"
)yaml";

constexpr auto hosts_lab = R"yaml(zones:
  good.test: |
    @ MX 10 mx1
    @ MX 20 mx2
    mx1 A 192.0.2.1
    mx2 A 192.0.2.2
  bad.test: |
    @ MX 10 mx1
    @ MX 20 mx9
    mx1 A 192.0.2.3
    mx9 A 192.0.2.9
  2.0.192.in-addr.arpa: |
    1 PTR mx1.good.test.
    2 PTR mx2.good.test.
    3 PTR mx1.bad.test.
    9 PTR mail.elsewhere.test.
)yaml";

// The second question of a subject stands on the answer to its first.
TEST(rules, judge_each_subject_with_dependent_lookups)
{
   work_folder const folder;
   auto const done = dnslint(
      {"scan",
       "good.test",
       "bad.test",
       "--rules",
       folder.write("hosts.yaml", hosts_pack),
       "--zone",
       folder.write("lab.yaml", hosts_lab),
       "--checks",
       "hosts/*",
       "--show",
       "pass,fail,unknown"});
   EXPECT_EQ(done.status, 0) << done.err;
   EXPECT_THAT(
      done.out,
      AllOf(
         HasSubstr("passed    hosts/named"),
         HasSubstr("mx9.bad.test has no name of its own"),
         HasSubstr("mx1.bad.test")));
}

}  // namespace
}  // namespace dnslint::tests
