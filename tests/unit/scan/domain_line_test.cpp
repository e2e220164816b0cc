// SPDX-License-Identifier: Apache-2.0
#include "core/scan/domain_list.hpp"

#include <gmock/gmock.h>
#include <random>

namespace dnslint::scan {
namespace {

using testing::HasSubstr;

parsed_line parse(std::string_view line, std::size_t number = 7)
{
   return parse_domain_line(line, "list.txt", number);
}

std::string name_of(std::string_view line)
{
   auto const parsed = parse(line);
   return parsed.input ? parsed.input->name.to_text() : "none";
}

std::string problem_of(std::string_view line)
{
   auto const parsed = parse(line);
   return parsed.problem && !parsed.input ? parsed.problem->message : "none";
}

std::string hint_of(std::string_view line)
{
   auto const parsed = parse(line);
   return parsed.problem ? parsed.problem->hint : "none";
}

std::string note_of(std::string_view line)
{
   auto const parsed = parse(line);
   return parsed.note ? parsed.note->message : "none";
}

TEST(domain_line, takes_a_domain)
{
   auto const parsed = parse("Example.ORG");
   ASSERT_TRUE(parsed.input);
   EXPECT_EQ("example.org", parsed.input->name.to_text());
   EXPECT_EQ("Example.ORG", parsed.input->text);
   EXPECT_EQ(7U, parsed.input->line);
   EXPECT_FALSE(parsed.problem);
   EXPECT_FALSE(parsed.note);
}

TEST(domain_line, takes_what_domains_look_like)
{
   EXPECT_EQ("example.org", name_of("example.org."));
   EXPECT_EQ("com", name_of("com"));
   EXPECT_EQ("3com.com", name_of("3com.com"));
   EXPECT_EQ("1.2.3.4.example", name_of("1.2.3.4.example"));
   EXPECT_EQ("r3---sn.example", name_of("r3---sn.example"));
   EXPECT_EQ("4.3.2.1.in-addr.arpa", name_of("4.3.2.1.in-addr.arpa"));
}

TEST(domain_line, leaves_out_comments_and_white_space)
{
   for (auto const* const line : {"", "   ", "\r", "# example.org", "  \t# example.org", "#"}) {
      auto const parsed = parse(line);
      EXPECT_FALSE(parsed.input || parsed.problem || parsed.note) << line;
   }
   EXPECT_EQ("example.org", name_of(" \texample.org \t\r"));
   EXPECT_EQ("example.org", name_of("example.org # ours, since 2019"));
   EXPECT_EQ("example.org", parse("  example.org # ours").input->text);
}

TEST(domain_line, takes_a_byte_order_mark_on_the_first_line_only)
{
   auto const* const line =
      "\xef\xbb\xbf"
      "example.org";
   EXPECT_EQ("example.org", parse(line, 1).input->name.to_text());
   EXPECT_EQ("example.org", parse(line, 1).input->text);
   EXPECT_TRUE(parse("\xef\xbb\xbf", 1).problem == std::nullopt);
   EXPECT_FALSE(parse("\xef\xbb\xbf", 2).input);
}

TEST(domain_line, maps_u_labels)
{
   EXPECT_EQ("xn--bcher-kva.example", name_of("bücher.example"));
   EXPECT_EQ("xn--bcher-kva.example", name_of("BÜCHER.example"));
   EXPECT_EQ(
      "xn--bcher-kva.example",
      name_of("bu\xcc\x88"
              "cher.example"));                    // not in normal form C
   EXPECT_EQ("xn--fa-hia.de", name_of("faß.de"));  // non-transitional: not fass.de
   EXPECT_EQ("xn--r8jz45g.jp", name_of("例え。jp"));
   EXPECT_EQ("example.com", name_of("ｅｘａｍｐｌｅ．com"));
   EXPECT_EQ("bücher.example", parse("bücher.example").input->text);
}

TEST(domain_line, keeps_a_labels_as_they_are)
{
   EXPECT_EQ("xn--bcher-kva.example", name_of("XN--bcher-kva.example"));
   EXPECT_EQ("xn--ls8h.la", name_of("xn--ls8h.la"));  // registered, though IDNA 2008 forbids it
   EXPECT_EQ("xn--a.example", name_of("xn--a.example"));
}

TEST(domain_line, refuses_what_idna_does)
{
   for (auto const* const line :
        {"☃.example",
         "a\xe2\x80\xae"
         "b.example",
         "-ü.example"}) {
      EXPECT_THAT(problem_of(line), HasSubstr("is no domain by IDNA 2008: ")) << line;
      EXPECT_THAT(hint_of(line), HasSubstr("xn--")) << line;
   }
}

// The mapping gives "a/c.example" and "(1).example".
TEST(domain_line, checks_characters_after_the_mapping)
{
   EXPECT_THAT(problem_of("℀.example"), HasSubstr("has a character that no domain has: '/'"));
   EXPECT_THAT(problem_of("⑴.example"), HasSubstr("has a character that no domain has: '('"));
   EXPECT_THAT(problem_of("１９２.０.２.１"), HasSubstr("'192.0.2.1' is an IP address"));
   EXPECT_THAT(problem_of("ü..example"), HasSubstr("has an empty label"));
}

TEST(domain_line, takes_the_domain_of_a_url)
{
   for (auto const* const line :
        {"https://example.org",
         "http://example.org/",
         "HTTPS://Example.org:8443/a?b=c#d",
         "https://user:pass@example.org/x@y",
         "https://example.org?x",
         "https://example.org#x",
         "example.org/path",
         "example.org/",
         "//example.org/x",
         "ftp://example.org."}) {
      EXPECT_EQ("example.org", name_of(line)) << line;
      EXPECT_THAT(note_of(line), HasSubstr("is a URL; its domain")) << line;
   }
   EXPECT_EQ(
      "'http://bücher.example/' is a URL; its domain 'bücher.example' is audited",
      note_of("http://bücher.example/"));
}

TEST(domain_line, takes_the_domain_of_an_e_mail_address)
{
   for (auto const* const line :
        {"a@example.org",
         "@example.org",
         "mailto:a@example.org",
         "MAILTO:a@example.org?subject=x@y",
         "\"a@b\"@example.org"}) {
      EXPECT_EQ("example.org", name_of(line)) << line;
      EXPECT_THAT(note_of(line), HasSubstr("is an e-mail address; its domain")) << line;
   }
}

TEST(domain_line, takes_the_host_before_a_port)
{
   EXPECT_EQ("example.org", name_of("example.org:25"));
   EXPECT_EQ(
      "'example.org:25' is a host with a port; its domain 'example.org' is audited",
      note_of("example.org:25"));
}

TEST(domain_line, refuses_addresses)
{
   for (auto const* const line :
        {"192.0.2.1",
         "192.0.2.1.",
         "http://192.0.2.1/",
         "192.0.2.0/24",
         "192.0.2.1:53",
         "a@192.0.2.1"})
      EXPECT_EQ(
         std::string{"'"} + (std::string_view{line} == "192.0.2.0/24" ? "192.0.2.0" : "192.0.2.1") +
            "' is an IP address, not a domain",
         problem_of(line))
         << line;
   for (auto const* const line :
        {"2001:db8::1", "[2001:db8::1]", "http://[2001:db8::1]:80/", "::1"})
      EXPECT_THAT(problem_of(line), HasSubstr("is not a domain")) << line;
   EXPECT_EQ("write the domain whose records are to be audited", hint_of("192.0.2.1"));
   EXPECT_EQ("'example.12' ends in a number, which no domain does", problem_of("example.12"));
}

TEST(domain_line, refuses_wildcards_and_says_what_to_write)
{
   EXPECT_EQ("'*.example.org' is a wildcard, not a domain", problem_of("*.example.org"));
   EXPECT_THAT(hint_of("*.example.org"), HasSubstr("write 'example.org': "));
   EXPECT_THAT(hint_of("a.*.example.org"), HasSubstr("write 'example.org': "));
   EXPECT_THAT(hint_of("*.bücher.example"), HasSubstr("write 'xn--bcher-kva.example': "));
   EXPECT_THAT(hint_of("*"), HasSubstr("write the domain that it belongs to: "));
}

// Were the underscore deleted, as IDNA's STD3 rules do, another name would be audited.
TEST(domain_line, refuses_underscores_and_says_what_to_write)
{
   EXPECT_EQ(
      "'_dmarc.example.org' has a label with an underscore, so it names no domain",
      problem_of("_dmarc.example.org"));
   EXPECT_EQ(
      "write 'example.org': the checks ask for names with underscores by themselves",
      hint_of("_dmarc.example.org"));
   EXPECT_THAT(hint_of("s1._domainkey.example.org"), HasSubstr("write 'example.org': "));
   EXPECT_THAT(hint_of("_a._b.example.org"), HasSubstr("write 'example.org': "));
   EXPECT_THAT(hint_of("foo_bar.example.org"), HasSubstr("write 'example.org': "));
   EXPECT_THAT(hint_of("_dmarc.bücher.example"), HasSubstr("write 'xn--bcher-kva.example': "));
   EXPECT_THAT(hint_of("_dmarc"), HasSubstr("write the domain that it belongs to: "));
}

TEST(domain_line, refuses_labels_that_are_none)
{
   for (auto const* const line : {"a..example", ".example", "example..", "..", "a.-b.example.."})
      EXPECT_NE("none", problem_of(line)) << line;
   EXPECT_EQ("'a..example' has an empty label", problem_of("a..example"));
   EXPECT_EQ(
      "'-a.example' has a label that begins or ends with a hyphen", problem_of("-a.example"));
   EXPECT_THAT(problem_of("a.b-.example"), HasSubstr("begins or ends with a hyphen"));
   for (auto const* const line : {".", "https://", "https:///x", "a@", "mailto:", "/"})
      EXPECT_THAT(problem_of(line), HasSubstr("is not a domain")) << line;
}

TEST(domain_line, refuses_what_is_too_long)
{
   std::string const label63(63, 'a');
   EXPECT_EQ(label63 + ".example", name_of(label63 + ".example"));
   EXPECT_THAT(problem_of("a" + label63 + ".example"), HasSubstr("has a label of 64 characters"));
   auto const three = label63 + "." + label63 + "." + label63 + ".";
   EXPECT_EQ(three + std::string(61, 'b'), name_of(three + std::string(61, 'b')));  // 253
   EXPECT_EQ(three + std::string(61, 'b'), name_of(three + std::string(61, 'b') + "."));
   EXPECT_THAT(problem_of(three + std::string(62, 'b')), HasSubstr("is too long for a domain"));
   EXPECT_NE("none", problem_of(std::string(2000, 'a')));
   std::string umlauts;
   for (int i = 0; i != 1500; ++i)
      umlauts += "ü";
   EXPECT_THAT(problem_of(umlauts), HasSubstr("is too long for a domain"));
}

TEST(domain_line, refuses_a_line_over_the_bound)
{
   auto const exact = "example.org #" + std::string(most_line_bytes - 13, 'x');
   EXPECT_EQ("example.org", name_of(exact));
   EXPECT_EQ("a line of more than 4096 bytes is no domain", problem_of(exact + "x"));
   EXPECT_LE(parse(exact + "x").problem->where.line_text.size(), 200U);
}

TEST(domain_line, refuses_other_kinds_of_lists)
{
   for (auto const* const line :
        {"example.org,example.com",
         "\"example.org\"",
         "example.org;",
         "(example.org)",
         "a\\b.example",
         "example.org\x7f"}) {
      EXPECT_THAT(problem_of(line), HasSubstr("has a character that no domain has: ")) << line;
      EXPECT_EQ("write one domain a line, without quotes or separators", hint_of(line));
   }
   EXPECT_EQ("'a.example b.example' is more than one word", problem_of("a.example b.example"));
   EXPECT_EQ(
      "this is not UTF-8",
      problem_of("b\xfc"
                 "cher.example"));
   EXPECT_EQ(
      "this is not UTF-8",
      problem_of(std::string_view{
         "\xff\xfe"
         "e\0x\0",
         6}));
   EXPECT_THAT(
      problem_of(std::string_view{"a\0b.example", 11}), HasSubstr("has a control character"));
   EXPECT_THAT(problem_of("a.example\rb.example"), HasSubstr("has a control character"));
}

TEST(domain_line, says_where_in_the_list_it_went_wrong)
{
   auto const where = parse("  _dmarc.example.org # ü").problem->where;
   EXPECT_EQ("list.txt", where.file);
   EXPECT_EQ(7U, where.line);
   EXPECT_EQ(3U, where.column);
   EXPECT_EQ("  _dmarc.example.org # ü", where.line_text);
   EXPECT_EQ(1U, parse("http://example.org/").note->where.column);
}

TEST(domain_line, has_no_place_for_an_argument)
{
   auto const parsed = parse_domain_line("*.example.org", "", 0);
   ASSERT_TRUE(parsed.problem);
   EXPECT_EQ(base::location{}, parsed.problem->where);
   EXPECT_EQ(
      "error: '*.example.org' is a wildcard, not a domain\n"
      "   write 'example.org': one domain is audited, not what is below it\n",
      base::to_text(*parsed.problem));
}

TEST(domain_line, tells_a_terminal_nothing_but_text)
{
   auto const text = base::to_text(*parse("\x1b[2Jx\xe2\x80\xae.example").problem);
   EXPECT_EQ(std::string::npos, text.find('\x1b'));
   EXPECT_EQ(std::string::npos, text.find("\xe2\x80\xae"));
   EXPECT_THAT(text, HasSubstr("\\027[2J"));
}

// Whatever stands in a list: either a name of letters, digits and hyphens, or a problem with a
// hint.
TEST(domain_line, understands_or_explains_any_bytes)
{
   constexpr std::string_view alphabet =
      "aZ0-_.*@:/#[ \t\r\"%,\\\xc3\xbc\xe2\x80\xae\xf0\x9f\x92\xa9";
   std::mt19937 random{42};
   for (int round = 0; round != 20'000; ++round) {
      std::string line(random() % 24, ' ');
      for (auto& c : line)
         c = alphabet[random() % alphabet.size()];
      auto const parsed = parse(line, 1 + random() % 2);
      ASSERT_FALSE(parsed.input && parsed.problem) << line;
      if (parsed.problem) {
         ASSERT_FALSE(parsed.problem->hint.empty()) << line;
      }
      if (parsed.input) {
         auto const name = parsed.input->name.to_text();
         ASSERT_EQ(
            std::string::npos, name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-."))
            << line;
      }
   }
}

}  // namespace
}  // namespace dnslint::scan
