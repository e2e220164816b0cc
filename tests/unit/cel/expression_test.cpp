// SPDX-License-Identifier: Apache-2.0
#include "core/cel/expression.hpp"

#include "tests/unit/cel/world.hpp"

#include <gmock/gmock.h>

// The expected values follow the CEL language definition.

namespace dnslint::cel {
namespace {

struct row {
   char const* source;
   char const* expected;
};

void PrintTo(row const& r, std::ostream* out)
{
   *out << r.source;
}

class expression_value : public testing::TestWithParam<row> {};

TEST_P(expression_value, is)
{
   world const w;
   EXPECT_EQ(evaluated(GetParam().source, w.names, w.with), GetParam().expected);
}

row const literals[] = {
   {"null", "null_type null"},
   {"true", "bool true"},
   {"0", "int 0"},
   {"0xfF", "int 255"},
   {"9223372036854775807", "int 9223372036854775807"},
   {"-9223372036854775808", "int -9223372036854775808"},
   {"-0x8000000000000000", "int -9223372036854775808"},
   {"18446744073709551615u", "uint 18446744073709551615"},
   {"0x1U", "uint 1"},
   {"1.5", "double 1.5"},
   {".5", "double 0.5"},
   {"1e3", "double 1000"},
   {"-2.5E-1", "double -0.25"},
   {"\"\"", "string "},
   {"'\"\"'", "string \"\""},
   {"'''x''x'''", "string x''x"},
   {"\"\"\"a\nb\"\"\"", "string a\nb"},
   {"\"\\\"\"", "string \""},
   {"\"\\\\\"", "string \\"},
   {"r\"\\\\\"", "string \\\\"},
   {"R'\\d'", "string \\d"},
   {"'\\a\\b\\f\\n\\r\\t\\v\\?\\`'", "string \a\b\f\n\r\t\v?`"},
   {"'\\x41\\X42\\u00fc\\U0001F600'", "string AB\xc3\xbc\xf0\x9f\x98\x80"},
   {"'\\101'", "string A"},
   {"'\\377'", "string \xc3\xbf"},
   {"b'abc'", "bytes b\"abc\""},
   {"size(b'\\377')", "int 1"},
   {"size(b'\xc3\xbf')", "int 2"},
   {"b'\\303\\277' == b'\xc3\xbf'", "bool true"},
   {"br'\\n' == b'\\\\n'", "bool true"},
   {"rb'\\n' == b'\\\\n'", "bool true"},
   {"[]", "list []"},
   {"[1, 'a', [true]]", "list [1, \"a\", [true]]"},
   {"[1, 2,]", "list [1, 2]"},
   {"{}", "map {}"},
   {"{'a': 1, 2: 'b', true: null}", "map {\"a\": 1, 2: \"b\", true: null}"},
   {"1 // a comment\n + 1", "int 2"},
   {" \t\r\n1", "int 1"}};
INSTANTIATE_TEST_SUITE_P(literals, expression_value, testing::ValuesIn(literals));

row const precedence[] = {
   {"1 + 2 * 3", "int 7"},
   {"(1 + 2) * 3", "int 9"},
   {"10 - 2 - 3", "int 5"},
   {"12 / 3 / 2", "int 2"},
   {"7 % 4 * 2", "int 6"},
   {"-2 * -3", "int 6"},
   {"- -2", "int 2"},
   {"--2", "int 2"},
   {"!!true", "bool true"},
   {"!true || true", "bool true"},
   {"!(true || true)", "bool false"},
   {"1 + 1 == 2 && 2 < 3", "bool true"},
   {"true || false && false", "bool true"},
   {"false && false || true", "bool true"},
   {"1 < 2 == true", "bool true"},
   {"2 in [1, 2] && !(3 in [1, 2])", "bool true"},
   {"1 in [2] == false", "bool true"},
   {"true ? 1 : 2", "int 1"},
   {"false ? 1 : true ? 2 : 3", "int 2"},
   {"false || true ? 'a' : 'b'", "string a"},
   {"[1, 2, 3][1] + 1", "int 3"},
   {"-[5][0]", "int -5"},
   {"!{'a': true}.a", "bool false"},
   {"{'a': {'b': [7]}}.a.b[0]", "int 7"},
   {"'abc'.startsWith('a') == true", "bool true"}};
INSTANTIATE_TEST_SUITE_P(precedence, expression_value, testing::ValuesIn(precedence));

row const arithmetic_rows[] = {
   {"7 / 2", "int 3"},
   {"-7 / 2", "int -3"},
   {"-7 % 2", "int -1"},
   {"7.0 / 2.0", "double 3.5"},
   {"5u - 3u", "uint 2"},
   {"3u - 5u", "error: integer overflow"},
   {"9223372036854775807 + 1", "error: integer overflow"},
   {"-9223372036854775808 - 1", "error: integer overflow"},
   {"-(-9223372036854775808)", "error: integer overflow"},
   {"9223372036854775807 * 2", "error: integer overflow"},
   {"-9223372036854775808 / -1", "error: integer overflow"},
   {"-9223372036854775808 % -1", "error: integer overflow"},
   {"18446744073709551615u + 1u", "error: integer overflow"},
   {"1 / 0", "error: division by zero"},
   {"1 % 0", "error: modulus by zero"},
   {"1u / 0u", "error: division by zero"},
   {"1.0 / 0.0", "double Infinity"},
   {"-1.0 / 0.0", "double -Infinity"},
   {"0.0 / 0.0", "double NaN"},
   {"'a' + 'b'", "string ab"},
   {"b'a' + b'b'", "bytes b\"ab\""},
   {"[1] + [2, 3]", "list [1, 2, 3]"},
   {"dyn(1) + dyn(1u)", "error: no such overload: int + uint"},
   {"dyn(1) + dyn(1.0)", "error: no such overload: int + double"},
   {"dyn('a') + dyn(1)", "error: no such overload: string + int"},
   {"dyn(1.0) % dyn(1.0)", "error: no such overload: double % double"},
   {"-dyn(1u)", "error: no such overload: -uint"},
   {"-dyn('a')", "error: no such overload: -string"}};
INSTANTIATE_TEST_SUITE_P(arithmetic, expression_value, testing::ValuesIn(arithmetic_rows));

row const comparisons[] = {
   {"1 == 1.0", "bool true"},
   {"1u == 1", "bool true"},
   {"1 == 1.5", "bool false"},
   {"-1 < 1u", "bool true"},
   {"1u > -1", "bool true"},
   {"9007199254740993 == 9007199254740992.0", "bool false"},
   {"9007199254740993 > 9007199254740992.0", "bool true"},
   {"9223372036854775807 < 9223372036854775808.0", "bool true"},
   {"18446744073709551615u < 18446744073709551616.0", "bool true"},
   {"-9223372036854775808 == -9223372036854775808.0", "bool true"},
   {"1 < 0.0/0.0", "bool false"},
   {"0.0/0.0 == 0.0/0.0", "bool false"},
   {"0.0/0.0 != 0.0/0.0", "bool true"},
   {"1 != 2", "bool true"},
   {"dyn(1) == dyn('1')", "bool false"},
   {"dyn(1) != dyn('1')", "bool true"},
   {"dyn(null) == dyn(false)", "bool false"},
   {"null == null", "bool true"},
   {"dyn('a') == dyn(b'a')", "bool false"},
   {"[1, 2] == [1, 2.0]", "bool true"},
   {"[1, 2] == [2, 1]", "bool false"},
   {"[1] == [1, 1]", "bool false"},
   {"{'a': 1, 'b': 2} == {'b': 2, 'a': 1.0}", "bool true"},
   {"{'a': 1} == {'b': 1}", "bool false"},
   {"'a' < 'b' && 'a' < 'aa' && '' < 'a'", "bool true"},
   {"'\xc3\xbc' > 'z'", "bool true"},
   {"b'\\377' > b'a'", "bool true"},
   {"false < true", "bool true"},
   {"2 <= 2 && 2 >= 2 && !(2 < 2) && !(2 > 2)", "bool true"},
   {"dyn(1) < dyn('a')", "error: no such overload: int < string"},
   {"dyn([1]) < dyn([2])", "error: no such overload: list < list"},
   {"1 in [3, 2, 1.0]", "bool true"},
   {"dyn('1') in [1]", "bool false"},
   {"'a' in {'a': 1}", "bool true"},
   {"1.0 in {1: 'x'}", "bool true"},
   {"'b' in {'a': 1}", "bool false"},
   {"1 in dyn('a')", "error: no such overload: 'in' of string"}};
INSTANTIATE_TEST_SUITE_P(comparisons, expression_value, testing::ValuesIn(comparisons));

row const access[] = {
   {"[1, 2][2]", "error: index 2 of a list of 2"},
   {"[1, 2][-1]", "error: index -1 of a list of 2"},
   {"[1, 2][1u]", "int 2"},
   {"[1, 2][1.0]", "int 2"},
   {"[1, 2][0.5]", "error: a list has no index 0.5"},
   {"[1, 2][1e300]", "error: a list has no index 1e+300"},
   {"[1, 2][dyn('a')]", "error: a list has no index a"},
   {"[1][18446744073709551615u]", "error: a list has no index 18446744073709551615"},
   {"{'a': 1}['a']", "int 1"},
   {"{1: 'x'}[1u]", "string x"},
   {"{'a': 1}.b", "error: no such key: b"},
   {"{'a': 1}['b']", "error: no such key: b"},
   {"has({'a': 1}.a)", "bool true"},
   {"has({'a': 1}.b)", "bool false"},
   {"has({'a': null}.a)", "bool true"},
   {"dyn('a').b", "error: no such overload: member 'b' of string"},
   {"dyn('a')[0]", "error: no such overload: an index of string"},
   {"{'a': 1, 'a': 2}", "error: duplicate key a"},
   {"{1: 1, 1u: 2}", "error: duplicate key 1"},
   {"{dyn(1.5): 1}", "error: no such overload: a key of double"}};
INSTANTIATE_TEST_SUITE_P(access, expression_value, testing::ValuesIn(access));

// A side that decides makes the other one irrelevant, in either order; unknown outlasts error.
row const logic[] = {
   {"false && facts.mx.broken", "bool false"},
   {"facts.mx.broken && false", "bool false"},
   {"true || facts.mx.broken", "bool true"},
   {"facts.mx.broken || true", "bool true"},
   {"true && facts.mx.broken", "unknown: transient: servfail (192.0.2.1)"},
   {"facts.mx.broken || false", "unknown: transient: servfail (192.0.2.1)"},
   {"1 / 0 == 1 && false", "bool false"},
   {"false && 1 / 0 == 1", "bool false"},
   {"1 / 0 == 1 || true", "bool true"},
   {"1 / 0 == 1 || false", "error: division by zero"},
   {"true && 1 / 0 == 1", "error: division by zero"},
   {"1 / 0 == 1 && facts.mx.broken", "unknown: transient: servfail (192.0.2.1)"},
   {"facts.mx.broken || 1 / 0 == 1", "unknown: transient: servfail (192.0.2.1)"},
   {"dyn(1) && true", "error: no such overload: '&&' of int"},
   {"dyn(1) && false", "bool false"},
   {"dyn('x') || true", "bool true"},
   {"dyn('x') || false", "error: no such overload: '||' of string"},
   {"!dyn(1)", "error: no such overload: '!' of int"},
   {"!facts.mx.broken", "unknown: transient: servfail (192.0.2.1)"},
   {"facts.mx.broken ? 1 : 2", "unknown: transient: servfail (192.0.2.1)"},
   {"true ? 1 : 1 / 0", "int 1"},
   {"1 / 0 == 1 ? 1 : 2", "error: division by zero"},
   {"dyn(1) ? 1 : 2", "error: no such overload: '?' of int"},
   {"facts.mx.broken == true", "unknown: transient: servfail (192.0.2.1)"},
   {"1 / 0 == 1 == facts.mx.broken", "unknown: transient: servfail (192.0.2.1)"},
   {"[1 / 0, facts.mx.broken]", "unknown: transient: servfail (192.0.2.1)"},
   {"{'a': facts.mx.broken}", "unknown: transient: servfail (192.0.2.1)"}};
INSTANTIATE_TEST_SUITE_P(logic, expression_value, testing::ValuesIn(logic));

row const macros[] = {
   {"[].all(x, false)", "bool true"},
   {"[].exists(x, true)", "bool false"},
   {"[].exists_one(x, true)", "bool false"},
   {"[1, 2].all(x, x > 0)", "bool true"},
   {"[1, 2].all(x, x > 1)", "bool false"},
   {"[1, 2].exists(x, x > 1)", "bool true"},
   {"[1, 2].exists_one(x, x > 1)", "bool true"},
   {"[1, 2].exists_one(x, x > 0)", "bool false"},
   {"[1, 2, 3].filter(x, x != 2)", "list [1, 3]"},
   {"[1, 2].map(x, x * 2)", "list [2, 4]"},
   {"[1, 2, 3].map(x, x > 1, x * 2)", "list [4, 6]"},
   {"{'a': 1, 'b': 2}.map(k, k + '!')", "list [\"a!\", \"b!\"]"},
   {"{'a': 1}.all(k, k == 'a')", "bool true"},
   {"[[1, 2], [3]].map(l, l.map(x, x + l[0]))", "list [[2, 3], [6]]"},
   {"[1].map(x, [2].map(x, x))", "list [[2]]"},
   {"[1].map(domain, domain)", "list [1]"},
   {"[1, 2].map(x, [10].map(y, x + y)[0] + x)", "list [12, 14]"},
   {"[0, 1].all(x, 1 / x == 2)", "bool false"},
   {"[1, 0].exists(x, 1 / x == 1)", "bool true"},
   {"[0].all(x, 1 / x == 1)", "error: division by zero"},
   {"[0].exists(x, 1 / x == 1)", "error: division by zero"},
   {"[0, 1].exists_one(x, 1 / x == 1)", "error: division by zero"},
   {"[0].filter(x, 1 / x == 1)", "error: division by zero"},
   {"[0].map(x, 1 / x)", "error: division by zero"},
   {"[true, false].all(x, x && facts.mx.broken)", "bool false"},
   {"[0, 1].all(x, x == 0 ? 1 / x == 1 : facts.mx.broken)",
    "unknown: transient: servfail (192.0.2.1)"},
   {"[1].all(x, dyn(x))", "error: no such overload: all() of int"},
   {"dyn(1).all(x, true)", "error: no such overload: all() of int"},
   {"facts.mx.broken == true || [1].exists(x, x == 1)", "bool true"},
   {"dyn(facts.mx.anything)[2].exists(x, x == 3)", "bool true"},
   {"dyn(facts.mx.anything)[2].exists(x, x == 4)", "unknown: transient: servfail (192.0.2.1)"},
   {"dyn(facts.mx.anything)[2].size()", "int 2"},
   {"3 in facts.mx.anything[2]", "bool true"},
   {"4 in facts.mx.anything[2]", "unknown: transient: servfail (192.0.2.1)"},
   {"facts.mx.anything[2] == [1, 4]", "bool false"},
   {"facts.mx.anything[2] == [1, 3]", "unknown: transient: servfail (192.0.2.1)"}};
INSTANTIATE_TEST_SUITE_P(macros, expression_value, testing::ValuesIn(macros));

row const functions_rows[] = {
   {"size('b\xc3\xbc' + 'cher')", "int 6"},
   {"'abc'.size()", "int 3"},
   {"[1, 2].size() + size({'a': 1})", "int 3"},
   {"size(b'\xc3\xbc')", "int 2"},
   {"'abc'.startsWith('') && 'abc'.startsWith('ab') && !'abc'.startsWith('b')", "bool true"},
   {"'abc'.endsWith('bc') && !'abc'.endsWith('ab')", "bool true"},
   {"'abc'.contains('b') && !'abc'.contains('d') && ''.contains('')", "bool true"},
   {"'v=spf1 -all'.matches('^v=spf1( |$)')", "bool true"},
   {"matches('abc', 'b')", "bool true"},
   {"'abc'.matches('^b')", "bool false"},
   {"'abc'.matches('[' + 'b]')", "bool true"},
   {"'abc'.matches('[' + 'b')", "error: not a regular expression: missing ]: [b"},
   {"'AbC\xc3\x9c'.lowerAscii()", "string abc\xc3\x9c"},
   {"'aBc'.upperAscii()", "string ABC"},
   {"' \ta b\\n'.trim()", "string a b"},
   {"'  '.trim()", "string "},
   {"'a,b,,c'.split(',')", "list [\"a\", \"b\", \"\", \"c\"]"},
   {"'a\xc3\xbc'.split('')", "list [\"a\", \"\xc3\xbc\"]"},
   {"''.split(',')", "list [\"\"]"},
   {"['a', 'b'].join('-') + ['a', 'b'].join()", "string a-bab"},
   {"[dyn(1)].join()", "error: no such overload: join() of a list with int"},
   {"'aXbX'.replace('X', '--')", "string a--b--"},
   {"'a'.replace('', 'b')", "string bab"},
   {"int('-42') + int(2u) + int(2.9) + int(-2.9)", "int -40"},
   {"int('4x')", "error: 4x cannot be converted to int"},
   {"int('')", "error:  cannot be converted to int"},
   {"int(9223372036854775807u)", "int 9223372036854775807"},
   {"int(9223372036854775808u)", "error: 9223372036854775808 cannot be converted to int"},
   {"int(1e19)", "error: 1e+19 cannot be converted to int"},
   {"int(-9223372036854775808.0)", "error: -9.223372036854776e+18 cannot be converted to int"},
   {"int(-9223372036854777856.0)", "error: -9.223372036854778e+18 cannot be converted to int"},
   {"int(9223372036854774784.0)", "int 9223372036854774784"},
   {"int(9223372036854775808.0)", "error: 9.223372036854776e+18 cannot be converted to int"},
   {"int(1.0/0.0)", "error: Infinity cannot be converted to int"},
   {"int(0.0/0.0)", "error: NaN cannot be converted to int"},
   {"uint(5) + uint('6') + uint(1.9)", "uint 12"},
   {"uint(-1)", "error: -1 cannot be converted to uint"},
   {"uint('-1')", "error: -1 cannot be converted to uint"},
   {"uint(-0.9)", "uint 0"},
   {"uint(-1.0)", "error: -1 cannot be converted to uint"},
   {"uint(18446744073709549568.0)", "uint 18446744073709549568"},
   {"uint(1.8446744073709552e19)", "error: 1.8446744073709552e+19 cannot be converted to uint"},
   {"double(1) + double('1.5') + double(2u)", "double 4.5"},
   {"double('x')", "error: x cannot be converted to double"},
   {"string(1) + string(2u) + string(1.5) + string(true) + string('x')", "string 121.5truex"},
   {"string(b'abc')", "string abc"},
   {"string(b'\\377')", "error: the bytes are not UTF-8"},
   {"bytes('\xc3\xbc') == b'\xc3\xbc'", "bool true"},
   {"bool('true') && !bool('FALSE') && bool('1') && bool(true)", "bool true"},
   {"bool('yes')", "error: yes cannot be converted to bool"},
   {"type(1) == int && type('a') == string && type(type(1)) == type(string)", "bool true"},
   {"type(1) == string", "bool false"},
   {"type(null) == null_type && type(1u) == uint && type([]) == list && type({}) == map",
    "bool true"},
   {"size(dyn(1))", "error: no such overload: size() of int"},
   {"'a'.startsWith(dyn(1))", "error: no such overload: startsWith() of int"},
   {"size(facts.mx.broken)",
    "does not compile: this argument of size() must be string or bytes or "
    "list or map, this is null_type or bool"},
   {"string(facts.mx.broken)", "unknown: transient: servfail (192.0.2.1)"}};
INSTANTIATE_TEST_SUITE_P(functions, expression_value, testing::ValuesIn(functions_rows));

row const times[] = {
   {"now", "google.protobuf.Timestamp 2023-11-14T22:13:20Z"},
   {"timestamp('2023-11-14T22:13:20Z') == now", "bool true"},
   {"timestamp('2023-11-15T00:13:20+02:00') == now", "bool true"},
   {"timestamp('2023-11-14T22:13:20.25Z')", "google.protobuf.Timestamp 2023-11-14T22:13:20.25Z"},
   {"timestamp(1700000000) == now", "bool true"},
   {"int(now)", "int 1700000000"},
   {"now + duration('1h30m')", "google.protobuf.Timestamp 2023-11-14T23:43:20Z"},
   {"now - duration('1d')", "does not compile: not a duration as in 36h, 90s or 1h30m"},
   {"now - timestamp(0) > duration('24h')", "bool true"},
   {"now - timestamp(1699999990)", "google.protobuf.Duration 10s"},
   {"duration('-1.5s')", "google.protobuf.Duration -1.5s"},
   {"duration('90m').getHours()", "int 1"},
   {"duration('90m').getMinutes()", "int 90"},
   {"duration('1.5s').getMilliseconds()", "int 500"},
   {"now.getFullYear()", "int 2023"},
   {"now.getMonth()", "int 10"},
   {"now.getDate()", "int 14"},
   {"now.getDayOfMonth()", "int 13"},
   {"now.getDayOfWeek()", "int 2"},
   {"now.getDayOfYear()", "int 317"},
   {"now.getHours() * 10000 + now.getMinutes() * 100 + now.getSeconds()", "int 221320"},
   {"timestamp('2023-02-29T00:00:00Z')", "does not compile: not a time as in 2026-01-31T00:00:00Z"},
   {"timestamp('2023-11-14')", "does not compile: not a time as in 2026-01-31T00:00:00Z"},
   {"timestamp('2023-11-14T22:13:20')", "does not compile: not a time as in 2026-01-31T00:00:00Z"},
   {"timestamp('')", "does not compile: not a time as in 2026-01-31T00:00:00Z"},
   {"timestamp(253402300800)", "error: the time is not between the years 1 and 9999"},
   {"timestamp('9999-12-31T23:59:59Z') + duration('1s')",
    "error: the time or duration is out of range"},
   {"duration('')", "does not compile: not a duration as in 36h, 90s or 1h30m"},
   {"duration('infs')", "does not compile: not a duration as in 36h, 90s or 1h30m"},
   {"duration('1e9h')", "does not compile: not a duration as in 36h, 90s or 1h30m"}};
INSTANTIATE_TEST_SUITE_P(times, expression_value, testing::ValuesIn(times));

row const roots[] = {
   {"domain", "string example.test"},
   {"facts.mx.count + vars.limit", "int 12"},
   {"facts.mx.exchanges.exists(e, e.endsWith(vars.suffixes[0]))", "bool true"},
   {"facts.mx.hosts.a", "int 1"},
   {"facts.mx.hosts.b", "unknown: transient: servfail (192.0.2.1)"},
   {"facts.mx.hosts.c", "error: no such key: c"},
   {"has(facts.mx.hosts.c)", "bool false"},
   {"size(facts.mx.name)", "int 6"},
   {"facts.mx.later", "unknown: internal: not-published (facts.mx.later)"},
   {"facts.spf.present", "unknown: internal: not-published (facts.spf.present)"},
   {"facts.dane.whatever == 3", "unknown: withheld: plugin-not-loaded (plugin dane is not loaded)"},
   {"facts.mx.nothing == null", "bool true"},
   {"has(facts.mx.nothing)", "bool false"},
   {"has(facts.mx.count)", "bool true"},
   {"has(facts.mx.broken)", "unknown: transient: servfail (192.0.2.1)"},
   {"is_unknown(facts.mx.broken)", "bool true"},
   {"is_unknown(facts.mx.count)", "bool false"},
   {"is_unknown(1 / 0)", "error: division by zero"},
   {"is_unknown(failed) && is_unknown(failed.records) && !is_unknown(gone)", "bool true"},
   {"is_unknown(caa)", "bool true"},
   {"caa.absent", "unknown: internal: not-asked (lookup caa)"}};
INSTANTIATE_TEST_SUITE_P(roots, expression_value, testing::ValuesIn(roots));

row const lookups[] = {
   {"mail.name + ' ' + mail.status + ' ' + mail.rcode", "string example.test records NOERROR"},
   {"mail.secure && !mail.absent && mail.cause == ''", "bool true"},
   {"mail.records.size()", "int 2"},
   {"mail.records[0].preference", "int 10"},
   {"mail.records.map(r, r.exchange)", "list [\"a.example\", \"b.example\"]"},
   {"mail.records[1].owner + ' ' + mail.records[1].type", "string example.test MX"},
   {"mail.records[1].ttl", "int 300"},
   {"mail.records[0] == mail.records[0] && mail.records[0] != mail.records[1]", "bool true"},
   {"mail.chain.size()", "int 0"},
   {"tlsrpt.records.filter(r, r.text.startsWith('v=TLSRPTv1;')).size() == 1", "bool true"},
   {"tlsrpt.records[0].strings.size()", "int 2"},
   {"string(tlsrpt.records[0].strings[1])", "string rua=mailto:a@b.example"},
   {"tlsrpt.records[1].text", "string \\255"},
   {"tlsrpt.records[1].strings[0] == b'\\377'", "bool true"},
   {"denial.records[0].types", "list [\"A\", \"MX\"]"},
   {"'MX' in denial.records[0].types", "bool true"},
   {"gone.absent && gone.records.size() == 0 && gone.rcode == 'NXDOMAIN'", "bool true"},
   {"failed.records.size() == 0", "unknown: transient: servfail (192.0.2.1)"},
   {"failed.absent", "unknown: transient: servfail (192.0.2.1)"},
   {"failed.secure", "unknown: transient: servfail (192.0.2.1)"},
   {"failed.chain", "unknown: transient: servfail (192.0.2.1)"},
   {"failed.status + ' ' + failed.cause + ' ' + failed.name + ' ' + failed.rcode",
    "string unknown servfail failed.example.test SERVFAIL"},
   {"later.rcode", "unknown: transient: timeout"},
   {"later.absent && failed.absent", "unknown: transient: timeout"},
   {"failed.absent && later.absent", "unknown: transient: servfail (192.0.2.1)"},
   {"later.records + failed.records", "unknown: transient: timeout"},
   {"failed.absent && gone.absent || mail.absent", "unknown: transient: servfail (192.0.2.1)"},
   {"failed.absent && mail.absent", "bool false"},
   {"dyn(mail).status", "string records"},
   {"dyn(mail).size", "error: a lookup has no member 'size'"},
   {"dyn(mail.records[0]).target", "error: a MX record has no member 'target'"},
   {"dyn(mail.records[0]).preference", "int 10"},
   {"has(mail.records)", "bool true"}};
INSTANTIATE_TEST_SUITE_P(lookups, expression_value, testing::ValuesIn(lookups));

TEST(expression_uses, are_sorted_and_unique)
{
   world const w;
   auto const e = expression::compile(
      "facts.mx.count > vars.limit && facts.mx.accepts_mail && facts.dane.x && mail.absent && "
      "gone.absent && facts.mx.count > 0 && [1].all(x, failed.absent)",
      w.names);
   ASSERT_TRUE(e);
   EXPECT_THAT(e->facts_used(), testing::ElementsAre("dane.x", "mx.accepts_mail", "mx.count"));
   EXPECT_THAT(e->lookups_used(), testing::ElementsAre("failed", "gone", "mail"));
   EXPECT_THAT(e->variables_used(), testing::ElementsAre("limit"));
}

TEST(expression_type, is_what_is_known_before_evaluation)
{
   world const w;
   auto const type = [&](char const* source) {
      auto const e = expression::compile(source, w.names);
      return e ? e->result_type() : e.errors()[0].message;
   };
   EXPECT_EQ(type("1 < 2"), "bool");
   EXPECT_EQ(type("facts.mx.anything"), "dyn");
   EXPECT_EQ(type("facts.mx.count"), "null_type or int");
   EXPECT_EQ(type("facts.mx.count + 1"), "int");
   EXPECT_EQ(type("true ? 1 : 'a'"), "int or string");
   EXPECT_EQ(type("mail.records.filter(r, r.preference > 1)[0].exchange"), "string");
   EXPECT_EQ(type("mail.records.map(r, r.preference)[0]"), "int");
   EXPECT_EQ(type("tlsrpt.records[0].strings[0]"), "bytes");
   EXPECT_EQ(type("denial.records[0].types[0]"), "string");
   EXPECT_EQ(type("mail.chain[0].target"), "string");
   EXPECT_EQ(type("mail.chain[0].anything"), "a record of type CNAME has no member 'anything'");
   EXPECT_EQ(type("{'a': 1}.a"), "int");
   EXPECT_EQ(type("now - now"), "google.protobuf.Duration");
}

}  // namespace
}  // namespace dnslint::cel
