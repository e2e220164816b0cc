// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/report/sample.hpp"

#include <gmock/gmock.h>

namespace dnslint::report {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string metrics(summary const& s, catalogue const& checks = sample::checks())
{
   std::ostringstream out;
   auto const w = make_prometheus_writer(out);
   w->begin(sample::run(), checks);
   w->end(s);
   return out.str();
}

TEST(prometheus_report, has_the_counts_of_the_run)
{
   auto const text =
      sample::written(make_prometheus_writer, {sample::example(), sample::sound("example.com")});
   EXPECT_THAT(text, HasSubstr("# TYPE dnslint_domains gauge\n"));
   EXPECT_THAT(text, HasSubstr("dnslint_domains{status=\"audited\"} 2\n"));
   EXPECT_THAT(text, HasSubstr("dnslint_failures{severity=\"critical\"} 1\n"));
   EXPECT_THAT(
      text, HasSubstr("dnslint_failed_domains{check=\"mx/resolves\",severity=\"critical\"} 1\n"));
   EXPECT_THAT(text, HasSubstr("dnslint_unknown_checks{cause=\"transient: timeout\"} 2\n"));
   EXPECT_THAT(text, HasSubstr("dnslint_run_cut 0\n"));
}

TEST(prometheus_report, keeps_a_series_whose_count_is_zero)
{
   auto const text = metrics({});
   EXPECT_THAT(text, HasSubstr("dnslint_graded_domains{grade=\"F\"} 0\n"));
   EXPECT_THAT(text, HasSubstr("dnslint_failures{severity=\"low\"} 0\n"));
   EXPECT_THAT(
      text, HasSubstr("dnslint_failed_domains{check=\"spf/present\",severity=\"high\"} 0\n"));
   EXPECT_THAT(text, HasSubstr("dnslint_unknown_ratio 0\n"));
}

TEST(prometheus_report, says_how_much_is_unknown_and_whether_the_run_was_cut)
{
   summary s;
   s.by_outcome = {{"pass", 5}, {"fail", 1}, {"unknown", 2}, {"not-applicable", 90}};
   s.is_cut = true;
   auto const text = metrics(s);
   EXPECT_THAT(text, HasSubstr("dnslint_unknown_ratio 0.25\n"));
   EXPECT_THAT(text, HasSubstr("dnslint_run_cut 1\n"));
}

TEST(prometheus_report, has_a_time_only_where_it_is_known)
{
   EXPECT_THAT(metrics({}), Not(HasSubstr("seconds")));
   summary s;
   s.seconds = 1.5;
   EXPECT_THAT(metrics(s), HasSubstr("dnslint_run_duration_seconds 1.5\n"));
}

TEST(prometheus_report, keeps_hostile_text_inside_its_labels)
{
   summary s;
   s.unknown_by_cause = {{"a\"} 1\nb\\\x1b\xff", 1}};
   auto const text = metrics(s);
   EXPECT_THAT(text, HasSubstr(R"({cause="a\"} 1\\010b\\\\027\\255"} 1)"));
}

}  // namespace
}  // namespace dnslint::report
