// SPDX-License-Identifier: Apache-2.0
#include "core/cel/expression.hpp"
#include "tests/unit/cel/world.hpp"

#include <gmock/gmock.h>

namespace dnslint::cel {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

// "column: message (hint)", or "compiles".
std::string said(std::string_view source)
{
   world const w;
   auto const compiled = expression::compile(source, w.names);
   if (compiled)
      return "compiles";
   auto const& d = compiled.errors()[0];
   auto const hint = d.hint.empty() ? std::string{} : " (" + d.hint + ")";
   return std::to_string(d.where.column) + ": " + d.message + hint;
}

struct row {
   char const* source;
   char const* expected;
};

void PrintTo(row const& r, std::ostream* out)
{
   *out << r.source;
}

class expression_error : public testing::TestWithParam<row> {};

TEST_P(expression_error, names_the_column_and_the_way_out)
{
   EXPECT_EQ(said(GetParam().source), GetParam().expected);
}

row const lexical[] = {
   {"!-1", "2: '!' and '-' do not stand together (write parentheses between them)"},
   {"-!true", "2: '!' and '-' do not stand together (write parentheses between them)"},
   {"1 & 2", "3: '&' has no meaning in an expression (write && for 'and')"},
   {"true | false", "6: '|' has no meaning in an expression (write || for 'or')"},
   {"domain = 'x'", "8: '=' has no meaning in an expression (write == to compare)"},
   {"'\xc3\xa4\xc3\xb6' + #", "8: '#' has no meaning in an expression"},
   {"'abc", "1: this text has no closing quote"},
   {"'a\nb'", "1: this text has no closing quote"},
   {"'''abc''", "1: this text has no closing quote"},
   {"'\\", "1: this text has no closing quote"},
   {"'a\\qb'",
    "3: this escape is not known (write \\\\ for a backslash, or r\"...\" around the whole text)"},
   {"'\\ud800'",
    "2: this escape is not known (write \\\\ for a backslash, or r\"...\" around the whole text)"},
   {"'\\U00110000'",
    "2: this escape is not known (write \\\\ for a backslash, or r\"...\" around the whole text)"},
   {"'\\u12'",
    "2: this escape is not known (write \\\\ for a backslash, or r\"...\" around the whole text)"},
   {"'\\400'",
    "2: this escape is not known (write \\\\ for a backslash, or r\"...\" around the whole text)"},
   {"b'\\u0041'",
    "3: this escape is not known (write \\\\ for a backslash, or r\"...\" around the whole text)"},
   {"9223372036854775808",
    "1: this number does not fit into a signed 64-bit integer (write 5u for a uint)"},
   {"18446744073709551616u", "1: this number does not fit into 64 bits"},
   {"1e999", "1: this number does not fit into a double"},
   {"1abc", "2: a number cannot be followed by letters"},
   {"0x", "2: a number cannot be followed by letters"}};
INSTANTIATE_TEST_SUITE_P(lexical, expression_error, testing::ValuesIn(lexical));

row const syntax[] = {
   {"", "1: the expression ends too early (a value is missing here)"},
   {"1 +", "4: the expression ends too early (a value is missing here)"},
   {"1 2", "3: '2' is not expected here"},
   {"true and false", "6: 'and' is not expected here (write && for 'and')"},
   {"true or false", "6: 'or' is not expected here (write || for 'or')"},
   {"(1 + 2", "1: this '(' is not closed (a ')' is missing)"},
   {"size('a',)", "10: an argument is expected here, not ')'"},
   {"[1, 2", "1: this '[' is not closed (a ']' is missing)"},
   {"[1 2]", "4: ',' is expected here, not '2'"},
   {"{'a': 1", "1: this '{' is not closed (a '}' is missing)"},
   {"{'a' 1}", "6: a key of a map must be followed by ':' and a value"},
   {"size('a'", "5: this '(' is not closed (a ')' is missing)"},
   {"[1][0", "4: this '[' is not closed (a ']' is missing)"},
   {"true ? 1", "9: a '?' needs a ':' after its first value"},
   {"mail.", "6: the name of a member must follow the '.'"},
   {"mail.in", "6: the name of a member must follow the '.'"},
   {"1 + )", "5: a value is expected here, not ')'"},
   {"for", "1: 'for' is a reserved word"},
   {"in", "1: 'in' is a reserved word"},
   {"[1].all(x)", "5: all() needs a name and an expression (for example: list.all(x, x > 1))"},
   {"[1].all(1, true)", "9: all() needs a name here"},
   {"has(mail)", "1: has() needs a member, such as has(x.member)"}};
INSTANTIATE_TEST_SUITE_P(syntax, expression_error, testing::ValuesIn(syntax));

row const names[] = {
   {"domian == 'x'", "1: nothing is called 'domian' here (did you mean 'domain'?)"},
   {"1 + tlsrp.records.size()", "5: nothing is called 'tlsrp' here (did you mean 'tlsrpt'?)"},
   {"facts", "1: 'facts' needs a plugin and a fact (for example facts.mx.accepts_mail)"},
   {"facts.mx", "7: 'facts.mx' needs the name of a fact"},
   {"facts.mxx.count", "7: no plugin 'mxx' publishes facts (did you mean 'mx'?)"},
   {"facts.mx.acepts_mail",
    "10: 'mx' publishes no fact 'acepts_mail' (did you mean 'accepts_mail'?)"},
   {"has(facts.mx.cuont)", "14: 'mx' publishes no fact 'cuont' (did you mean 'count'?)"},
   {"vars.limti", "6: there is no variable 'limti' (did you mean 'limit'?)"},
   {"vars", "1: 'vars' needs the name of a variable (for example vars.limit)"},
   {"mail.recrods", "6: a lookup has no member 'recrods' (did you mean 'records'?)"},
   {"mail.records[0].preferense",
    "17: a record of type MX has no member 'preferense' (did you mean 'preference'?)"},
   {"mail.records.all(r, r.target == 'x')",
    "23: a record of type MX has no member 'target' (allowed: owner, type, ttl, preference, "
    "exchange, rdata)"},
   {"mail.records.filter(r, r.ttl > 1).map(r, r.tll)",
    "44: a record of type MX has no member 'tll' (did you mean 'ttl'?)"},
   {"mail.records.text",
    "14: list(record) has no members (name an element, such as x[0].text, or use x.all(e, e.text "
    "...))"},
   {"domain.size", "8: string has no members"},
   {"[1].all(x, true) && x == 1",
    "21: nothing is called 'x' here (allowed: caa, denial, failed, gone, later, mail, tlsrpt, "
    "domain, "
    "now, facts, vars)"},
   {"[1].all(element, elemnt == 1)",
    "18: nothing is called 'elemnt' here (did you mean 'element'?)"},
   {"sise(domain)", "1: there is no function 'sise' (did you mean 'size'?)"},
   {"domain.startswith('x')", "8: there is no function 'startswith' (did you mean 'startsWith'?)"},
   {"startsWith(domain, 'x')", "1: startsWith() is not called so (write x.startsWith())"},
   {"domain.int()", "8: int() is not called so (write int(x))"},
   {"domain.startsWith()", "8: wrong number of arguments for startsWith()"}};
INSTANTIATE_TEST_SUITE_P(names, expression_error, testing::ValuesIn(names));

row const types[] = {
   {"1 + 'a'", "3: there is no int + string (convert with string(x))"},
   {"1 + 1.0", "3: there is no int + double (convert one of them with int(), uint() or double())"},
   {"facts.mx.ratio * 2",
    "16: there is no null_type or double * int (convert one of them with "
    "int(), uint() or double())"},
   {"domain == 1",
    "8: string and int are never equal (write a number without quotes, or read one from a string "
    "with int(x))"},
   {"caa.records[0].rdata == 'issue'",
    "22: bytes and string are never equal (write b\"...\" for bytes, or string(x))"},
   {"domain < 1",
    "8: string and int have no order (write a number without quotes, or read one from a string "
    "with int(x))"},
   {"[1] < [2]", "5: list(int) and list(int) have no order"},
   {"domain && true", "1: each side of '&&' must be bool, this is string"},
   {"true || mail.records.size()", "9: each side of '||' must be bool, this is int"},
   {"!domain", "2: what '!' is written before must be bool, this is string"},
   {"-domain", "2: what '-' is written before must be int or double, this is string"},
   {"domain ? 1 : 2", "1: the condition before '?' must be bool, this is string"},
   {"'a' in domain", "8: what stands after 'in' must be list or map, this is string"},
   {"domain[0]", "1: what is indexed must be list or map or optional_type, this is string"},
   {"[1]['a']", "5: the index of a list must be int or uint or double, this is string"},
   {"{1.5: 2}", "2: a key of a map must be bool or int or uint or string, this is double"},
   {"domain.all(x, true)", "1: what all() is called on must be list or map, this is string"},
   {"[1].all(x, x)", "12: the condition of all() must be bool, this is int"},
   {"[1].map(x, x, x)", "12: the condition of map() must be bool, this is int"},
   {"mail.records.all(r, r.exchange > 1)",
    "32: string and int have no order (write a number without quotes, or read one from a string "
    "with int(x))"},
   {"size(1)", "6: this argument of size() must be string or bytes or list or map, this is int"},
   {"(1).startsWith('a')", "2: what startsWith() is called on must be string, this is int"},
   {"domain.matches('[a')",
    "16: not a regular expression: missing ]: [a (patterns are RE2's, raw strings are best: "
    "r\"^v=spf1\\b\")"},
   {"domain.matches('(?=a)')",
    "16: not a regular expression: invalid perl operator: (?= (patterns are RE2's, raw strings are "
    "best: r\"^v=spf1\\b\")"}};
INSTANTIATE_TEST_SUITE_P(types, expression_error, testing::ValuesIn(types));

std::string repeated(std::string_view text, std::size_t times)
{
   std::string all;
   for (std::size_t i = 0; i != times; ++i)
      all += text;
   return all;
}

TEST(expression_bounds, source_is_at_most_16_KiB)
{
   EXPECT_EQ(said("'" + std::string((16U << 10U) - 2, 'x') + "'"), "compiles");
   EXPECT_EQ(
      said("'" + std::string((16U << 10U) - 1, 'x') + "'"),
      "1: the expression is longer than 16384 bytes");
}

TEST(expression_bounds, depth_is_bounded_however_it_is_made)
{
   auto const deep = [](std::string const& source) {
      EXPECT_THAT(said(source), HasSubstr("nested more than 64 levels deep"))
         << source.substr(0, 9);
   };
   deep(repeated("(", 8000));
   deep(repeated("[", 8000));
   deep(repeated("{", 8000));
   deep(repeated("!", 8000) + "true");
   deep(repeated("- ", 8000) + "1");
   deep("1" + repeated(" + 1", 4000));
   deep("1" + repeated(" == 1", 3000));
   deep("domain" + repeated(".a", 8000));
   deep("domain" + repeated("[0]", 5000));
   deep("domain" + repeated(".trim()", 2000));
   deep(repeated("size(", 3000));
   deep(repeated("true ? 1 : ", 1400) + "1");
   deep(repeated("[1].map(x, ", 1400));
   deep(repeated("[", 65) + repeated("]", 65));
   EXPECT_EQ(said(repeated("[", 63) + repeated("]", 63)), "compiles");
   EXPECT_EQ(said(repeated("(", 60) + "1" + repeated(")", 60)), "compiles");
}

TEST(expression_bounds, long_chains_of_logic_are_not_deep)
{
   world const w;
   EXPECT_EQ(evaluated("false" + repeated(" || false", 1500), w.names, w.with), "bool false");
   EXPECT_EQ(evaluated("true" + repeated(" && true", 1500), w.names, w.with), "bool true");
}

TEST(expression_bounds, cost_is_bounded)
{
   world const w;
   auto const costly = [&](std::string const& source) {
      EXPECT_THAT(evaluated(source, w.names, w.with), HasSubstr("costs")) << source.substr(0, 60);
   };
   std::string const ten = "[0,1,2,3,4,5,6,7,8,9]";
   std::string all = "true";
   for (char const variable : std::string{"abcdefg"})
      all = ten + ".all(" + variable + ", " + all + ")";
   costly(all);
   std::string joined = "'0123456789'";
   for (int i = 0; i != 6; ++i)
      joined = ten + ".map(x, " + joined + ").join()";
   costly(joined);
   std::string doubled = "[[1]]";
   for (int i = 0; i != 30; ++i)
      doubled += ".map(x, x + x)";
   costly(doubled + "[0].size() == 1");
   std::string nested = "[[1]]";
   for (int i = 0; i != 30; ++i)
      nested += ".map(x, [x, x])";
   EXPECT_THAT(
      evaluated(nested + " == " + nested, w.names, w.with), HasSubstr("too large to compare"));
   std::string text = "['xxxxxxxxxxxxxxxx']";
   for (int i = 0; i != 30; ++i)
      text += ".map(x, x + x)";
   costly(text + "[0]");
}

TEST(expression_bounds, once_overdrawn_nothing_is_true)
{
   world const w;
   std::string const ten = "[0,1,2,3,4,5,6,7,8,9]";
   std::string all = "true";
   for (char const variable : std::string{"abcdefg"})
      all = ten + ".all(" + variable + ", " + all + ")";
   EXPECT_THAT(evaluated(all + " || true", w.names, w.with), StartsWith("error: "));
   EXPECT_THAT(evaluated("is_unknown(" + all + ")", w.names, w.with), StartsWith("error: "));
}

TEST(expression_bounds, pattern_is_linear_in_its_subject)
{
   world w;
   auto const subject = std::string(100'000, 'a');
   w.tree["mx"]["name"] = subject;
   EXPECT_EQ(evaluated("facts.mx.name.matches('^(a+)+b$')", w.names, w.with), "bool false");
   EXPECT_THAT(
      evaluated("facts.mx.name.matches('(?:x?){450}y')", w.names, w.with), HasSubstr("costs"));
   EXPECT_THAT(
      evaluated("facts.mx.name.matches('(?:x?){450}' + 'y')", w.names, w.with), HasSubstr("costs"));
   EXPECT_THAT(said("domain.matches('((a{1000}){1000}){1000}')"), HasSubstr("regular expression"));
}

TEST(expression_bounds, values_nested_deeper_than_expressions_compare_with_an_error)
{
   world w;
   facts::value deep = facts::list{1};
   for (int i = 0; i != 1000; ++i)
      deep = facts::list{deep};
   w.tree["mx"]["anything"] = deep;
   EXPECT_THAT(
      evaluated("facts.mx.anything == facts.mx.anything", w.names, w.with),
      HasSubstr("too large to compare"));
   EXPECT_THAT(to_text(value::from_fact(deep)), StartsWith("[[[[[[[["));
}

TEST(expression_source, must_be_utf8)
{
   EXPECT_EQ(said("'\xff'"), "2: this is not UTF-8");
}

TEST(expression_source, place_is_within_its_line)
{
   world const w;
   auto const compiled = expression::compile("true &&\n   domian", w.names);
   ASSERT_FALSE(compiled);
   EXPECT_EQ(
      to_text(base::diagnostic{compiled.errors()[0]}),
      "error: nothing is called 'domian' here\n"
      "      domian\n"
      "      ^\n"
      "   did you mean 'domain'?\n");
}

}  // namespace
}  // namespace dnslint::cel
