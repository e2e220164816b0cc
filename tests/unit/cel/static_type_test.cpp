// SPDX-License-Identifier: Apache-2.0
#include "core/cel/static_type.hpp"

#include "tests/unit/cel/world.hpp"

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

// The type of the expression, or "column: message" of what is wrong.
std::string type_of(std::string_view source)
{
   world const w;
   auto const e = expression::compile(source, w.names);
   return e ? e->result_type()
            : std::to_string(e.errors()[0].where.column) + ": " + e.errors()[0].message;
}

class static_type_of : public testing::TestWithParam<row> {};

TEST_P(static_type_of, is_known_before_evaluation)
{
   EXPECT_EQ(type_of(GetParam().source), GetParam().expected);
}

row const literals[] = {
   {"[1, 2]", "list(int)"},
   {"[]", "list"},
   {"[[1]]", "list(list(int))"},
   {"[[1], ['a']]", "list(list(int or string))"},
   {"[1, dyn(2)]", "list"},
   {"[1, [2]]", "list(int or list(int))"},
   {"[[], [1]]", "list(list)"},
   {"[?optional.of(1)]", "list(int)"},
   {"{}", "map"},
   {"{'a': 1}", "map(string, int)"},
   {"{'a': 1, 2: 'b'}", "map(int or string, int or string)"},
   {"{'a': {'b': [1u]}}", "map(string, map(string, list(uint)))"},
   {"{?'a': optional.of(1.5)}", "map(string, double)"},
   {"true ? [1] : ['a']", "list(int or string)"},
   {"true ? [1] : {'a': true}", "list or map"},
   {"true ? [1] : null", "null_type or list(int)"},
   {"mail.records", "list(record)"}};
INSTANTIATE_TEST_SUITE_P(literals, static_type_of, testing::ValuesIn(literals));

row const parts[] = {
   {"[[1]][0][0]", "int"},
   {"{'a': [1]}['a']", "list(int)"},
   {"{'a': [1]}.a[0]", "int"},
   {"{'a': {'b': 1u}}.a.b", "uint"},
   {"(true ? [1] : ['a'])[0]", "int or string"},
   {"(true ? [1] : null)[0]", "int"},
   {"(true ? [1] : {0: true})[0]", "dyn"},
   {"[1] + [2]", "list(int)"},
   {"[1] + ['a']", "list(int or string)"},
   {"facts.mx.exchanges[0]", "dyn"},
   {"facts.mx.hosts.a", "dyn"},
   {"facts.mx.names", "null_type or list(null_type or string)"},
   {"facts.mx.names[0] + 'a'", "string"},
   {"facts.mx.names.map(n, n)", "list(null_type or string)"},
   {"facts.mx.sizes", "null_type or map(string, null_type or int)"},
   {"facts.mx.sizes.a + 1", "int"},
   {"facts.mx.sizes.transformList(k, v, k)", "list(string)"}};
INSTANTIATE_TEST_SUITE_P(parts, static_type_of, testing::ValuesIn(parts));

row const macros[] = {
   {"[1].map(x, [x])", "list(list(int))"},
   {"[[1]].map(x, x.map(y, y + 1))", "list(list(int))"},
   {"{'a': 1}.map(k, k)", "list(string)"},
   {"[[1]].filter(x, true)", "list(list(int))"},
   {"{'a': 1}.filter(k, true)", "list(string)"},
   {"['b'].sortBy(x, x)", "list(string)"},
   {"['b'].transformList(i, v, i)", "list(int)"},
   {"{'a': 1.5}.transformList(k, v, v)", "list(double)"},
   {"{'a': 1}.transformMap(k, v, [v])", "map(string, list(int))"},
   {"['b'].transformMap(i, v, v)", "map(int, string)"},
   {"{'a': 1}.transformMapEntry(k, v, {v: k})", "map(int, string)"},
   {"facts.mx.anything.map(x, x)", "list"},
   {"cel.bind(x, [[1]], x[0])", "list(int)"},
   {"mail.records.map(r, r).filter(r, true)[0].preference", "int"},
   {"[mail.records, mail.records][0][0].exchange", "string"},
   {"{'a': mail.records}.a[0].exchange", "string"}};
INSTANTIATE_TEST_SUITE_P(macros, static_type_of, testing::ValuesIn(macros));

row const functions[] = {
   {"domain.split('.')", "list(string)"},
   {"[domain].map(d, d.split('.'))", "list(list(string))"},
   {"domain.labels()[0]", "string"},
   {"tags(domain)", "map(string, string)"},
   {"lists.range(3)", "list(int)"},
   {"[[1]].flatten()", "list(int)"},
   {"[1].flatten()", "list(int)"},
   {"[[1], 2].flatten()", "list"},
   {"[[1]].flatten(2)", "list"},
   {"[[1]].slice(0, 1)", "list(list(int))"},
   {"['b'].sort()", "list(string)"},
   {"[1u].distinct()", "list(uint)"},
   {"['b'].reverse()", "list(string)"},
   {"domain.reverse()", "string"},
   {"math.abs(-1)", "int"},
   {"dyn([1])", "dyn"}};
INSTANTIATE_TEST_SUITE_P(functions, static_type_of, testing::ValuesIn(functions));

