// SPDX-License-Identifier: Apache-2.0
// What CEL's extensions define: two-variable macros, optional types, bindings, strings, math,
// lists, sets, encoders, networks. The expected values follow their documentation.
#include "core/cel/expression.hpp"
#include "tests/unit/cel/world.hpp"

#include <gmock/gmock.h>

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

class extension_value : public testing::TestWithParam<row> {};

TEST_P(extension_value, is)
{
   world const w;
   EXPECT_EQ(evaluated(GetParam().source, w.names, w.with), GetParam().expected);
}

row const two_variables[] = {
   {"[1, 2, 3].all(i, v, i < v)", "bool true"},
   {"{'hello': 'world', 'taco': 'taco'}.all(k, v, k != v)", "bool false"},
   {"[1, 2, 4, 8].exists(i, v, v == 8 && i == 3)", "bool true"},
   {"{'a': 1}.exists(k, v, k == 'b' || v == 2)", "bool false"},
   {"[1, 2, 1].existsOne(i, v, v == 1)", "bool false"},
   {"[1, 1, 2].exists_one(i, v, i == 2 && v == 2)", "bool true"},
   {"[1, 2, 3].transformList(i, v, i * v + v)", "list [1, 4, 9]"},
   {"[1, 2, 3].transformList(i, v, i % 2 == 0, i * v + v)", "list [1, 9]"},
   {"{'a': 'x'}.transformList(k, v, k + v)", "list [\"ax\"]"},
   {"[1, 2, 3].transformMap(i, v, i * v + v)", "map {0: 1, 1: 4, 2: 9}"},
   {"{'greeting': 'hello'}.transformMap(k, v, v + '!')", "map {\"greeting\": \"hello!\"}"},
   {"{'a': 1, 'b': 2}.transformMap(k, v, v > 1, v)", "map {\"b\": 2}"},
   {"{'greeting': 'hello'}.transformMapEntry(k, v, {v: k})", "map {\"hello\": \"greeting\"}"},
   {"{'a': 'x', 'b': 'x'}.transformMapEntry(k, v, {v: k})", "error: duplicate key x"},
   {"[1].transformMapEntry(i, v, dyn(v))", "error: no such overload: transformMapEntry() of int"},
   {"[false, dyn(1)].all(i, v, v)", "bool false"},
   {"[1, 2].all(i, v, facts.mx.broken || v > 0)", "bool true"},
   {"[1].all(i, v, facts.mx.broken)", "unknown: transient: servfail (192.0.2.1)"},
   {"facts.mx.hosts.transformMap(k, v, is_unknown(v))", "map {\"a\": false, \"b\": true}"}};
INSTANTIATE_TEST_SUITE_P(two_variables, extension_value, testing::ValuesIn(two_variables));

row const optionals[] = {
   {"optional.of(1).value()", "int 1"},
   {"optional.none().hasValue()", "bool false"},
   {"optional.none().value()", "error: optional.none() has no value"},
   {"optional.ofNonZeroValue('').hasValue()", "bool false"},
   {"optional.ofNonZeroValue([0]).hasValue()", "bool true"},
   {"optional.none().or(optional.of(2)).value()", "int 2"},
   {"optional.of(1).or(optional.none()).value()", "int 1"},
   {"optional.of(1).orValue(1 / 0)", "int 1"},
   {"optional.none().orValue(1 / 0)", "error: division by zero"},
   {"{'a': {'b': 1}}.?a.?b", "optional_type optional.of(1)"},
   {"{'a': {'b': 1}}.?a.b.value()", "int 1"},
   {"{'a': dyn(1)}.?x.y.z.orValue('none')", "string none"},
   {"{'a': 1}[?'a'].value()", "int 1"},
   {"[1, 2][?5].hasValue()", "bool false"},
   {"[1, 2][?-1].hasValue()", "bool false"},
   {"has({'a': {'b': 1}}.?a.b)", "bool true"},
   {"[?optional.of(1), ?optional.none(), 2]", "list [1, 2]"},
   {"{?'a': optional.none(), ?'b': optional.of(1), 'c': 2}", "map {\"b\": 1, \"c\": 2}"},
   {"optional.of(2).optMap(x, x * 2).value()", "int 4"},
   {"optional.none().optMap(x, x * 2).hasValue()", "bool false"},
   {"optional.of([1]).optFlatMap(x, x[?3]).hasValue()", "bool false"},
   {"[optional.of(1), optional.none()].unwrapOpt()", "list [1]"},
   {"optional.of(1) == optional.of(1.0)", "bool true"},
   {"optional.none() == optional.none()", "bool true"},
   {"optional.of(1) == optional.none()", "bool false"},
   {"type(optional.none()) == optional_type", "bool true"},
   {"[1, 2].first().value()", "int 1"},
   {"[].last().orValue('test')", "string test"},
   {"facts.mx.hosts.?b", "unknown: transient: servfail (192.0.2.1)"},
   {"facts.mx.hosts.?c.orValue(0)", "int 0"}};
