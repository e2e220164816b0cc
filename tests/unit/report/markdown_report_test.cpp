// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/report/sample.hpp"

#include <algorithm>
#include <gmock/gmock.h>

namespace dnslint::report {
namespace {

using base::outcome;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string markdown(std::vector<audit::domain_record> const& domains)
{
   return sample::written(
      [](std::ostream& out) {
         return make_markdown_writer(out, {outcome::fail, outcome::unknown});
      },
      domains);
}

TEST(markdown_report, shows_one_domain)
{
   EXPECT_EQ(
      R"(## dnslint: 1 domain

### example.org

Grade F: 38.7 of 100, between 20 and 38.7 once all is known.
2 checks failed, 3 are unknown, 1 passed, 1 does not apply.

- **critical** mx/resolves: 2 of 3 mail servers have no address
  - **fail** mx2.example.org: NXDOMAIN
  - **fail** mx3.example.org
  - Fix: Give each mail server an address, or take it out of the MX records
- **high** dmarc/present: There is no DMARC record at \_dmarc.example.org, so receivers deliver mail that forges this domain as its author
  - Fix: Publish a DMARC record; begin with one that only asks for reports
    ```
    _dmarc.example.org. 3600 IN TXT "v=DMARC1; p=none; rua=mailto:dmarc@example.org"
    ```
- **unknown** dkim/key-length: no-selector \(no question can tell\): no DKIM selector is known
- **unknown** spf/ptr: timeout \(asking again may help\): TXT \_spf.example.net from 192.0.2.1
- **unknown** spf/too-many-lookups: timeout \(asking again may help\): TXT \_spf.example.net

dnslint 0.1.0, 2024-05-01T12<span>:</span>00<span>:</span>00Z, profile standard, answers from 192.0.2.1<span>:</span>53.
)",
      markdown({sample::example()}));
}

TEST(markdown_report, begins_with_a_summary_of_a_list)
{
   auto const text =
      markdown({sample::sound("example.com"), sample::example(), sample::nonexistent()});
   EXPECT_THAT(text, StartsWith(R"(## dnslint: 3 domains

2 audited, 1 nonexistent.

| Grade | Domains |
| --- | ---: |
| A | 1 |
| F | 1 |
| nothing to grade | 1 |

| Severity | Failed check | What should be | Domains |
| --- | --- | --- | ---: |
| critical | mx/resolves | Mail servers have addresses | 1 |
| high | dmarc/present | There is a DMARC record | 1 |

| Unknown, by cause | Checks |
| --- | ---: |
| transient: timeout | 2 |
| unobservable: no-selector | 1 |

### example.org
)"));
   EXPECT_THAT(
      text, AllOf(HasSubstr("Without findings to show: 2 domains.\n"), Not(HasSubstr("Left out"))));
}

TEST(markdown_report, shows_the_verdict_of_a_sound_domain)
{
   auto const text = markdown({sample::sound("example.com")});
   EXPECT_THAT(
      text,
      AllOf(
         HasSubstr("### example.com\n\nGrade A: 100 of 100.\n3 checks passed.\n"),
         Not(HasSubstr("Without findings"))));
}

TEST(markdown_report, says_what_limits_the_grade)
{
   auto d = sample::sound("example.com");
   d.scored.grade = "B";
   d.scored.caps = {{"one", "B", "one server"}};
   EXPECT_THAT(
      markdown({d}),
      HasSubstr("\n\nGrade B: 100 of 100.\nAt most B: one server.\n3 checks passed.\n"));
}

TEST(markdown_report, fits_into_an_issue_and_says_what_is_left_out)
{
   std::vector<audit::domain_record> const many(1'000, sample::example());
   auto const text = markdown(many);
   EXPECT_LT(text.size(), 65'536U);
   EXPECT_GT(text.size(), 40'000U);
   std::size_t shown = 0;
   for (auto at = text.find("\n### "); at != std::string::npos; at = text.find("\n### ", at + 1))
      ++shown;
   EXPECT_THAT(
      text,
      HasSubstr(
         "Left out: " + std::to_string(1'000 - shown) +
         " domains with findings. All of them: `--format html`, `csv` or `json`.\n"));
}

TEST(markdown_report, keeps_hostile_text_from_being_markup)
{
   auto d = sample::hostile();
   d.findings[0].message = base::untrusted{"a | `b` ``` <img src=x> [c](http://d) @all #1\n# e"};
   d.findings[0].items[0].subject = base::untrusted{"# heading"};
   d.findings[0].fix_record = base::untrusted{"```\n````\n</pre> @all"};
   auto const text = markdown({d});
   EXPECT_TRUE(base::is_utf8(text));
   EXPECT_TRUE(std::ranges::none_of(text, [](unsigned char c) {
      return c != '\n' && c < 0x20;
   }));
   EXPECT_THAT(
      text,
      HasSubstr("a \\| \\`b\\` \\`\\`\\` \\<img src=x\\> \\[c\\]\\(http<span>:</span>//d\\) "
                "<span>@</span>all <span>#</span>1\\\\010# e\n"));
   EXPECT_THAT(text, HasSubstr("\n  - **fail** # heading: "));
   EXPECT_THAT(text, HasSubstr("    `````\n    ```\n    ````\n    </pre> @all\n    `````\n"));
   EXPECT_THAT(text, Not(HasSubstr("\xe2\x80\xae")));
}

}  // namespace
}  // namespace dnslint::report
