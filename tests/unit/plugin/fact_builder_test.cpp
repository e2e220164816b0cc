// SPDX-License-Identifier: Apache-2.0
#include "core/plugin/fact_builder.hpp"

#include <gmock/gmock.h>
#include <limits>

namespace dnslint::plugin::tests {
namespace {

using enum build_status;
using testing::HasSubstr;
using testing::Optional;

facts::declaration declared(facts::type t)
{
   facts::declaration d;
   d.declared = t;
   return d;
}

facts::declaration list_of_strings()
{
   auto d = declared(facts::type::list);
   d.elements = facts::type::string;
   return d;
}

struct fact_builder_test : testing::Test {
   fact_builder::declarations const known{
      {"n", declared(facts::type::integer)},
      {"l", declared(facts::type::list)},
      {"s", list_of_strings()},
      {"m", declared(facts::type::map)},
      {"d", declared(facts::type::number)},
      {"any", declared(facts::type::dyn)},
      {"other", declared(facts::type::integer)}};
   std::vector<std::string> const own{"any", "d", "l", "m", "n", "s"};
   fact_builder b{known, own, {100, 20, 3}};

   void expect_mistake(std::string const& part)
   {
      EXPECT_THAT(b.mistake(), Optional(HasSubstr(part)));
      EXPECT_EQ(b.key("any"), misuse) << "nothing is taken after a mistake";
      EXPECT_EQ(b.put(1), misuse);
      EXPECT_EQ(b.begin_list(), misuse);
      EXPECT_EQ(b.begin_map(), misuse);
      EXPECT_EQ(b.end(), misuse);
      EXPECT_THAT(b.mistake(), Optional(HasSubstr(part))) << "the first one is the one told";
   }
};

TEST_F(fact_builder_test, builds_values_of_every_shape)
{
   EXPECT_EQ(b.key("n"), ok);
   EXPECT_EQ(b.put(1), ok);
   EXPECT_EQ(b.key("m"), ok);
   EXPECT_EQ(b.begin_map(), ok);
   EXPECT_EQ(b.key("z"), ok);
   EXPECT_EQ(b.begin_list(), ok);
   EXPECT_EQ(b.put("x"), ok);
   EXPECT_EQ(b.put(facts::value{}), ok);
   EXPECT_EQ(b.end(), ok);
   EXPECT_EQ(b.key("a"), ok);
   EXPECT_EQ(b.put(base::transient("timeout")), ok);
   EXPECT_EQ(b.end(), ok);
   facts::map const inner{
      {"a", base::transient("timeout")}, {"z", facts::list{"x", facts::value{}}}};
   EXPECT_EQ(b.finished(), (facts::map{{"m", inner}, {"n", 1}}));
   EXPECT_FALSE(b.mistake_at_end());
}

TEST_F(fact_builder_test, takes_null_and_unknown_for_any_type)
{
   b.key("n");
   EXPECT_EQ(b.put(facts::value{}), ok);
   b.key("l");
   EXPECT_EQ(b.put(base::internal("x")), ok);
   EXPECT_EQ(b.finished().size(), 2U);
}

TEST_F(fact_builder_test, what_was_complete_stays_after_a_mistake)
{
   b.key("n");
   b.put(1);
   b.end();
   EXPECT_EQ(b.finished(), (facts::map{{"n", 1}}));
   expect_mistake("end() without a beginning");
}

TEST_F(fact_builder_test, refuses_a_value_without_a_key)
{
   EXPECT_EQ(b.put(1), misuse);
   expect_mistake("a value has no key");
}

TEST_F(fact_builder_test, refuses_a_list_without_a_key)
{
   EXPECT_EQ(b.begin_list(), misuse);
   expect_mistake("a list or map has no key");
}

TEST_F(fact_builder_test, refuses_a_value_without_a_key_in_a_map)
{
   b.key("m");
   b.begin_map();
   EXPECT_EQ(b.put(1), misuse);
   expect_mistake("a value in a map has no key");
}

TEST_F(fact_builder_test, refuses_a_list_without_a_key_in_a_map)
{
   b.key("m");
   b.begin_map();
   b.begin_list();
   EXPECT_EQ(b.end(), misuse);
   expect_mistake("a value in a map has no key");
}

TEST_F(fact_builder_test, refuses_two_keys_in_a_row)
{
   b.key("n");
   EXPECT_EQ(b.key("d"), misuse);
   expect_mistake("the key 'n' has no value");
}

TEST_F(fact_builder_test, refuses_a_key_in_a_list)
{
   b.key("l");
   b.begin_list();
   EXPECT_EQ(b.key("x"), misuse);
   expect_mistake("the key 'x' stands in a list");
}

TEST_F(fact_builder_test, refuses_the_end_of_a_map_with_a_key_open)
{
   b.key("m");
   b.begin_map();
   b.key("x");
   EXPECT_EQ(b.end(), misuse);
   expect_mistake("the key 'x' has no value");
}

TEST_F(fact_builder_test, refuses_a_key_twice_in_a_map)
{
   b.key("m");
   b.begin_map();
   b.key("x");
   b.put(1);
   b.key("x");
   EXPECT_EQ(b.put(2), misuse);
   expect_mistake("the key 'x' stands twice");
}

TEST_F(fact_builder_test, refuses_a_fact_of_another_probe_or_of_none)
{
   EXPECT_EQ(b.key("other"), misuse);
   expect_mistake("'other' is not declared for this probe");
   fact_builder again{known, own};
   EXPECT_EQ(again.key("no_such"), misuse);
}

TEST_F(fact_builder_test, refuses_another_type_than_declared)
{
   b.key("n");
   EXPECT_EQ(b.put("1"), misuse);
   expect_mistake("'n' has another type than declared");
   EXPECT_TRUE(b.finished().empty());
}

TEST_F(fact_builder_test, refuses_another_element_than_declared)
{
   b.key("s");
   b.begin_list();
   b.put("a");
   b.put(1);
   EXPECT_EQ(b.end(), misuse);
   expect_mistake("'s' has another type than declared");
}

TEST_F(fact_builder_test, refuses_a_list_where_a_map_is_declared)
{
   b.key("m");
   b.begin_list();
   EXPECT_EQ(b.end(), misuse);
   expect_mistake("'m' has another type than declared");
}

TEST_F(fact_builder_test, refuses_numbers_that_are_not_finite)
{
   b.key("d");
   EXPECT_EQ(b.put(std::numeric_limits<double>::infinity()), misuse);
   expect_mistake("not finite");
}

TEST_F(fact_builder_test, refuses_a_fact_twice)
{
   b.key("n");
   b.put(1);
   b.key("n");
   EXPECT_EQ(b.put(2), misuse);
   expect_mistake("'n' is published twice");
   EXPECT_EQ(b.finished(), (facts::map{{"n", 1}})) << "the first one stands";
}

TEST_F(fact_builder_test, what_was_never_ended_is_no_fact)
{
   b.key("l");
   b.begin_list();
   b.put(1);
   EXPECT_TRUE(b.finished().empty());
   EXPECT_FALSE(b.mistake()) << "it could still be ended";
   EXPECT_THAT(b.mistake_at_end(), Optional(HasSubstr("'l' was begun and not ended")));
}

TEST_F(fact_builder_test, a_key_without_a_value_is_a_mistake_at_the_end)
{
   b.key("n");
   EXPECT_THAT(b.mistake_at_end(), Optional(HasSubstr("'n' has no value")));
}

TEST_F(fact_builder_test, stops_at_its_limit_of_bytes)
{
   b.key("any");
   EXPECT_EQ(b.put(std::string(97, 'x')), ok) << "with the key's three, that is the limit";
   EXPECT_EQ(b.key("n"), limit);
   EXPECT_EQ(b.put(1), limit);
   EXPECT_EQ(b.end(), limit);
   EXPECT_TRUE(b.over_limit());
   EXPECT_FALSE(b.mistake());
   EXPECT_EQ(b.finished().size(), 1U);
}

TEST_F(fact_builder_test, bytes_and_causes_count_like_text)
{
   b.key("any");
   EXPECT_EQ(b.put(facts::bytes{std::string(98, 'x')}), limit);
   fact_builder c{known, own, {100, 20, 3}};
   c.key("any");
   EXPECT_EQ(c.put(base::internal("code", std::string(100, 'x'))), limit);
}

TEST_F(fact_builder_test, stops_at_its_limit_of_values)
{
   b.key("l");
   b.begin_list();
   for (int i = 0; i != 18; ++i)
      EXPECT_EQ(b.put(i), ok);
   EXPECT_EQ(b.put(18), limit);
   EXPECT_EQ(b.end(), limit);
   EXPECT_TRUE(b.finished().empty());
}

TEST_F(fact_builder_test, stops_at_its_limit_of_depth)
{
   b.key("l");
   EXPECT_EQ(b.begin_list(), ok);
   EXPECT_EQ(b.begin_list(), ok);
   EXPECT_EQ(b.begin_list(), ok);
   EXPECT_EQ(b.begin_list(), limit);
   EXPECT_TRUE(b.over_limit());
}

}  // namespace
}  // namespace dnslint::plugin::tests