INSTANTIATE_TEST_SUITE_P(optionals, extension_value, testing::ValuesIn(optionals));

row const names[] = {
   {"cel.bind(a, 'hello', cel.bind(b, 'world', a + b + b + a))", "string helloworldworldhello"},
   {"cel.bind(a, 1 / 0, true || a == 1)", "bool true"},
   {"{'a-b': 1}.`a-b`", "int 1"},
   {"has({'x/y z': 1}.`x/y z`)", "bool true"},
   {"{'for': 1}.for", "int 1"},
   {"['x'].map(domain, .domain)", "list [\"example.test\"]"},
   {"type(now) == google.protobuf.Timestamp", "bool true"},
   {"type(now - now) == google.protobuf.Duration", "bool true"},
   {"type(1) == int && type(type(1)) == type && type(null) == null_type", "bool true"},
   {"[1].map(math, math + 1)", "list [2]"}};
INSTANTIATE_TEST_SUITE_P(names, extension_value, testing::ValuesIn(names));

row const strings[] = {
   {"'hello'.charAt(4)", "string o"},
   {"'hello'.charAt(5)", "string "},
   {"'hello'.charAt(-1)", "error: index out of range: -1"},
   {"'hello'.charAt(6)", "error: index out of range: 6"},
   {"'\xc3\xbc\xc3\xb6'.charAt(1)", "string \xc3\xb6"},
   {"'hello mellow'.indexOf('ello')", "int 1"},
   {"'hello mellow'.indexOf('jello')", "int -1"},
   {"'hello mellow'.indexOf('', 2)", "int 2"},
   {"'hello mellow'.indexOf('ello', 2)", "int 7"},
   {"'hello mellow'.indexOf('ello', 20)", "error: index out of range: 20"},
   {"'hello mellow'.indexOf('ello', -1)", "error: index out of range: -1"},
   {"'hello mellow'.lastIndexOf('')", "int 12"},
   {"'hello mellow'.lastIndexOf('ello')", "int 7"},
   {"'hello mellow'.lastIndexOf('ello', 6)", "int 1"},
   {"'hello mellow'.lastIndexOf('ello', 20)", "error: index out of range: 20"},
   {"'hello mellow'.lastIndexOf('ello', -1)", "error: index out of range: -1"},
   {"'hello'.replace('l', 'L', 1)", "string heLlo"},
   {"'hello'.replace('l', 'L', 0)", "string hello"},
   {"'hello'.replace('l', 'L', -1)", "string heLLo"},
   {"'ab'.replace('', '-')", "string -a-b-"},
   {"'a b c'.split(' ', 0)", "list []"},
   {"'a b c'.split(' ', 1)", "list [\"a b c\"]"},
   {"'a b c'.split(' ', 2)", "list [\"a\", \"b c\"]"},
   {"'a b c'.split(' ', -1)", "list [\"a\", \"b\", \"c\"]"},
   {"'abc'.split('')", "list [\"a\", \"b\", \"c\"]"},
   {"'tacocat'.substring(4)", "string cat"},
   {"'tacocat'.substring(0, 4)", "string taco"},
   {"'tacocat'.substring(-1)", "error: index out of range: -1"},
   {"'tacocat'.substring(2, 1)", "error: the part from 2 to 1 ends before it begins"},
   {"'\\u00a0\\u2003 x\\u3000'.trim()", "string x"},
   {"'gums\xc3\xbc'.reverse()", "string \xc3\xbcsmug"},
   {"strings.quote('a\"b\\n')", "string \"a\\\"b\\n\""},
   {"'%s %d %f %e'.format(['a', 1, 1.5, 1])", "string a 1 1.500000 1.000000e+00"},
   {"'%.1f %.3e %%'.format([3.14, -3.14])", "string 3.1 -3.140e+00 %"},
   {"'%x %X %o %b'.format([255, b'\\377', 8u, -5])", "string ff FF 10 -101"},
   {"'%s'.format([[1, 'a', {'k': true, 'b': null}]])", "string [1, a, {b: null, k: true}]"},
   {"'%s %s'.format([duration('90s'), 0.0/0.0])", "string 90s NaN"},
   {"'%s'.format([])", "error: there is no element for %s"},
   {"'%d'.format(['a'])", "error: no such overload: %d of string"},
   {"'%z'.format([1])", "error: there is no clause %z"},
   {"'%'.format([])", "error: a clause ends too early"}};
