// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/report/sample.hpp"

#include <algorithm>
#include <gmock/gmock.h>

namespace dnslint::report {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(text_report, shows_one_domain)
{
   EXPECT_EQ(
      R"(example.org
   MX     mx1.example.org
   Grade F: 38.7 of 100, between 20 and 38.7 once all is known.
   2 checks failed, 3 are unknown, 1 passed, 1 does not apply.
   Do first: mx/resolves, worth up to 33.3 points.

   critical  mx/resolves
             2 of 3 mail servers have no address
             - mx2.example.org: NXDOMAIN
             - mx3.example.org: fail
             Seen: example.org. 3600 IN MX 10 mx1.example.org.
                   example.org. 3600 IN MX 20 mx2.example.org.
             Fix: Give each mail server an address, or take it out of the MX
                  records

   high      dmarc/present
             There is no DMARC record at _dmarc.example.org, so receivers
             deliver mail that forges this domain as its author
             Seen: _dmarc.example.org. NXDOMAIN
             Fix: Publish a DMARC record; begin with one that only asks for
                  reports
                  _dmarc.example.org. 3600 IN TXT "v=DMARC1; p=none; rua=mailto:dmarc@example.org"

   unknown   timeout: asking again may help
             - spf/ptr: TXT _spf.example.net from 192.0.2.1
             - spf/too-many-lookups: TXT _spf.example.net

   unknown   no-selector: no question can tell
             - dkim/key-length: no DKIM selector is known
)",
      sample::text({sample::example()}));
}

TEST(text_report, says_once_why_many_are_unknown)
{
   auto d = sample::example();
   for (auto& f : d.findings) {
      f.result = base::outcome::unknown;
      f.message = {};
      f.why = base::transient("timeout", "nothing answered");
   }
   EXPECT_THAT(sample::text({d}), HasSubstr("- nothing answered: " + d.findings.front().id + ", "));
   EXPECT_THAT(sample::text({d}), Not(HasSubstr("more, which")));
   auto many = d;
   for (int i = 0; i != 20; ++i)
      many.findings.push_back(d.findings.front());
   auto const left = std::to_string(many.findings.size() - 10);
   EXPECT_THAT(sample::text({many}), HasSubstr("and " + left + " more,"));
   text_options how;
   how.verbose = true;
   EXPECT_THAT(sample::text({d}, how), HasSubstr("- spf/ptr: nothing answered"));
   d.findings.front().why->detail = "something else";
   EXPECT_THAT(sample::text({d}), HasSubstr("- spf/ptr: nothing answered"));
}

