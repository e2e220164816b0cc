// SPDX-License-Identifier: Apache-2.0
#include "core/dns/idna.hpp"

#include "core/dns/bidi_rule.hpp"
#include "core/dns/punycode.hpp"

#include <gmock/gmock.h>

namespace dnslint::dns {
namespace {

using testing::HasSubstr;

struct row {
   char const* given;
   char const* expected;
};

std::string alabels(char const* utf8)
{
   auto const made = to_alabels(utf8);
   return made ? *made : "refused: " + made.errors()[0].message;
}

TEST(idna, maps_names_as_uts_46_does)
{
   for (auto const& [given, expected] : {
           row{"bücher.example", "xn--bcher-kva.example"},
           {"BÜCHER.Example", "xn--bcher-kva.example"},
           {"bu\xcc\x88"
            "cher.example",
            "xn--bcher-kva.example"},
           {"例え。jp", "xn--r8jz45g.jp"},
           {"ｅｘａｍｐｌｅ．com", "example.com"},
           {"faß.de", "xn--fa-hia.de"},
           {"βόλος.com", "xn--nxasmm1c.com"},
           {"_dmarc.bücher.example", "_dmarc.xn--bcher-kva.example"},
           {"xn--bcher-kva.bücher", "xn--bcher-kva.xn--bcher-kva"},
        })
      EXPECT_EQ(alabels(given), expected) << given;
}

// RFC 5895 section 2 maps a capital letter to its lower case, which here is U+00DF.
TEST(idna, maps_the_capital_sharp_s_to_the_small_one)
{
   EXPECT_EQ(alabels("FAẞ.de"), "xn--fa-hia.de");
   EXPECT_EQ(alabels("ẞẞ.de"), alabels("ßß.de"));
   EXPECT_EQ(alabels("fass.de"), "fass.de");
}

TEST(idna, refuses_what_idna_2008_does)
{
   for (auto const* const given :
        {"☃.example",
         "a\xe2\x80\xae"
         "b.example",
         "-ü.example",
         "ü-.example",
         "\xcc\x88"
         "a.example",
         "\xff.example"})
      EXPECT_THAT(alabels(given), HasSubstr("no domain by IDNA 2008")) << given;
}

// RFC 5893 section 2, by the number of the condition that is broken.
TEST(idna, refuses_names_that_break_the_bidi_rule)
{
   for (auto const* const given :
        {"1א.example",        // 1: begins with a number
         "אa.example",        // 2: a left-to-right letter in a right-to-left label
         "aא.example",        // 5: a right-to-left letter in a left-to-right label
         "א1٠.example",       // 4: numbers of both kinds
         "א۱٠.example",       // 4
         "1a.א.example",      // 1, of another label of the name
         "א.1a",              // 1
         "1.א.example",       // 1
         "1ü.א.example",      // 1
         "א.1xn.example",     // 1
         "1a.xn--4db.ü.com",  // 1: an A-label counts by its characters
         "٠.example"})        // 1: an Arabic number is no letter
      EXPECT_THAT(alabels(given), HasSubstr("no domain by IDNA 2008")) << given;
   EXPECT_THAT(alabels("1a.א.example"), HasSubstr("the label 1a breaks the Bidi rule (RFC 5893)"));
}

TEST(idna, takes_names_that_keep_the_bidi_rule)
{
   for (auto const& [given, expected] : {
           row{"א.example", "xn--4db.example"},
           {"אב1.example", "xn--1-zhcd.example"},
           {"א١.example", "xn--4db40a.example"},
           {"a1.א.example", "a1.xn--4db.example"},
           {"www.א.example", "www.xn--4db.example"},
           {"ü1.א.example", "xn--1-dha.xn--4db.example"},
           {"אָ.example", "xn--gdb1c.example"},
           {"1a.ü.example", "1a.xn--tda.example"},
        })
      EXPECT_EQ(alabels(given), expected) << given;
}

TEST(idna, shows_u_labels_of_true_a_labels_only)
{
   for (auto const& [given, expected] : {
           row{"xn--bcher-kva", "bücher"},
           {"XN--BCHER-KVA", "bücher"},
           {"xn--fa-hia", "faß"},
           {"xn--4db", "א"},
           {"example", "example"},
           {"xn", "xn"},
           {"", ""},
           // Malformed, or in other letters than IDNA 2008 writes.
           {"xn--", "xn--"},
           {"xn--a", "xn--a"},
           {"xn--abc-", "xn--abc-"},
           {"xn--fass-", "xn--fass-"},
           {"xn--99999999", "xn--99999999"},
           // U+2603, U+202E, U+00DC and U+D800: not allowed, a direction mark, a capital, no
           // character.
           {"xn--n3h", "xn--n3h"},
           {"xn--a-pin", "xn--a-pin"},
           {"xn--bcher-2pa", "xn--bcher-2pa"},
           {"xn--a-rc4g", "xn--a-rc4g"},
           // Breaks the Bidi rule.
           {"xn--1-zhc74b", "xn--1-zhc74b"},
        })
      EXPECT_EQ(unicode_label(given), expected) << given;
}

// The samples of RFC 3492 section 7.1.
TEST(punycode, decodes_the_samples_of_its_rfc)
{
   using codes = std::vector<std::uint32_t>;
   EXPECT_EQ(
      code_points_of_punycode("egbpdaj6bu4bxfgehfvwxn"),
      (codes{
         0x0644,
         0x064a,
         0x0647,
         0x0645,
         0x0627,
         0x0628,
         0x062a,
         0x0643,
         0x0644,
         0x0645,
         0x0648,
         0x0634,
         0x0639,
         0x0631,
         0x0628,
         0x064a,
         0x061f}));
   EXPECT_EQ(
      code_points_of_punycode("ihqwcrb4cv8a8dqg056pqjye"),
      (codes{0x4ed6, 0x4eec, 0x4e3a, 0x4ec0, 0x4e48, 0x4e0d, 0x8bf4, 0x4e2d, 0x6587}));
   EXPECT_EQ(
      code_points_of_punycode("3B-ww4c5e180e575a65lsy2b"),
      (codes{0x33, 0x5e74, 0x42, 0x7d44, 0x91d1, 0x516b, 0x5148, 0x751f}));
   EXPECT_EQ(code_points_of_punycode(""), codes{});
   EXPECT_EQ(code_points_of_punycode("abc-"), (codes{'a', 'b', 'c'}));
}

TEST(punycode, refuses_what_is_malformed)
{
   EXPECT_FALSE(code_points_of_punycode("*"));
   EXPECT_FALSE(code_points_of_punycode("99999999"));
   EXPECT_FALSE(code_points_of_punycode("a-ö"));
   EXPECT_FALSE(code_points_of_punycode("a-rc4g"));
}

TEST(bidi_rule, is_kept_by_names_without_right_to_left_labels)
{
   std::vector<label_code_points> const labels{{'1', 'a'}, {'-'}, {0x30fb}, {}};
   EXPECT_EQ(label_against_bidi_rule(labels), std::nullopt);
}

TEST(bidi_rule, finds_the_first_label_that_breaks_it)
{
   label_code_points const rtl{0x5d0};
   auto const broken = [&rtl](label_code_points const& label) {
      std::vector<label_code_points> const labels{{'a'}, label, rtl};
      return label_against_bidi_rule(labels);
   };
   EXPECT_EQ(broken({'b', '1'}), std::nullopt);
   EXPECT_EQ(broken({'b', '-', 'c'}), std::nullopt);
   EXPECT_EQ(broken({}), std::nullopt);
   EXPECT_EQ(broken({'1', 'b'}), 1U);
   EXPECT_EQ(broken({'-', 'b'}), 1U);
   EXPECT_EQ(broken({'b', '-'}), 1U);
   EXPECT_EQ(broken({'b', 0x30fb}), 1U);
   EXPECT_EQ(broken({0x5d0, '1', 0x661}), 1U);
   EXPECT_EQ(broken({0x5d0, 'b'}), 1U);
   EXPECT_EQ(broken({0x5d0, '-'}), 1U);
   EXPECT_EQ(broken({0x661, 0x5d0}), 1U);
   EXPECT_EQ(broken({0x5d0, 0x661}), std::nullopt);
   EXPECT_EQ(broken({0x5d0, '1'}), std::nullopt);
   EXPECT_EQ(broken({0x5d0, 0x5b8}), std::nullopt);
}

}  // namespace
}  // namespace dnslint::dns
