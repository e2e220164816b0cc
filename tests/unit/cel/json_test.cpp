// SPDX-License-Identifier: Apache-2.0
#include "core/cel/json_value.hpp"
#include "tests/unit/cel/world.hpp"

#include <gmock/gmock.h>
#include <span>

namespace dnslint::cel {
namespace {

struct json_row {
   char const* json;
   char const* expected;
};

// "int 3", or "3: what is wrong at that column".
std::string read_json(std::string_view json)
{
   auto const v = value_from_json(json);
   if (v)
      return shown(*v);
   auto const& wrong = v.errors()[0];
   auto const message = wrong.message.substr(0, wrong.message.find(" (byte "));
   return std::to_string(wrong.where.column) + ": " + message;
}

void expect_rows(std::span<json_row const> rows)
{
   for (auto const& r : rows)
      EXPECT_EQ(read_json(r.json), r.expected) << r.json;
}

// RFC 8259.
TEST(value_from_json, reads_plain_values)
{
   static constexpr json_row rows[] = {
      {"null", "null_type null"},
      {"true", "bool true"},
      {" false ", "bool false"},
      {"0", "int 0"},
      {"-0", "int 0"},
      {"-9223372036854775808", "int -9223372036854775808"},
      {"9223372036854775807", "int 9223372036854775807"},
      {"9223372036854775808", "uint 9223372036854775808"},
      {"18446744073709551615", "uint 18446744073709551615"},
      {"1.0", "double 1"},
      {"-0.0", "double -0"},
      {"1e2", "double 100"},
      {"1E+2", "double 100"},
      {"25e-1", "double 2.5"},
      {"1e-400", "double 0"},
      {"\"\"", "string "},
      {"\"a\xc3\xbc\"", "string a\xc3\xbc"},
      {R"("\"\\\/\b\f\n\r\t")", "string \"\\/\b\f\n\r\t"},
      {R"("\u0041\u00fc\u20ac")", "string A\xc3\xbc\xe2\x82\xac"},
      {R"("\ud83d\ude00")", "string \xf0\x9f\x98\x80"},
      {"[]", "list []"},
      {" [ 1 , \"a\" , [ null ] ] ", "list [1, \"a\", [null]]"},
      {"{}", "map {}"},
      {R"({"a": 1, "b": {"c": []}})", R"(map {"a": 1, "b": {"c": []}})"},
      {"\t\r\n1\n", "int 1"}};
   expect_rows(rows);
}

TEST(value_from_json, says_where_it_is_wrong)
{
   static constexpr json_row rows[] = {
      {"", "1: a JSON value is expected here"},
      {"  ", "3: a JSON value is expected here"},
      {"nul", "1: a JSON value is expected here"},
      {"True", "1: a JSON value is expected here"},
      {"'a'", "1: a JSON value is expected here"},
      {"1 2", "3: this is more than one value"},
      {"nulll", "5: this is more than one value"},
      {"[1", "3: ']' is expected here"},
      {"[1 2]", "4: ']' is expected here"},
      {"[1,]", "4: a JSON value is expected here"},
      {"[,1]", "2: a JSON value is expected here"},
      {"{\"a\" 1}", "6: ':' is expected here"},
      {"{\"a\": 1", "8: '}' is expected here"},
      {"{\"a\": 1,}", "9: a string is expected here"},
      {"{a: 1}", "2: a string is expected here"},
      {"{1: 1}", "2: a string is expected here"},
      {R"({"a": 1, "a": 2})", "13: the key a is there twice"},
      {"\"a", "3: the string does not end"},
      {"\"a\nb\"", "3: the string does not end"},
      {R"("\x")", "3: this escape is not known"},
      {R"("\)", "3: this escape is not known"},
      {R"("\u12")", "4: four hexadecimal digits are expected here"},
      {R"("\u00g0")", "4: four hexadecimal digits are expected here"},
      {R"("\ud83d")", "8: half of a surrogate pair"},
      {R"("\ud83dx")", "8: half of a surrogate pair"},
      {R"("\ude00")", "8: half of a surrogate pair"},
      {R"("\ud83d\u0041")", "14: half of a surrogate pair"},
      {"\"\xc3\xbc\" x", "5: this is more than one value"}};
   expect_rows(rows);
   EXPECT_EQ(value_from_json("\"\xff\"").errors()[0].message, "the JSON is not UTF-8");
}

TEST(value_from_json, takes_no_number_that_json_does_not_have)
{
   for (auto const* const json :
        {"+1",
         "01",
         "-01",
         "1.",
         ".5",
         "-.5",
         "-",
         "1e",
         "1e+",
         "1.e5",
         "--1",
         "1-1",
         "0x10",
         "1.5.5"})
      EXPECT_THAT(
         read_json(json),
         testing::MatchesRegex("[1-9]: (this is no JSON number|this is more than one value)"))
         << json;
   for (auto const* const json :
        {"18446744073709551616", "-9223372036854775809", "1e400", "-1e400"})
      EXPECT_EQ(read_json(json), "1: this is no number of 64 bits") << json;
}

// docs/rule-language.md, "Values as JSON".
TEST(value_from_json, reads_types_that_json_does_not_have)
{
   static constexpr json_row rows[] = {
      {R"({"$type": "uint", "value": 1})", "uint 1"},
      {R"({"$type": "uint", "value": 18446744073709551615})", "uint 18446744073709551615"},
      {R"({"$type": "int", "value": 1})", "int 1"},
      {R"({"$type": "double", "value": 1})", "double 1"},
      {R"({"$type": "double", "value": "NaN"})", "double NaN"},
      {R"({"$type": "double", "value": "-Infinity"})", "double -Infinity"},
      {R"({"$type": "string", "value": "a"})", "string a"},
      {R"({"$type": "bytes", "value": "YQ=="})", "bytes b\"a\""},
      {R"({"$type": "google.protobuf.Timestamp", "value": "2026-01-31T00:00:00Z"})",
       "google.protobuf.Timestamp 2026-01-31T00:00:00Z"},
      {R"({"$type": "google.protobuf.Duration", "value": "90s"})", "google.protobuf.Duration 90s"},
      {R"({"$type": "net.IP", "value": "::1"})", "net.IP ::1"},
      {R"({"$type": "net.CIDR", "value": "10.0.0.0/8"})", "net.CIDR 10.0.0.0/8"},
      {R"({"$type": "type", "value": "int"})", "type int"},
      {R"({"$type": "list", "value": [1]})", "list [1]"},
      {R"({"$type": "map", "value": [[1, "a"], [true, null]]})", "map {1: \"a\", true: null}"},
      {R"({"$type": "map", "value": []})", "map {}"},
      {R"({"$type": "optional_type", "value": []})", "optional_type optional.none()"},
      {R"({"$type": "optional_type", "value": [1]})", "optional_type optional.of(1)"},
      {R"({"$type": "error", "value": "it broke"})", "error: it broke"},
      {R"({"$type": "unknown", "value": "servfail"})", "unknown: transient: servfail"},
      {R"j({"$type": "unknown", "value": "withheld: power (dns-direct)"})j",
       "unknown: withheld: power (dns-direct)"},
      {R"({"value": 1, "$type": "uint"})", "uint 1"},
      {R"([{"$type": "uint", "value": 1}, 2])", "list [1, 2]"}};
   expect_rows(rows);
}

TEST(value_from_json, refuses_values_that_are_none_of_their_type)
{
   for (auto const* const json :
        {R"({"$type": "uint", "value": -1})",
         R"({"$type": "uint", "value": 1.0})",
         R"({"$type": "int", "value": "1"})",
         R"({"$type": "double", "value": "1.5"})",
         R"({"$type": "double", "value": true})",
         R"({"$type": "bytes", "value": "a"})",
         R"({"$type": "bytes", "value": 1})",
         R"({"$type": "google.protobuf.Timestamp", "value": "2026"})",
         R"({"$type": "google.protobuf.Duration", "value": "300y"})",
         R"({"$type": "google.protobuf.Duration", "value": "9223372037s"})",
         R"({"$type": "net.IP", "value": "::ffff:10.0.0.1"})",
         R"({"$type": "net.CIDR", "value": "10.0.0.0/33"})",
         R"({"$type": "type", "value": "unknown"})",
         R"({"$type": "type", "value": "foo"})",
         R"({"$type": "map", "value": [[1.5, 1]]})",
         R"({"$type": "map", "value": [[1, 1], [1, 2]]})",
         R"({"$type": "map", "value": [[1, 1], [{"$type": "uint", "value": 1}, 2]]})",
         R"({"$type": "map", "value": [[1]]})",
         R"({"$type": "map", "value": [1]})",
         R"({"$type": "optional_type", "value": [1, 2]})",
         R"({"$type": "lookup", "value": "x"})",
         R"({"$type": "record", "value": "x"})",
         R"({"$type": "null_type", "value": 1})"})
      EXPECT_THAT(read_json(json), testing::StartsWith("1: this is no value of type ")) << json;
   for (auto const* const json : {R"({"$type": "foo", "value": 1})", R"({"$type": 1, "value": 1})"})
      EXPECT_THAT(read_json(json), testing::HasSubstr("\"$type\" needs the name of a type"))
         << json;
}

TEST(value_from_json, takes_no_value_with_something_behind_it)
{
   static constexpr json_row rows[] = {
      {"[] []", "4: this is more than one value"},
      {"{},", "3: this is more than one value"},
      {"null null", "6: this is more than one value"},
      {"\"a\"b", "4: this is more than one value"},
      {"[1]]", "4: this is more than one value"},
      {"1\f", "2: this is more than one value"},
      {"1//", "2: this is more than one value"}};
   expect_rows(rows);
}

TEST(value_from_json, has_columns_in_characters)
{
   static constexpr json_row rows[] = {
      {"[\"ü\", x]", "7: a JSON value is expected here"},
      {"{\"ü\": 1, \"ü\": 2}", "13: the key ü is there twice"},
      {"\"😀\\q\"", "4: this escape is not known"}};
   expect_rows(rows);
   auto const wrong = value_from_json("[\"ü\", x]");
   ASSERT_FALSE(wrong);
   EXPECT_EQ(wrong.errors()[0].message, "a JSON value is expected here (byte 8 of the JSON)")
      << "the message counts bytes";
}

TEST(value_from_json, points_at_the_object_whose_type_is_wrong)
{
   static constexpr json_row rows[] = {
      {R"([1, {"$type": "uint", "value": -1}])", "5: this is no value of type uint"},
      {R"({"a": {"$type": "int"}})",
       "7: \"$type\" needs the name of a type, and \"value\" beside it"},
      {R"({"$type": "int", "value": 1, "more": 2})",
       "1: \"$type\" needs the name of a type, and \"value\" beside it"},
      {R"({"$type": "int", "value": {"$type": "nosuch", "value": 1}})",
       "27: \"$type\" needs the name of a type, and \"value\" beside it"}};
   expect_rows(rows);
}

TEST(value_from_json, reads_values_of_types_within_each_other)
{
   static constexpr json_row rows[] = {
      {R"({"$type": "optional_type", "value": [{"$type": "optional_type", "value": []}]})",
       "optional_type optional.of(optional.none())"},
      {R"({"$type": "map", "value": [[{"$type": "uint", "value": 7}, [1]]]})", "map {7: [1]}"},
      {R"({"$type": "map", "value": [["$type", 1]]})", "map {\"$type\": 1}"},
      {R"({"value": 1})", "map {\"value\": 1}"},
      {R"({"$Type": "int", "value": 1})", "map {\"$Type\": \"int\", \"value\": 1}"}};
   expect_rows(rows);
}

TEST(value_from_json, reads_causes_as_they_are_shown)
{
   static constexpr json_row rows[] = {
      {R"({"$type": "unknown", "value": ""})", "unknown: transient: "},
      {R"({"$type": "unknown", "value": "unobservable: x"})", "unknown: unobservable: x"},
      {R"j({"$type": "unknown", "value": "internal: a (b (c))"})j", "unknown: internal: a (b (c))"},
      {R"({"$type": "unknown", "value": "permanent: x"})", "unknown: transient: permanent: x"}};
   expect_rows(rows);
}

TEST(value_from_json, bounds_the_levels)
{
   auto const nested = [](std::size_t levels) {
      return std::string(levels, '[') + std::string(levels, ']');
   };
   EXPECT_TRUE(value_from_json(nested(64)));
   EXPECT_FALSE(value_from_json(nested(66)));
   EXPECT_THAT(read_json(std::string(1'000'000, '[')), testing::HasSubstr("nested too deeply"));
}

}  // namespace
}  // namespace dnslint::cel