INSTANTIATE_TEST_SUITE_P(strings, extension_value, testing::ValuesIn(strings));

row const numbers[] = {
   {"math.greatest(1u, 2u)", "uint 2"},
   {"math.greatest([-42.0, -21.5])", "double -21.5"},
   {"math.least(1, 2.5, 0u)", "uint 0"},
   {"math.greatest([])", "error: the list is empty"},
   {"math.greatest(dyn('a'))", "error: no such overload: math.greatest() of string"},
   {"math.bitOr(1u, 2u)", "uint 3"},
   {"math.bitAnd(-3, -5)", "int -7"},
   {"math.bitXor(1, 3)", "int 2"},
   {"math.bitNot(0u)", "uint 18446744073709551615"},
   {"math.bitShiftLeft(-1, 2)", "int -4"},
   {"math.bitShiftLeft(1u, 200)", "uint 0"},
   {"math.bitShiftRight(-1024, 3)", "int 2305843009213693824"},
   {"math.bitShiftRight(1, -1)", "error: a shift by -1"},
   {"math.ceil(-1.2)", "double -1"},
   {"math.floor(-1.2)", "double -2"},
   {"math.round(-1.5)", "double -2"},
   {"math.trunc(-1.3)", "double -1"},
   {"math.abs(-9223372036854775808)", "error: integer overflow"},
   {"math.sign(-42)", "int -1"},
   {"math.sign(0u)", "uint 0"},
   {"math.isNaN(0.0/0.0) && math.isInf(1.0/0.0) && math.isFinite(1.2)", "bool true"},
   {"math.sqrt(81)", "double 9"},
   {"math.isNaN(math.sqrt(-15.0))", "bool true"}};
INSTANTIATE_TEST_SUITE_P(numbers, extension_value, testing::ValuesIn(numbers));

row const lists[] = {
   {"[1, 2, 3, 4].slice(1, 3)", "list [2, 3]"},
   {"[1].slice(0, 2)", "error: there is no part 0 to 2 of 1"},
   {"[1, [2, [3]]].flatten()", "list [1, 2, [3]]"},
   {"[1, [2, [3, [4]]]].flatten(2)", "list [1, 2, 3, [4]]"},
   {"[1].flatten(-1)", "error: flatten() to a negative depth"},
   {"[3, 1, 2].sort()", "list [1, 2, 3]"},
   {"['b', 'a'].sort()", "list [\"a\", \"b\"]"},
   {"[1, 'b'].sort()", "error: no such overload: string cannot be sorted here"},
   {"[[1]].sort()", "error: no such overload: list cannot be sorted here"},
   {"[{'n': 2}, {'n': 1}].sortBy(e, e.n)", "list [{\"n\": 1}, {\"n\": 2}]"},
   {"[1, 2, 2, 1.0, 'a'].distinct()", "list [1, 2, \"a\"]"},
   {"[5, 3, 1].reverse()", "list [1, 3, 5]"},
   {"lists.range(3)", "list [0, 1, 2]"},
   {"lists.range(9223372036854775807)", "error: the expression costs more than 1000000 steps"},
   {"sets.contains([1, 2.0, 3u], [1.0, 2u])", "bool true"},
   {"sets.contains([], [1])", "bool false"},
   {"sets.equivalent([1], [1u, 1.0])", "bool true"},
   {"sets.intersects([[1], [2, 3]], [[1, 2], [2, 3.0]])", "bool true"},
   {"sets.contains(facts.mx.anything[2], [3])", "bool true"},
   {"sets.contains(facts.mx.anything[2], [4])", "unknown: transient: servfail (192.0.2.1)"},
   {"base64.encode(b'hello')", "string aGVsbG8="},
   {"base64.decode('aGVsbG8=') == b'hello' && base64.decode('aGVsbG8') == b'hello'", "bool true"},
   {"['', 'a', 'ab', 'abc'].map(t, base64.encode(bytes(t)))",
    "list [\"\", \"YQ==\", \"YWI=\", \"YWJj\"]"},
   {"['', 'YQ==', 'YWI=', 'YWJj'].map(t, string(base64.decode(t))).join('|')", "string |a|ab|abc"},
   {"['', 'YQ', 'YWI', 'YWJj'].map(t, string(base64.decode(t))).join('|')", "string |a|ab|abc"},
   {"base64.decode('YQ=')", "error: the text is not base64"},
   {"base64.decode('YWJj====')", "error: the text is not base64"},
   {"base64.decode('=')", "error: the text is not base64"},
   {"base64.decode('YQ==YQ==')", "error: the text is not base64"},
   {"base64.decode('_-')", "error: the text is not base64"},
   {"base64.decode('a')", "error: the text is not base64"}};
