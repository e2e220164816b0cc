// SPDX-License-Identifier: Apache-2.0
#include "core/cel/lexer.hpp"

#include "core/cel/compile_error.hpp"
#include "core/cel/literal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace dnslint;
using cel::token_kind;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<cel::token> tokens_of(std::string_view source)
{
   cel::lexer from{source};
   std::vector<cel::token> all;
   for (auto t = from.next(); t.kind != token_kind::end; t = from.next())
      all.push_back(t);
   return all;
}

std::vector<std::string_view> token_texts(std::string_view source)
{
   std::vector<std::string_view> all;
   for (auto const& t : tokens_of(source))
      all.push_back(t.text);
   return all;
}

// "2: message" of the error that reading all tokens gives.
std::string lexer_error(std::string_view source)
{
   try {
      tokens_of(source);
   } catch (cel::compile_error const& e) {
      return std::to_string(e.offset) + ": " + e.message;
   }
   return "none";
}

cel::value literal_of(std::string_view source, bool negative = false)
{
   auto const all = tokens_of(source);
   EXPECT_EQ(all.size(), 1U) << source;
   return cel::literal_value(all.front(), negative);
}

std::string literal_error(std::string_view source, bool negative = false)
{
   try {
      literal_of(source, negative);
   } catch (cel::compile_error const& e) {
      return std::to_string(e.offset) + ": " + e.message;
   }
   return "none";
}

TEST(lexer, cuts_a_source_into_tokens)
{
   EXPECT_THAT(
      token_texts("a.b(1, 'x') && !c[2u] ? d : e >= 1.5"),
      ElementsAre(
         "a",
         ".",
         "b",
         "(",
         "1",
         ",",
         "'x'",
         ")",
         "&&",
         "!",
         "c",
         "[",
         "2u",
         "]",
         "?",
         "d",
         ":",
         "e",
         ">=",
         "1.5"));
}

TEST(lexer, takes_the_longest_symbol)
{
   EXPECT_THAT(token_texts("a<=b"), ElementsAre("a", "<=", "b"));
   EXPECT_THAT(token_texts("a<-b"), ElementsAre("a", "<", "-", "b"));
   EXPECT_THAT(token_texts("a==b"), ElementsAre("a", "==", "b"));
   EXPECT_THAT(token_texts("!a!=b"), ElementsAre("!", "a", "!=", "b"));
   EXPECT_THAT(token_texts("a||b"), ElementsAre("a", "||", "b"));
}

TEST(lexer, knows_where_tokens_begin)
{
   auto const all = tokens_of("  ab\n\t+ 'c'");
   ASSERT_EQ(all.size(), 3U);
   EXPECT_EQ(all[0].offset, 2U);
   EXPECT_EQ(all[1].offset, 6U);
   EXPECT_EQ(all[2].offset, 8U);
}

TEST(lexer, passes_over_blanks_and_comments)
{
   EXPECT_THAT(token_texts("// nothing"), IsEmpty());
   EXPECT_THAT(token_texts("a // b\n c"), ElementsAre("a", "c"));
   EXPECT_THAT(token_texts("a//b"), ElementsAre("a"));
   EXPECT_THAT(token_texts("a / b"), ElementsAre("a", "/", "b"));
   EXPECT_THAT(token_texts("\t\r\n\f a"), ElementsAre("a"));
   EXPECT_THAT(token_texts("'// in a text'"), ElementsAre("'// in a text'"));
}

TEST(lexer, tells_the_kinds_of_numbers_apart)
{
   struct number {
      std::string_view text;
      token_kind kind;
   };
   for (auto const& n :
        {number{"0", token_kind::integer},
         number{"12", token_kind::integer},
         number{"0x1F", token_kind::integer},
         number{"12u", token_kind::unsigned_integer},
         number{"12U", token_kind::unsigned_integer},
         number{"0x1Fu", token_kind::unsigned_integer},
         number{"1.5", token_kind::number},
         number{"1e3", token_kind::number},
         number{"1.5E-3", token_kind::number},
         number{".5", token_kind::number}}) {
      auto const all = tokens_of(n.text);
      ASSERT_EQ(all.size(), 1U) << n.text;
      EXPECT_EQ(all[0].kind, n.kind) << n.text;
      EXPECT_EQ(all[0].text, n.text);
   }
}