TEST(text_report, shows_evidence_and_every_check_when_asked)
{
   text_options how;
   how.verbose = true;
   auto const text = sample::text({sample::example()}, how);
   EXPECT_THAT(text, HasSubstr(R"(
             - mx1.example.org: pass
             - mx2.example.org: NXDOMAIN
             - mx3.example.org: fail
             record: example.org. 3600 IN MX 10 mx1.example.org.
             record: example.org. 3600 IN MX 20 mx2.example.org.
             Fix: Give each)"));
   EXPECT_THAT(text, HasSubstr(R"(
   passed    spf/present
             There is one SPF record
             record: example.org. 300 IN TXT "v=spf1 include:_spf.example.net -all"

   n/a       mx/several
             the domain publishes a null MX
)"));
}

TEST(text_report, shows_only_the_outcomes_that_are_asked_for)
{
   text_options how;
   how.show = {base::outcome::pass};
   EXPECT_EQ(
      R"(example.org
   MX     mx1.example.org
   Grade F: 38.7 of 100, between 20 and 38.7 once all is known.
   2 checks failed, 3 are unknown, 1 passed, 1 does not apply.

   passed    spf/present
             There is one SPF record
)",
      sample::text({sample::example()}, how));
}

TEST(text_report, is_short_for_a_sound_domain)
{
   EXPECT_EQ(
      "example.com\n   Grade A: 100 of 100.\n   3 checks passed.\n",
      sample::text({sample::sound("example.com")}));
}

TEST(text_report, says_what_a_name_was_given_as)
{
   EXPECT_EQ(
      "xn--bcher-kva.example (given as Bücher.example)\n   This domain does not exist.\n"
      "   1 check does not apply.\n",
      sample::text({sample::nonexistent()}));
   auto d = sample::sound("example.com");
   d.input = "EXAMPLE.com";
   EXPECT_THAT(sample::text({d}), Not(HasSubstr("given as")));
}

TEST(text_report, says_why_there_is_no_grade)
{
   auto d = sample::sound("example.com");
   d.scored.grade.reset();
   d.scored.score_low = 64.3;
   EXPECT_THAT(
      sample::text({d}),
      HasSubstr("   No grade yet: 100 of 100 by what is known, between 64.3 and 100 once all is\n"
                "   known.\n"));
   d.scored.score.reset();
   EXPECT_THAT(sample::text({d}), HasSubstr("   No score: nothing that is scored is known.\n"));
   d.scored.score_low.reset();
   EXPECT_THAT(sample::text({d}), HasSubstr("   No score: nothing that is scored applies.\n"));
}

TEST(text_report, says_what_limits_the_grade)
{
   auto d = sample::example();
   d.scored.caps = {{"one", "F", "nothing stops forged mail"}, {"two", "C", "it only watches"}};
   auto const text = sample::text({d});
   EXPECT_THAT(text, HasSubstr("known.\n   At most F: nothing stops forged mail.\n   2 checks"));
   EXPECT_THAT(text, HasSubstr("   Do first: mx/resolves.\n"));
   d.scored.caps.erase(d.scored.caps.begin());
   EXPECT_THAT(sample::text({d}), Not(HasSubstr("At most")));  // it is an F by its score
}

TEST(text_report, names_the_controls_that_were_not_seen)
{
   auto d = sample::example();
   d.scored.not_seen = {"dkim.keys", "dnssec"};
   EXPECT_THAT(sample::text({d}), HasSubstr("   Not looked at: dkim.keys, dnssec.\n   2 checks"));
   d.scored.score_low.reset();
   EXPECT_THAT(sample::text({d}), Not(HasSubstr("Not looked at")));
}

TEST(text_report, tells_what_was_rehearsed)
{
   auto d = sample::example();
   d.rehearsed = audit::rehearsed_scores{82.3, 82.3, 82.3, "B"};
   EXPECT_THAT(
      sample::text({d}),
      HasSubstr("   With all records that are offered below: B 82.3, as rehearsed.\n"));
   d.rehearsed->grade.reset();
   EXPECT_THAT(sample::text({d}), HasSubstr("below: 82.3 of 100 by what is"));
}

TEST(text_report, begins_with_what_lifts_the_cap)
{
   auto d = sample::example();
   d.scored.caps = {{"one", "F", "nothing stops forged mail", {"spf/present", "dmarc/present"}}};
   EXPECT_THAT(sample::text({d}), HasSubstr("   Do first: dmarc/present.\n"));
   d.scored.grade = "D";
   EXPECT_THAT(sample::text({d}), HasSubstr("   Do first: mx/resolves, worth up to "));
}

TEST(text_report, says_what_may_limit_a_grade_that_is_withheld)
{
   auto d = sample::sound("example.com");
   d.scored.grade.reset();
   d.scored.score_low = 69.9;
   d.scored.caps = {{"one", "B", "one server"}};
   d.scored.possible_caps = {{"two", "D", "\x1b[no policy"}};
   EXPECT_THAT(
      sample::text({d}),
      HasSubstr("   At most B: one server. Perhaps at most D: \\027[no policy.\n"));
}

TEST(text_report, puts_the_standard_score_beside_an_adapted_one)
{
   auto d = sample::sound("example.com");
   d.score_standard = 71.3;
   EXPECT_THAT(
      sample::text({d}), HasSubstr("Grade A: 100 of 100. The standard profile gives 71.3.\n"));
}

TEST(text_report, says_that_an_audit_was_stopped)
{
   auto d = sample::sound("example.com");
   d.status = audit::domain_status::aborted;
   EXPECT_THAT(sample::text({d}), HasSubstr("The audit was stopped before its end.\n"));
}

TEST(text_report, takes_a_title_as_what_was_expected)
{
   auto d = sample::sound("example.com");
   d.findings[0].result = base::outcome::fail;
   d.findings[0].message = {};
   EXPECT_THAT(
      sample::text({d}),
      HasSubstr("   high      dmarc/present\n             Expected: There is a DMARC record\n"));
}

TEST(text_report, shows_ten_items_and_counts_the_rest)
{
   auto d = sample::sound("example.com");
   d.findings[1].result = base::outcome::fail;
   for (int i = 0; i != 12; ++i)
      d.findings[1].items.push_back(
         {base::untrusted{"mx" + std::to_string(i)}, base::outcome::fail, {}});
   EXPECT_THAT(
      sample::text({d}), HasSubstr("             - mx9: fail\n               and 2 more\n"));
   text_options how;
   how.verbose = true;
   EXPECT_THAT(sample::text({d}, how), HasSubstr("             - mx11: fail\n"));
}

// A check of several subjects gives the message of the first that failed.
TEST(text_report, tells_of_a_subject_once)
{
   auto const of = [](std::string subject, base::outcome result, std::string message) {
      return audit::finding_item{
         base::untrusted{std::move(subject)}, result, base::untrusted{std::move(message)}};
   };
   auto d = sample::sound("example.com");
   auto& f = d.findings[0];
   f.result = base::outcome::fail;
   f.message = base::untrusted{"mx1.example.com has no address"};
   f.items = {
      of("mx1.example.com", base::outcome::fail, {}),
      of("mx2.example.com", base::outcome::fail, "mx2.example.com has no address"),
      of("mx3.example.com", base::outcome::fail, "NXDOMAIN"),
      of("example.com", base::outcome::fail, {}),
      of("mx1.example.com", base::outcome::unknown, {}),
      of("mx4", base::outcome::fail, f.message.bytes())};
   EXPECT_THAT(
      sample::text({d}),
      HasSubstr("             mx1.example.com has no address\n"
                "             - mx2.example.com has no address\n"
                "             - mx3.example.com: NXDOMAIN\n"
                "             - example.com: fail\n"
                "             - mx1.example.com: unknown\n"));
   EXPECT_THAT(sample::text({d}), Not(HasSubstr("mx4")));
}

TEST(text_report, ends_a_list_with_a_summary)
{
   EXPECT_THAT(
      sample::text({sample::sound("example.com"), sample::nonexistent(), sample::example()}),
      testing::EndsWith(R"(
             - dkim/key-length: no DKIM selector is known

Summary of 3 domains
   2 audited, 1 nonexistent
   Grades: A 1, F 1, nothing to grade 1

   Domains by their failed checks, the worst first
   grade  critical  high  medium   low  info  unknown  domain
   F             1     1       -     -     -        3  example.org

   Failed checks, by how many domains
            1  critical  mx/resolves
                         Mail servers have addresses
            1  high      dmarc/present
                         There is a DMARC record

   Unknown checks, by cause
            2  transient: timeout
            1  unobservable: no-selector
)"));
}

TEST(text_report, shows_a_few_of_a_long_list_and_says_how_to_get_the_rest)
{
   text_options how;
   how.most_full_reports = 2;
   std::vector<audit::domain_record> all(1200, sample::sound("example.com"));
   EXPECT_EQ(
      R"(example.com
   Grade A: 100 of 100.
   3 checks passed.

example.com
   Grade A: 100 of 100.
   3 checks passed.

Summary of 1,200 domains
   1,200 audited
   Grades: A 1,200

   Shown in full: the first 2 of 1,200. All of them: --format json or jsonl,
   with -o FILE.
)",
      sample::text(all, how));
   how.most_full_reports = 0;
   EXPECT_THAT(sample::text(all, how), testing::StartsWith("Summary of"));
   EXPECT_THAT(sample::text(all, how), HasSubstr("Shown in full: none of 1,200."));
}

std::string summary_of(summary const& s)
{
   std::ostringstream out;
   auto const to = make_text_writer(out, {});
   auto const checks = sample::checks();
   to->begin(sample::run(), checks);
   to->end(s);
   return out.str();
}

TEST(text_report, counts_the_lines_that_it_could_not_read)
{
   summary s;
   s.domains = 1;
   s.by_status["audited"] = 1;
   s.bad_lines = 2;
   EXPECT_THAT(summary_of(s), HasSubstr("   1 audited, 2 lines of the list not understood\n"));
}

TEST(text_report, counts_what_rests_on_a_resolver_that_was_dropped)
{
   summary s;
   s.domains = 3;
   s.by_status["audited"] = 3;
   s.withdrawn = 2;
   EXPECT_THAT(
      summary_of(s),
      HasSubstr("3 audited, 2 by a resolver that was dropped: not to be believed\n"));
}

TEST(text_report, bounds_the_rows_of_its_summary)
{
   summary s;
   for (std::size_t i = 0; i != 25; ++i) {
      s.failed_by_check["pack/rule-" + std::to_string(i)] = i;
      s.unknown_by_cause["transient: cause-" + std::to_string(i)] = i;
   }
   auto const text = summary_of(s);
   EXPECT_THAT(text, HasSubstr("pack/rule-24\n"));
   EXPECT_THAT(text, Not(HasSubstr("pack/rule-4\n")));
   EXPECT_THAT(text, HasSubstr("cause-5\n               and 5 more\n"));
}

TEST(text_report, has_colours_only_when_asked)
{
   text_options how;
   how.color = true;
   auto const plain = sample::text({sample::example(), sample::nonexistent()});
   auto colored = sample::text({sample::example(), sample::nonexistent()}, how);
   EXPECT_EQ(std::string::npos, plain.find('\x1b'));
   EXPECT_THAT(colored, HasSubstr("\x1b[1mexample.org\x1b[0m\n"));
   EXPECT_THAT(colored, HasSubstr("\x1b[1;31m   critical  \x1b[0m\x1b[1mmx/resolves\x1b[0m\n"));
   for (auto at = colored.find('\x1b'); at != std::string::npos; at = colored.find('\x1b'))
      colored.erase(at, colored.find('m', at) + 1 - at);
   EXPECT_EQ(plain, colored);
}

// No line can be forged, no cursor moved, nothing reordered.
TEST(text_report, shows_hostile_text_as_escapes)
{
   text_options how;
   how.verbose = true;
   auto const text = sample::text({sample::hostile()}, how);
   EXPECT_TRUE(base::is_utf8(text));
   EXPECT_TRUE(std::ranges::none_of(text, [](char c) {
      return c != '\n' && (static_cast<unsigned char>(c) < 0x20 || c == 0x7f);
   }));
   for (auto const* const reordering : {"\xe2\x80\xae", "\xe2\x80\xa8", "\xc2\x9b"})
      EXPECT_THAT(text, Not(HasSubstr(reordering)));
   EXPECT_THAT(text, Not(HasSubstr("\ngrade A")));
   EXPECT_THAT(text, HasSubstr("\\027[2J\\027]0;owned\\007"));
   std::istringstream in{text};
   std::string line;
   std::getline(in, line);
   while (std::getline(in, line))
      EXPECT_TRUE(line.empty() || line.starts_with("   ")) << line;
}

TEST(text_report, cuts_what_nobody_reads)
{
   auto d = sample::sound("example.com");
   d.findings[0].result = base::outcome::fail;
   d.findings[0].message = base::untrusted{std::string(60'000, 'x')};
   auto const text = sample::text({d});
   EXPECT_LT(text.size(), 2000U);
   EXPECT_THAT(text, HasSubstr("... (60,000 bytes)"));
}

TEST(text_report, never_breaks_or_cuts_a_record)
{
   auto d = sample::sound("example.com");
   auto const record = "example.com. IN TXT \"v=spf1 " + std::string(3000, 'x') + " -all\"";
   d.findings[0].result = base::outcome::fail;
   d.findings[0].fix_record = base::untrusted{record};
   EXPECT_THAT(sample::text({d}), HasSubstr(" Fix: publish\n                  " + record + "\n"));
}

}  // namespace
}  // namespace dnslint::report
