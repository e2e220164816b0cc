// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_plugins/probe_bench.hpp"

#include <gmock/gmock.h>

namespace dnslint::plugin::tests {
namespace {

using base::outcome;
using dnslint::tests::probe_bench;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

hosts::https_reply good_reply()
{
   hosts::https_response response;
   response.status = 200;
   response.headers = {{"server", "one"}, {"server", "two"}};
   response.body = "body";
   response.media_type = "text/plain";
   hosts::tls_view tls;
   tls.version = "TLSv1.3";
   tls.chain = {"first", "second"};
   tls.is_judged = true;
   return {
      response,
      tls,
      {{"https://good.test/", "192.0.2.1", 301, "/a"},
       {"https://good.test/a", "192.0.2.1", 200, ""}}};
}

hosts::https_reply expired_reply()
{
   hosts::tls_view tls;
   tls.is_judged = true;
   tls.errors = {hosts::certificate_error::expired, hosts::certificate_error::wrong_name};
   return {
      hosts::https_failure{base::transient("tls-failed"), hosts::https_phase::tls},
      tls,
      {{"https://expired.test/", "192.0.2.2", 0, ""}}};
}

struct run_https : testing::Test {
   run_https()
   {
      bench.granted = {"dnslint.https/1"};
      bench.replies = {
         {"https://good.test/", good_reply()}, {"https://expired.test/", expired_reply()}};
   }

   probe_bench bench{"fetching"};
};

TEST_F(run_https, gives_all_that_a_reply_has)
{
   auto const r = bench.run("replies");
   EXPECT_FALSE(r.defect);
   EXPECT_THAT(
      r.log,
      ElementsAre(
         "200 text/plain 4 bytes",
         "server: one",
         "301 https://good.test/ at 192.0.2.1 to /a",
         "200 https://good.test/a at 192.0.2.1 to ",
         "TLSv1.3 2 ",
         "first|",
         "no more",
         "unknown 0 tls-failed in phase 2",
         "server: none",
         "0 https://expired.test/ at 192.0.2.2 to ",
         " 0 the certificate has expired and is for another name",
         "|",
         "no more"));
}

TEST_F(run_https, refuses_what_is_no_request)
{
   EXPECT_THAT(
      bench.run("wrong").log,
      ElementsAre("unknown 3 misuse in phase 0", "unknown 3 misuse in phase 0"));
}

TEST_F(run_https, answers_and_cancels_at_the_deadline)
{
   auto const r = bench.run("silence");
   EXPECT_FALSE(r.defect);
   EXPECT_THAT(
      r.log, ElementsAre("unknown 2 deadline in phase 0", "unknown 2 deadline in phase 0"));
   EXPECT_EQ(r.took.count(), 5000);
   EXPECT_EQ(r.cancelled, 1U);
}

TEST_F(run_https, may_not_end_with_a_request_open)
{
   auto const r = bench.run("unfinished");
   ASSERT_TRUE(r.defect);
   EXPECT_EQ(r.defect->code, "misuse");
   EXPECT_EQ(r.findings.at("fetching/unfinished").result, outcome::unknown);
}

TEST_F(run_https, needs_the_power)
{
   auto const none = bench.run("powerless");
   ASSERT_TRUE(none.defect);
   EXPECT_THAT(none.defect->detail, HasSubstr("does not declare the power dnslint.https/1"));
   bench.granted.clear();
   auto const ungranted = bench.run("replies");
   EXPECT_THAT(ungranted.log, IsEmpty());
   EXPECT_EQ(ungranted.findings.at("fetching/replies").why->code, "power-not-granted");
   bench.granted = {"dnslint.https/1"};
   bench.replies.clear();
   bench.has_hosts = false;
   EXPECT_EQ(bench.run("replies").findings.at("fetching/replies").why->code, "power-not-granted");
}

}  // namespace
}  // namespace dnslint::plugin::tests