TEST(lexer, tells_texts_and_bytes_apart)
{
   for (auto const* const text : {"'a'", "\"a\"", "r'a'", "R\"a\"", "'''a'''", "\"\"\"a\"\"\""})
      EXPECT_EQ(tokens_of(text).at(0).kind, token_kind::string) << text;
   for (auto const* const text : {"b'a'", "B\"a\"", "br'a'", "rb'a'", "bR'''a'''"})
      EXPECT_EQ(tokens_of(text).at(0).kind, token_kind::bytes) << text;
   EXPECT_EQ(tokens_of("b").at(0).kind, token_kind::identifier);
   EXPECT_EQ(tokens_of("rb").at(0).kind, token_kind::identifier);
}

TEST(lexer, ends_a_text_at_its_own_quotes)
{
   EXPECT_THAT(token_texts(R"('a"b' "c'd")"), ElementsAre(R"('a"b')", R"("c'd")"));
   EXPECT_THAT(token_texts(R"('a\'b')"), ElementsAre(R"('a\'b')"));
   EXPECT_THAT(token_texts("'''a'b''c'''"), ElementsAre("'''a'b''c'''"));
   EXPECT_THAT(token_texts("'' a"), ElementsAre("''", "a"));
   EXPECT_THAT(token_texts(R"(r'\' a)"), ElementsAre(R"(r'\')", "a"));
}

TEST(lexer, refuses_what_has_no_end)
{
   for (auto const* const text : {"'a", "\"a'", "'a\nb'", "'''a''", "b'", "r\"", "'a\\'"})
      EXPECT_NE(lexer_error(text), "none") << text;
}

TEST(lexer, refuses_characters_that_it_does_not_have)
{
   EXPECT_EQ(lexer_error("a # b").substr(0, 2), "2:");
   EXPECT_EQ(lexer_error("a & b").substr(0, 2), "2:");
   EXPECT_EQ(lexer_error("\xc3\xa4").substr(0, 2), "0:");
   EXPECT_EQ(lexer_error("a @").substr(0, 2), "2:");
}

TEST(literal, numbers_are_what_is_written)
{
   EXPECT_EQ(literal_of("42").get<std::int64_t>(), 42);
   EXPECT_EQ(literal_of("0x2a").get<std::int64_t>(), 42);
   EXPECT_EQ(literal_of("42", true).get<std::int64_t>(), -42);
   EXPECT_EQ(literal_of("42u").get<std::uint64_t>(), 42U);
   EXPECT_EQ(literal_of("1.5e1").get<double>(), 15.0);
   EXPECT_EQ(literal_of("1.5", true).get<double>(), -1.5);
}

TEST(literal, numbers_fit_into_64_bits)
{
   EXPECT_EQ(literal_of("9223372036854775807").get<std::int64_t>(), INT64_MAX);
   EXPECT_NE(literal_error("9223372036854775808"), "none");
   EXPECT_EQ(literal_of("9223372036854775808", true).get<std::int64_t>(), INT64_MIN);
   EXPECT_NE(literal_error("9223372036854775809", true), "none");
   EXPECT_EQ(literal_of("18446744073709551615u").get<std::uint64_t>(), UINT64_MAX);
   EXPECT_EQ(literal_error("18446744073709551616u"), "0: this number does not fit into 64 bits");
   EXPECT_EQ(literal_of("0xffffffffffffffffu").get<std::uint64_t>(), UINT64_MAX);
   EXPECT_NE(literal_error("0x10000000000000000"), "none");
   EXPECT_EQ(literal_error("1e999"), "0: this number does not fit into a double");
}

TEST(literal, escapes_are_decoded)
{
   EXPECT_EQ(literal_of(R"('a\n\t\\\'\"\`\?')").characters(), "a\n\t\\'\"`?");
   EXPECT_EQ(literal_of(R"('\a\b\f\r\v')").characters(), "\a\b\f\r\v");
   EXPECT_EQ(
      literal_of(R"('\x41\u00e4\U0001f600\101')").characters(),
      "A\xc3\xa4\xf0\x9f\x98\x80"
      "A");
   EXPECT_EQ(literal_of(R"('\xe4')").characters(), "\xc3\xa4") << "a code point in a string";
   EXPECT_EQ(literal_of(R"(b'\xe4\344')").characters(), "\xe4\xe4") << "an octet in bytes";
   EXPECT_EQ(literal_of(R"(r'\n\q')").characters(), R"(\n\q)");
   EXPECT_EQ(literal_of("'''a'\n''b'''").characters(), "a'\n''b");
}

TEST(literal, escapes_that_are_none_are_refused_at_their_place)
{
   EXPECT_EQ(literal_error(R"('ab\q')"), "3: this escape is not known");
   EXPECT_EQ(literal_error(R"('ab\x4')"), "3: this escape is not known");
   EXPECT_EQ(literal_error(R"('\u12')"), "1: this escape is not known");
   EXPECT_EQ(literal_error(R"('\ud800')"), "1: this escape is not known") << "half of a pair";
   EXPECT_EQ(literal_error(R"('\U00110000')"), "1: this escape is not known") << "above Unicode";
   EXPECT_EQ(literal_error(R"('\400')"), "1: this escape is not known");
   EXPECT_EQ(literal_error(R"('\08')"), "1: this escape is not known");
   EXPECT_EQ(literal_error(R"(b'\u0041')"), "2: this escape is not known") << "bytes have none";
}