row const optionals[] = {
   {"optional.of(1)", "optional_type(int)"},
   {"optional.none()", "optional_type"},
   {"optional.ofNonZeroValue('a').value()", "string"},
   {"optional.of([1]).orValue([])", "list"},
   {"optional.of(1).orValue(2)", "int"},
   {"optional.of(1).or(optional.of('a'))", "optional_type(int or string)"},
   {"[optional.of(1)].unwrapOpt()", "list(int)"},
   {"optional.unwrap([optional.of(1)])", "list(int)"},
   {"['a'].first()", "optional_type(string)"},
   {"['a'].last().value()", "string"},
   {"{'a': 1}.?a", "optional_type(int)"},
   {"{'a': {'b': 1}}.?a.b", "optional_type(int)"},
   {"{'a': {'b': 1}}.?a.?b.value()", "int"},
   {"[[1]][?0][0]", "optional_type(int)"},
   {"{'a': 1}[?'a'].orValue(0)", "int"},
   {"optional.of(1).optMap(x, [x])", "optional_type(list(int))"},
   {"optional.of('a').optFlatMap(x, [x].first())", "optional_type(string)"},
   {"mail.records.first().exchange", "optional_type(string)"}};
INSTANTIATE_TEST_SUITE_P(optionals, static_type_of, testing::ValuesIn(optionals));

row const mistakes[] = {
   {"[[1]].map(x, x.map(y, y + 'a'))", "25: there is no int + string"},
   {"{'a': 1}['a'] + 'b'", "15: there is no int + string"},
   {"{'a': {'b': 1}}.a.b + 'c'", "21: there is no int + string"},
   {"{'a': 1}.transformMap(k, v, v + k)", "31: there is no int + string"},
   {"{'a': 1}.all(k, k > 1)", "19: string and int have no order"},
   {"['a'].all(i, v, v > i)", "19: string and int have no order"},
   {"domain.split('.')[0] > 1", "22: string and int have no order"},
   {"tags(domain).p == 1", "16: string and int are never equal"},
   {"optional.of(1).value() + 'a'", "24: there is no int + string"},
   {"optional.of(1).optMap(x, x + 'a')", "28: there is no int + string"},
   {"[1].first().orValue('a').startsWith(1)",
    "37: this argument of startsWith() must be string, this is int"},
   {"mail.records.first().exchagne", "22: a record of type MX has no member 'exchagne'"},
   {"{'a': mail.records}.a[0].exchagne", "26: a record of type MX has no member 'exchagne'"},
   {"(true ? mail.records[0] : null).exchagne", "33: a record of type MX has no member 'exchagne'"},
   {"{'a': 1}.b.c", "12: int has no members"},
   {"{'a': 1}[1]", "10: int is no key of map(string, int)"},
   {"{1: 'a'}.b", "10: the keys of map(int, string) are no strings"},
   {"facts.mx.names.exists(n, n > 1)", "28: null_type or string and int have no order"},
   {"facts.mx.sizes.a + 'b'", "18: there is no null_type or int + string"},
   {"facts.mx.sizes[1]", "16: int is no key of null_type or map(string, null_type or int)"},
   {"1 in facts.mx.names", "3: int is never in null_type or list(null_type or string)"},
   {"'a' in [1]", "5: string is never in list(int)"},
   {"1 in {'a': 1}", "3: int is never in map(string, int)"},
   {"[1] == ['a']", "5: list(int) and list(string) are equal only when empty"},
   {"{'a': 1} == {1: 1}", "10: map(string, int) and map(int, int) are equal only when empty"},
   {"[1].join()", "1: what join() is called on must be list(string), this is list(int)"},
   {"optional.unwrap([1])",
    "17: this argument of optional.unwrap() must be list(optional_type), this is list(int)"}};
INSTANTIATE_TEST_SUITE_P(mistakes, static_type_of, testing::ValuesIn(mistakes));

// What may be right when it is evaluated is not refused before.
row const gradual[] = {
   {"[].all(x, x > 1)", "bool"},
   {"[].map(x, x + 'a')", "list(string)"},
   {"[1, 'a'].map(x, x + 1)", "list(int)"},
   {"[dyn(1)].map(x, x + 'a')", "list(string)"},
   {"[1] == []", "bool"},
   {"[1] == [1.0]", "bool"},
   {"1.0 in [1]", "bool"},
   {"{1: 'a'}[1u]", "string"},
   {"dyn(1) in ['a']", "bool"},
   {"[null, 1] == ['a', null]", "bool"},
   {"domain in facts.mx.exchanges", "bool"},
   {"(true ? [1] : null) == null", "bool"},
   {"(true ? [1] : {'a': 'b'}) == ['a']", "bool"},
   {"optional.none() == optional.of(1)", "bool"},
   {"[].join()", "string"}};
INSTANTIATE_TEST_SUITE_P(gradual, static_type_of, testing::ValuesIn(gradual));

TEST(static_type_depth, is_bounded_and_the_rest_is_dyn)
{
   EXPECT_EQ(type_of("[[[[[[[[1]]]]]]]]"), "list(list(list(list(list(list(list(list(int))))))))");
   EXPECT_EQ(type_of("[[[[[[[[[1]]]]]]]]]"), "list");
   EXPECT_EQ(type_of("[[[[[[[[[[1]]]]]]]]]]"), "list(list)");
}

}  // namespace
}  // namespace dnslint::cel