INSTANTIATE_TEST_SUITE_P(lists, extension_value, testing::ValuesIn(lists));

row const networks[] = {
   {"ip('192.0.2.1').family()", "int 4"},
   {"ip('2001:db8::1').family()", "int 6"},
   {"ip('192.0.2.01')", "does not compile: 192.0.2.01 is no IP address"},
   {"ip('::ffff:192.0.2.1')", "does not compile: ::ffff:192.0.2.1 is no IP address"},
   {"isIP('fe80::1%eth0') || isIP('') || isIP('1.2.3')", "bool false"},
   {"ip('2001:DB8::1') == ip('2001:db8:0::1')", "bool true"},
   {"ip.isCanonical('2001:db8::1') && !ip.isCanonical('2001:DB8::1')", "bool true"},
   {"ip('127.0.0.1').isLoopback() && ip('::1').isLoopback()", "bool true"},
   {"ip('0.0.0.0').isUnspecified()", "bool true"},
   {"ip('10.0.0.1').isGlobalUnicast() && !is_global('10.0.0.1')", "bool true"},
   {"ip('fe80::1').isLinkLocalUnicast() && ip('224.0.0.1').isLinkLocalMulticast()", "bool true"},
   {"is_global('9.9.9.9') && is_global(ip('2620:fe::fe')) && !is_global('fc00::1')", "bool true"},
   {"is_global('x')", "error: x is no IP address"},
   {"cidr('192.0.2.0/24').containsIP('192.0.2.200')", "bool true"},
   {"cidr('192.0.2.0/24').containsIP(ip('2001:db8::'))", "bool false"},
   {"cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16')", "bool true"},
   {"cidr('10.0.0.0/8').containsCIDR(cidr('0.0.0.0/0'))", "bool false"},
   {"cidr('192.0.2.77/25').masked()", "net.CIDR 192.0.2.0/25"},
   {"cidr('192.0.2.77/25').ip()", "net.IP 192.0.2.77"},
   {"cidr('::/0').prefixLength()", "int 0"},
   {"isCIDR('192.0.2.0/33') || isCIDR('192.0.2.0/08')", "bool false"},
   {"string(ip('2001:db8:0:0::1'))", "string 2001:db8::1"}};
INSTANTIATE_TEST_SUITE_P(networks, extension_value, testing::ValuesIn(networks));

row const domain_names[] = {
   {"domain.parent()", "string test"},
   {"'test'.parent()", "string ."},
   {"'A.Example.test.'.labels()", "list [\"a\", \"example\", \"test\"]"},
   {"'a\\\\.b.test'.labels().size()", "int 2"},
   {"'a.example.test'.is_subdomain_of(domain)", "bool true"},
   {"domain.is_subdomain_of(domain)", "bool true"},
   {"'badexample.test'.is_subdomain_of(domain)", "bool false"},
   {"'a..b'.parent()", "error: a..b is no domain name"},
   {"'xn--bcher-kva.example'.unicode()",
    "string b\xc3\xbc"
    "cher.example"},
   {"'xn--99999.example'.unicode()", "string xn--99999.example"},
   {"is_public_suffix(domain)", "error: there is no public suffix list here"},
   {"tags('v=DMARC1; p=none;').p", "string none"},
   {"tags(' v = STSv1 ;id=1')", "map {\"v\": \"STSv1\", \"id\": \"1\"}"},
   {"tags('v=DMARC1; p=none; p=reject').size()", "int 0"},
   {"tags('v=DMARC1; nonsense').?p.orValue('none')", "string none"},
   {"tags(tlsrpt.records[0].text).?rua.value()", "string mailto:a@b.example"}};