// CEL's definition, "Syntax": NEWLINE is "\r\n", "\r" or "\n", and each of them ends a comment.
TEST(lexer, ends_a_comment_at_each_kind_of_line_end)
{
   for (auto const* const source :
        {"a // b\n c", "a // b\r\n c", "a // b\r c", "a //\rc", "a //\r\nc"})
      EXPECT_THAT(token_texts(source), ElementsAre("a", "c")) << source;
   EXPECT_THAT(token_texts("a // b\fc"), ElementsAre("a")) << "a form feed is no line end";
   EXPECT_THAT(token_texts("// a\n// b\n// c"), IsEmpty());
   EXPECT_THAT(token_texts("/ / a"), ElementsAre("/", "/", "a"));
}

TEST(lexer, keeps_line_ends_in_texts_of_three_quotes_alone)
{
   for (auto const* const end : {"\n", "\r", "\r\n"}) {
      auto const inside = std::string{"a"} + end + "b";
      EXPECT_NE(lexer_error("'" + inside + "'"), "none");
      EXPECT_NE(lexer_error("r\"" + inside + "\""), "none");
      auto const plain = "'''" + inside + "'''";
      EXPECT_EQ(literal_of(plain).characters(), inside);
      auto const raw_bytes = "br\"\"\"" + inside + "\"\"\"";
      EXPECT_EQ(literal_of(raw_bytes).characters(), inside);
   }
}

TEST(literal, quotes_within_three_quotes_may_be_escaped)
{
   EXPECT_EQ(literal_of(R"('''a\'''')").characters(), "a'");
   EXPECT_EQ(literal_of(R"('''\'''b''')").characters(), "'''b") << "it ends nothing";
   EXPECT_EQ(literal_of(R"("""a""b""")").characters(), "a\"\"b");
   EXPECT_EQ(literal_of(R"(r"""\""")").characters(), R"(\)");
   EXPECT_EQ(literal_of("''''''").characters(), "");
}

// CEL's definition, "String and Bytes Values": characters outside of the BMP can be written as
// surrogate pairs.
TEST(literal, pairs_of_surrogates_are_one_character)
{
   EXPECT_EQ(literal_of(R"('\ud83d\ude00')").characters(), "\xf0\x9f\x98\x80");
   EXPECT_EQ(literal_of(R"('a\uD83D\uDE00')").characters(), "a\xf0\x9f\x98\x80");
   EXPECT_EQ(literal_of(R"('\ud800\udc00')").characters(), "\xf0\x90\x80\x80") << "U+10000";
   EXPECT_EQ(literal_of(R"('\udbff\udfff')").characters(), "\xf4\x8f\xbf\xbf") << "U+10FFFF";
}

TEST(literal, halves_of_surrogate_pairs_are_refused_at_the_first)
{
   for (auto const* const text :
        {R"('ab\ud83d')",
         R"('ab\ud83dx')",
         R"('ab\ud83d\n')",
         R"('ab\ud83d\u0041')",
         R"('ab\ud83d\ud83d')",
         R"('ab\ud83d\U0000de00')",
         R"('ab\ude00')",
         R"('ab\ude00\ud83d')",
         R"('ab\U0000d83d\ude00')"})
      EXPECT_EQ(literal_error(text), "3: this escape is not known") << text;
   EXPECT_NE(literal_error(R"('\ud83d\ude0')"), "none") << "the second half is too short";
   EXPECT_NE(literal_error(R"(b'\ud83d\ude00')"), "none") << "bytes have none";
}

TEST(literal, octal_and_hexadecimal_escapes_have_all_their_digits)
{
   EXPECT_EQ(
      literal_of(R"('\0000')").characters(),
      std::string_view(
         "\0"
         "0",
         2));
   EXPECT_EQ(literal_of(R"('\x411')").characters(), "A1");
   EXPECT_EQ(literal_of(R"('\1411')").characters(), "a1");
   EXPECT_EQ(literal_of(R"(b'\377')").characters(), "\xff");
   for (auto const* const text :
        {R"('\7')", R"('\47')", R"('\4 7')", R"('\x')", R"('\x 4')", R"('\u 041')"})
      EXPECT_EQ(literal_error(text), "1: this escape is not known") << text;
}

}  // namespace
