// SPDX-License-Identifier: Apache-2.0
#include "core/base/encode.hpp"
#include "core/base/sha256.hpp"
#include "core/report/domain_json.hpp"
#include "tests/unit/report/sample.hpp"

#include <algorithm>
#include <gmock/gmock.h>

namespace dnslint::report {
namespace {

using base::outcome;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string html(
   std::vector<audit::domain_record> const& domains,
   outcomes show = {outcome::fail, outcome::unknown})
{
   std::stringstream kept;
   std::ostringstream out;
   auto const known = sample::checks();
   auto const to = make_html_writer(out, kept, std::move(show));
   summary sum;
   to->begin(sample::run(), known);
   for (auto const& d : domains) {
      auto const made = domain_json{known, sample::everything()}.made(d);
      to->domain(made);
      sum.add(made.counts, known);
   }
   to->end(sum);
   EXPECT_TRUE(out.good());
   return out.str();
}

std::size_t count(std::string_view text, std::string_view what)
{
   std::size_t found = 0;
   for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1))
      ++found;
   return found;
}

TEST(html_report, shows_a_domain)
{
   auto const text = html({sample::example()});
   EXPECT_THAT(
      text,
      HasSubstr(
         R"(<details open class="domain" id="domain-0">
<summary><h3>example.org</h3> <span>grade F, 38.7 of 100</span></summary>
<div class="inside">
<p>Grade F: 38.7 of 100, between 20 and 38.7 once all is known.<br>
2 checks failed, 3 are unknown, 1 passed, 1 does not apply.</p>
<div class="pictures">
<svg class="path" role="img" viewBox="0 0 320 99">
<title>The way of mail</title>
<desc>Mail from anybody: in the name of example.org; MX: where mail for the domain goes: mx1.example.org</desc>
)"));
   EXPECT_THAT(
      text,
      HasSubstr(
         R"(<title>Points that each control costs</title>
<desc>mx.delivery: -33.3; dmarc.policy: -28</desc>
)"));
   EXPECT_THAT(
      text,
      HasSubstr(
         R"(</svg>
</div>
<div class="finding critical">
<h4><span class="word">critical</span> <a href="#check-mx/resolves">mx/resolves</a></h4>
<p>2 of 3 mail servers have no address</p>
<ul>
<li>mx2.example.org: NXDOMAIN</li>
<li>mx3.example.org: fail</li>
</ul>
<ul>
<li>record: <code>example.org. 3600 IN MX 10 mx1.example.org.</code></li>
<li>record: <code>example.org. 3600 IN MX 20 mx2.example.org.</code></li>
</ul>
<p><strong>Fix:</strong> Give each mail server an address, or take it out of the MX records</p>
<p class="quiet">RFC 7208 section 4.5</p>
</div>
)"));
   EXPECT_THAT(
      text,
      AllOf(
         HasSubstr("<pre><code>_dmarc.example.org. 3600 IN TXT &quot;v=DMARC1; p=none; "),
         HasSubstr("<span class=\"word\">unknown</span> <a href=\"#check-spf/ptr\">"),
         Not(HasSubstr("spf/present"))));
}

TEST(html_report, says_what_limits_the_grade)
{
   auto d = sample::example();
   d.scored.caps = {{"one", "F", "<nothing> stops it"}};
   EXPECT_THAT(
      html({d}),
      HasSubstr("known.<br>\nAt most F: &lt;nothing&gt; stops it.<br>\n2 checks failed"));
}

TEST(html_report, has_its_summary_above_the_domains)
{
   auto const text = html({sample::sound("example.com"), sample::example(), sample::nonexistent()});
   EXPECT_LT(text.find("<h2>Summary</h2>"), text.find("<h3>example.com</h3>"));
   EXPECT_LT(text.find("<h3>example.com</h3>"), text.find("<h3>example.org</h3>"));
   EXPECT_LT(text.find("<h3>example.org</h3>"), text.find("<h3>xn--bcher-kva.example</h3>"));
   EXPECT_EQ(3U, count(text, "<details class=\"domain\" id="));
   EXPECT_THAT(
      text,
      AllOf(
         HasSubstr("<p>3 domains, 2 audited, 1 nonexistent.</p>"),
         HasSubstr(
            "<tr><td class=\"critical\">critical</td><th scope=\"row\">"
            "<a href=\"#check-mx/resolves\">mx/resolves</a></th>"
            "<td class=\"title\">Mail servers have addresses</td><td class=\"count\">1</td></tr>"),
         HasSubstr("<p class=\"quiet\">given as Bücher.example</p>")));
}

TEST(html_report, has_an_anchor_for_each_check_that_it_refers_to)
{
   auto const text = html({sample::example()});
   for (std::string const id :
        {"mx/resolves", "dmarc/present", "dkim/key-length", "spf/ptr", "spf/too-many-lookups"}) {
      EXPECT_GE(count(text, "href=\"#check-" + id + "\""), 1U) << id;
      EXPECT_EQ(1U, count(text, "id=\"check-" + id + "\"")) << id;
   }
   EXPECT_THAT(
      text,
      HasSubstr("<a href=\"https://www.rfc-editor.org/rfc/rfc7208#section-4.5\" "
                "rel=\"noreferrer\">RFC 7208 section 4.5</a>"));
}

TEST(html_report, leads_from_a_check_to_the_domains_on_which_it_failed)
{
   auto other = sample::example();
   other.domain = "other.org";
   auto const text = html({sample::sound("example.com"), sample::example(), other});
   EXPECT_THAT(
      text,
      HasSubstr("<p>Failed on <a href=\"#domain-1\">example.org</a>, "
                "<a href=\"#domain-2\">other.org</a>.</p>"));
   EXPECT_EQ(1U, count(text, "id=\"domain-2\""));
}

TEST(html_report, shows_the_worst_domains_with_the_scores_of_their_categories)
{
   auto const text = html({sample::sound("example.com"), sample::example()});
   EXPECT_THAT(
      text,
      AllOf(
         HasSubstr("<title>Domains by grade</title>\n<desc>A: 1; F: 1</desc>"),
         HasSubstr("<th scope=\"col\" class=\"count\">mail.<wbr>authentication</th>"),
         HasSubstr("<tr><th scope=\"row\"><a href=\"#domain-1\">example.org</a></th>"
                   "<td class=\"grade-F\">F</td><td class=\"count critical\">1</td>"
                   "<td class=\"count high\">1</td><td class=\"count\">-</td>"
                   "<td class=\"count\">-</td><td class=\"count heat0\">58</td>"
                   "<td class=\"count heat0\">0</td></tr>")));
}

// A page of a long list opens quickly: of most domains it has a line.
TEST(html_report, of_many_domains_has_the_worst_in_full)
{
   std::vector<audit::domain_record> many(1'500, sample::sound("example.com"));
   many[1'400] = sample::example();
   auto const text = html(many);
   EXPECT_EQ(500U, count(text, "<details class=\"domain\" id="));
   EXPECT_EQ(1'000U, count(text, "<li id=\"domain-"));
   EXPECT_THAT(
      text,
      AllOf(
         HasSubstr("<details class=\"domain\" id=\"domain-1400\">\n<summary><h3>example.org"),
         HasSubstr("500 of 1,500 domains are shown above"),
         HasSubstr("<li id=\"domain-1499\">example.com: grade A, 0 failed, 0 unknown</li>")));
}

TEST(html_report, of_no_domain_is_whole)
{
   auto const text = html({});
   EXPECT_TRUE(text.ends_with("</main>\n</body>\n</html>\n"));
   EXPECT_THAT(text, HasSubstr("<p>0 domains.</p>"));
}

// CSP Level 3: what stands between the tags must have this digest, and nothing else may be loaded.
TEST(html_report, allows_its_own_style_and_nothing_else)
{
   auto const text = html({sample::hostile()});
   auto const begin = text.find("<style>") + 7;
   auto const style = text.substr(begin, text.find("</style>") - begin);
   std::string digest;
   auto const hex = base::sha256(style);
   for (std::size_t i = 0; i != hex.size(); i += 2)
      digest += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
   EXPECT_THAT(
      text,
      HasSubstr(
         "content=\"default-src 'none'; style-src 'sha256-" + base::base64(digest) +
         "'; base-uri 'none'; form-action 'none'\""));
   EXPECT_LT(text.find("Content-Security-Policy"), begin);
   for (auto const* what : {"<script", "<img", "<link", "<iframe", "@import", "url(", " style="})
      EXPECT_EQ(0U, count(text, what)) << what;
}

TEST(html_report, keeps_hostile_text_inside_its_places)
{
   auto d = sample::hostile();
   d.domain = "a\"onclick=x.test";
   d.findings[0].message =
      base::untrusted{"</p><script>alert(1)</script><!-- ]]> ' onerror=\"x\" &lt;"};
   auto const text =
      html({d}, {outcome::fail, outcome::unknown, outcome::pass, outcome::not_applicable});
   EXPECT_TRUE(base::is_utf8(text));
   EXPECT_TRUE(std::ranges::none_of(text, [](unsigned char c) {
      return c != '\n' && c < 0x20;
   }));
   EXPECT_THAT(
      text,
      AllOf(
         HasSubstr("<h3>a&quot;onclick=x.test</h3>"),
         HasSubstr("<p>&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;!-- ]]&gt; &apos; "
                   "onerror=&quot;x&quot; &amp;lt;</p>"),
         Not(HasSubstr("<script")),
         Not(HasSubstr("</script")),
         Not(HasSubstr("\xe2\x80\xae"))));
}

TEST(html_report, tells_that_what_it_kept_is_lost)
{
   std::stringstream kept;
   std::ostringstream out;
   auto const known = sample::checks();
   auto const to = make_html_writer(out, kept, {outcome::fail});
   to->begin(sample::run(), known);
   to->domain(domain_json{known, sample::everything()}.made(sample::example()));
   to->domain(domain_json{known, sample::everything()}.made(sample::example()));
   kept.setstate(std::ios::badbit);
   to->end({});
   EXPECT_FALSE(out.good());
}

}  // namespace
}  // namespace dnslint::report
