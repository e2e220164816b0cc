// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_writer.hpp"

#include <gtest/gtest.h>
#include <limits>

namespace dnslint::base {
namespace {

std::string written(auto write)
{
   std::string out;
   json_writer json{out};
   write(json);
   return out;
}

TEST(json_writer, separates_members_and_items)
{
   EXPECT_EQ(R"({"a":"x","b":2,"c":[1,null,{}],"d":[]})", written([](json_writer& json) {
                json.begin_object();
                json.member("a", "x");
                json.member("b", 2);
                json.begin_array("c");
                json.count(1);
                json.null();
                json.begin_object();
                json.end_object();
                json.end_array();
                json.begin_array("d");
                json.end_array();
                json.end_object();
             }));
}

TEST(json_writer, leaves_out_an_empty_optional_member)
{
   EXPECT_EQ(R"({"b":"x"})", written([](json_writer& json) {
                json.begin_object();
                json.optional_member("a", "");
                json.optional_member("b", "x");
                json.end_object();
             }));
}

TEST(json_writer, escapes_texts_and_keys)
{
   EXPECT_EQ(R"({"\"\n":"\u001b[31m\\255"})", written([](json_writer& json) {
                json.begin_object();
                json.member("\"\n", "\x1b[31m\xff");
                json.end_object();
             }));
}

TEST(json_writer, lets_the_caller_append_a_value)
{
   EXPECT_EQ("[1,{\"x\":2},3]", written([](json_writer& json) {
                json.begin_array();
                json.count(1);
                json.place() += "{\"x\":2}";
                json.count(3);
                json.end_array();
             }));
}

std::string number(std::optional<double> value, unsigned decimals)
{
   return written([&](json_writer& json) {
      json.number(value, decimals);
   });
}

TEST(json_writer, rounds_numbers)
{
   EXPECT_EQ("83.3", number(250.0 / 3, 1));
   EXPECT_EQ("87.5", number(87.5, 1));
   EXPECT_EQ("100", number(99.96, 1));
   EXPECT_EQ("0.67", number(2.0 / 3, 2));
   EXPECT_EQ("0.05", number(0.05, 2));
   EXPECT_EQ("1.005", number(1.005, 3));
   EXPECT_EQ("-0.5", number(-0.46, 1));
   EXPECT_EQ("1234567890123456", number(1234567890123456, 1));
   EXPECT_EQ("0", number(-0.001, 2));
}

TEST(json_writer, writes_null_for_what_is_no_number)
{
   EXPECT_EQ("null", number(std::nullopt, 1));
   EXPECT_EQ("null", number(std::numeric_limits<double>::quiet_NaN(), 1));
   EXPECT_EQ("null", number(std::numeric_limits<double>::infinity(), 1));
}

}  // namespace
}  // namespace dnslint::base
