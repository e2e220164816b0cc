// SPDX-License-Identifier: Apache-2.0
// Expressions whose types are not checked before they are evaluated, and their values as JSON.
#include "core/cel/json_value.hpp"
#include "tests/unit/cel/world.hpp"

#include <gmock/gmock.h>

namespace dnslint::cel {
namespace {

using testing::HasSubstr;

value unchecked(char const* source)
{
   static world w;
   w.names.is_checked = false;
   static std::vector<expression> kept;
   auto const compiled = expression::compile(source, w.names);
   if (!compiled)
      return value::error(compiled.errors()[0].message);
   kept.push_back(*compiled);
   return kept.back().evaluate(w.with);
}

TEST(unchecked, operators_absorb_what_cannot_be_resolved)
{
   EXPECT_EQ(shown(unchecked("'horses' && false")), "bool false");
   EXPECT_EQ(shown(unchecked("true || nothing_such")), "bool true");
   EXPECT_EQ(shown(unchecked("true ? 1 : no_function(2)")), "int 1");
   EXPECT_EQ(shown(unchecked("1 == 'a'")), "bool false");
   EXPECT_EQ(shown(unchecked("1 + 'a'")), "error: no such overload: int + string");
   EXPECT_THAT(shown(unchecked("nothing_such + 1")), HasSubstr("nothing is called"));
}

TEST(unchecked, errors_have_their_place)
{
   auto const v = unchecked("1 + 2 / 0");
   ASSERT_TRUE(v.is(kind::error));
   EXPECT_EQ(v.error_place(), 6U);
}

TEST(json, says_each_type)
{
   auto const json = [](char const* source) {
      return to_typed_json(unchecked(source)).value_or("too large");
   };
   EXPECT_EQ(json("null"), R"({"type":"null_type","value":null})");
   EXPECT_EQ(json("9223372036854775807"), R"({"type":"int","value":9223372036854775807})");
   EXPECT_EQ(json("18446744073709551615u"), R"({"type":"uint","value":18446744073709551615})");
   EXPECT_EQ(json("1.0"), R"({"type":"double","value":1.0})");
   EXPECT_EQ(json("-0.0"), R"({"type":"double","value":-0.0})");
   EXPECT_EQ(json("0.0/0.0"), R"({"type":"double","value":"NaN"})");
   EXPECT_EQ(json("-1.0/0.0"), R"({"type":"double","value":"-Infinity"})");
   EXPECT_EQ(json("'a\\n\\u00fc'"), "{\"type\":\"string\",\"value\":\"a\\n\xc3\xbc\"}");
   EXPECT_EQ(json("b'\\377'"), R"({"type":"bytes","value":"/w=="})");
   EXPECT_EQ(
      json("timestamp(0)"),
      R"({"type":"google.protobuf.Timestamp","value":"1970-01-01T00:00:00Z"})");
   EXPECT_EQ(json("duration('1.5s')"), R"({"type":"google.protobuf.Duration","value":"1.5s"})");
   EXPECT_EQ(json("type(1)"), R"({"type":"type","value":"int"})");
   EXPECT_EQ(
      json("[1, 1u, 1.0, [b'a']]"),
      R"({"type":"list","value":[1,{"$type":"uint","value":1},1.0,[{"$type":"bytes","value":"YQ=="}]]})");
   EXPECT_EQ(json("{'a': 1, 'b': [null]}"), R"({"type":"map","value":{"a":1,"b":[null]}})");
   EXPECT_EQ(json("{1: 'a'}"), R"({"type":"map","value":[[1,"a"]]})");
   EXPECT_EQ(
      json("[{true: 1}, {'$type': 'x'}]"),
      R"({"type":"list","value":[{"$type":"map","value":[[true,1]]},{"$type":"map","value":[["$type","x"]]}]})");
   EXPECT_EQ(
      json("optional.of(1u)"), R"({"type":"optional_type","value":[{"$type":"uint","value":1}]})");
}

TEST(json, comes_back_as_the_same_value)
{
   for (auto const* const source :
        {"null",
         "facts.mx.broken",
         "[facts.mx.broken]",
         "true",
         "-9223372036854775808",
         "18446744073709551615u",
         "1u",
         "1.0",
         "1e300 * 1e300",
         "'a\\u0000\\U0001F600\"'",
         "b'\\377\\000'",
         "timestamp('2026-01-31T12:00:00.000000001Z')",
         "duration('-1.000000001s')",
         "type(b'')",
         "[1, [2u, {'a': b'x', 'b': {}}]]",
         "{1: 'a', 2u: 1.5, true: null, 's': [ip('::1'), cidr('10.0.0.0/8')]}",
         "optional.of([optional.none()])",
         "{'$type': 1, 'value': 2}"}) {
      auto const v = unchecked(source);
      auto const back = value_from_json(to_json(v).value_or("too large"));
      ASSERT_TRUE(back) << source << ": " << back.errors()[0].message;
      EXPECT_EQ(to_json(*back), to_json(v)) << source;
      EXPECT_EQ(back->type(), v.type()) << source;
   }
}

TEST(json, numbers_have_the_type_that_they_look_like)
{
   EXPECT_EQ(shown(*value_from_json("1")), "int 1");
   EXPECT_EQ(shown(*value_from_json("1.0")), "double 1");
   EXPECT_EQ(shown(*value_from_json("1e2")), "double 100");
   EXPECT_EQ(shown(*value_from_json("18446744073709551615")), "uint 18446744073709551615");
   EXPECT_EQ(shown(*value_from_json(R"({"$type":"double","value":1})")), "double 1");
   EXPECT_EQ(shown(*value_from_json(R"("\ud83d\ude00")")), "string \xf0\x9f\x98\x80");
}

TEST(json, refuses_what_is_no_value)
{
   auto const refusal = [](std::string const& text) {
      auto const v = value_from_json(text);
      return v ? "accepted as " + shown(*v) : v.errors()[0].message;
   };
   EXPECT_EQ(refusal(""), "a JSON value is expected here (byte 1 of the JSON)");
   EXPECT_EQ(refusal("[1, 2"), "']' is expected here (byte 6 of the JSON)");
   EXPECT_EQ(refusal("1 2"), "this is more than one value (byte 3 of the JSON)");
   EXPECT_EQ(refusal("18446744073709551616"), "this is no number of 64 bits (byte 1 of the JSON)");
   EXPECT_THAT(refusal(R"({"a":1,"a":2})"), HasSubstr("the key a is there twice"));
   EXPECT_THAT(refusal(R"({"$type":"uint","value":-1})"), HasSubstr("no value of type uint"));
   EXPECT_THAT(refusal(R"({"$type":"nope","value":1})"), HasSubstr("needs the name of a type"));
   EXPECT_THAT(refusal(R"("\ud800")"), HasSubstr("half of a surrogate pair"));
   EXPECT_THAT(refusal("\"\x01\""), HasSubstr("the string does not end"));
   EXPECT_THAT(refusal("\"\xff\""), HasSubstr("not UTF-8"));
   EXPECT_THAT(refusal(std::string(100, '[')), HasSubstr("nested too deeply"));
}

}  // namespace
}  // namespace dnslint::cel
