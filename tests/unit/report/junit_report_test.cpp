// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/report/sample.hpp"

#include <algorithm>
#include <gmock/gmock.h>

namespace dnslint::report {
namespace {

using base::outcome;
using testing::HasSubstr;
using testing::Not;

std::string junit(std::vector<audit::domain_record> const& domains)
{
   return sample::written(
      [](std::ostream& out) {
         return make_junit_writer(
            out, {outcome::fail, outcome::unknown, outcome::pass, outcome::not_applicable});
      },
      domains);
}

TEST(junit_report, has_a_suite_for_each_domain_and_a_case_for_each_check)
{
   EXPECT_EQ(
      R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="dnslint">
  <testsuite name="example.com" tests="3" failures="0" errors="0" skipped="0">
    <testcase classname="example.com" name="dmarc/present"/>
    <testcase classname="example.com" name="mx/resolves"/>
    <testcase classname="example.com" name="spf/present"/>
  </testsuite>
</testsuites>
)",
      junit({sample::sound("example.com")}));
   EXPECT_EQ(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"dnslint\">\n</testsuites>\n",
      junit({}));
}

TEST(junit_report, tells_failures_from_errors_and_from_what_does_not_apply)
{
   auto const text = junit({sample::example()});
   EXPECT_THAT(
      text,
      HasSubstr(R"(<testsuite name="example.org" tests="7" failures="2" errors="3" skipped="1">)"));
   EXPECT_THAT(
      text,
      HasSubstr("<testcase classname=\"example.org\" name=\"mx/resolves\"><failure "
                "type=\"critical\" message=\"2 of 3 mail servers have no address\">"
                "mx2.example.org: NXDOMAIN&#10;mx3.example.org: fail&#10;record: example.org. "));
   EXPECT_THAT(
      text,
      HasSubstr(R"(name="spf/ptr"><error type="transient: timeout" message="timeout (asking again )"
                R"(may help): TXT _spf.example.net from 192.0.2.1"></error></testcase>)"));
   EXPECT_THAT(
      text,
      HasSubstr(
         R"(name="mx/several"><skipped message="the domain publishes a null MX"/></testcase>)"));
}

TEST(junit_report, breaks_no_build_for_what_is_accepted)
{
   auto d = sample::example();
   d.findings[1].suppression = std::make_shared<base::suppressed>("soon", "ops", "2027-01-31");
   auto const text = junit({d});
   EXPECT_THAT(text, HasSubstr(R"(tests="7" failures="1" errors="3" skipped="2")"));
   EXPECT_THAT(
      text,
      HasSubstr(
         R"(name="dmarc/present"><skipped message="Suppressed until 2027-01-31 by ops: soon")"
         R"(/></testcase>)"));
}

TEST(junit_report, counts_only_what_is_to_be_shown)
{
   auto const text = sample::written(
      [](std::ostream& out) {
         return make_junit_writer(out, {outcome::fail});
      },
      {sample::example()});
   EXPECT_THAT(text, HasSubstr(R"(tests="2" failures="2" errors="0" skipped="0")"));
   EXPECT_THAT(text, Not(HasSubstr("<error")));
}

TEST(junit_report, keeps_hostile_text_inside_its_attributes)
{
   auto d = sample::hostile();
   d.findings[0].message = base::untrusted{"]]>\"/><failure x='y'>&"};
   auto const text = junit({d});
   EXPECT_TRUE(base::is_utf8(text));
   EXPECT_TRUE(std::ranges::none_of(text, [](unsigned char c) {
      return c != '\n' && c < 0x20;
   }));
   EXPECT_THAT(
      text, HasSubstr("message=\"]]&gt;&quot;/&gt;&lt;failure x=&apos;y&apos;&gt;&amp;\""));
   EXPECT_THAT(text, Not(HasSubstr("</script>")));
}

}  // namespace
}  // namespace dnslint::report