INSTANTIATE_TEST_SUITE_P(domain_names, extension_value, testing::ValuesIn(domain_names));

row const zones[] = {
   {"timestamp('2023-07-01T00:00:00Z').getHours('Europe/Berlin')", "int 2"},
   {"timestamp('2023-01-01T00:00:00Z').getHours('Europe/Berlin')", "int 1"},
   {"timestamp('2023-01-01T00:00:00Z').getFullYear('America/New_York')", "int 2022"},
   {"timestamp('2200-07-01T00:00:00Z').getHours('Australia/Sydney')", "int 10"},
   {"timestamp('2200-01-01T00:00:00Z').getHours('Australia/Sydney')", "int 11"},
   {"timestamp('2200-07-01T00:00:00Z').getHours('America/New_York')", "int 20"},
   {"timestamp('1850-01-01T00:00:00Z').getMinutes('UTC')", "int 0"},
   {"timestamp('2023-01-01T00:00:00Z').getDate('-00:30')", "int 31"},
   {"timestamp('2023-01-01T00:00:00Z').getMinutes('+05:45')", "int 45"},
   {"timestamp('2023-01-01T00:00:00Z').getHours('02:00')", "int 2"},
   {"timestamp('2023-01-01T00:00:00Z').getHours('Mars/Base')", "error: Mars/Base is no time zone"},
   {"timestamp('2023-01-01T00:00:00Z').getHours('Europe/')", "error: Europe/ is no time zone"},
   {"timestamp('2023-01-01T00:00:00Z').getHours('../etc/passwd')",
    "error: ../etc/passwd is no time zone"},
   {"timestamp('2023-01-01T00:00:00.123456789Z').getMilliseconds()", "int 123"},
   {"timestamp('2023-01-01T00:00:00.123456789Z') - timestamp('2023-01-01T00:00:00Z')",
    "google.protobuf.Duration 0.123456789s"},
   {"duration('1h45m47.5s').getMinutes()", "int 105"},
   {"duration('-1.5s').getSeconds()", "int -1"},
   {"duration('1ns') + duration('-1ns') == duration('0')", "bool true"},
   {"duration('316000000000s')", "does not compile: not a duration as in 36h, 90s or 1h30m"},
   {"duration('9000000000s') + duration('9000000000s')",
    "error: the time or duration is out of range"},
   {"timestamp('0001-01-01T00:00:00Z') - duration('1ns')",
    "error: the time or duration is out of range"}};
INSTANTIATE_TEST_SUITE_P(zones, extension_value, testing::ValuesIn(zones));

// Each of these would go on for ever, or take all memory, if it were not bounded.
row const costly[] = {
   {"'a'.matches(dyn('(a{100}){9}'))", "bool false"},
   {"'a'.matches(dyn('(a{100}){10}b'))",
    "error: not a regular expression: the pattern is too large"},
   {"lists.range(30000).transformMap(i, v, v).all(k, v, k >= 0)", "bool true"},
   {"cel.bind(m, lists.range(20000).transformMap(i, v, v), "
    "lists.range(20000).all(i, m.exists(k, true)))",
    "error: the expression costs more than 1000000 steps"},
   {"cel.bind(m, lists.range(20000).transformMap(i, v, v), "
    "lists.range(20000).all(i, m == m))",
    "error: the expression costs more than 1000000 steps"},
   {"cel.bind(a, ['x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x'], cel.bind(b, "
    "[a, a, a, a, a, a, a, a, a, a], cel.bind(c, [b, b, b, b, b, b, b, b, b, b], cel.bind(d, "
    "[c, c, c, c, c, c, c, c, c, c], cel.bind(e, [d, d, d, d, d, d, d, d, d, d], cel.bind(f, "
    "[e, e, e, e, e, e, e, e, e, e], '%s'.format([f])))))))",
    "error: the expression costs more than 1000000 steps"}};
INSTANTIATE_TEST_SUITE_P(costly, extension_value, testing::ValuesIn(costly));

}  // namespace
}  // namespace dnslint::cel
