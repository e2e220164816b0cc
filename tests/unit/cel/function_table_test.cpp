// SPDX-License-Identifier: Apache-2.0
// What is true of every row of the table of functions.
#include "core/cel/function.hpp"
#include "core/cel/macro.hpp"
#include "tests/unit/cel/world.hpp"

#include <algorithm>
#include <cctype>
#include <gmock/gmock.h>
#include <map>
#include <set>

namespace dnslint::cel {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

// An expression of each type that rows of the table take.
std::map<kind, std::string> const samples{
   {kind::null, "null"},
   {kind::boolean, "true"},
   {kind::integer, "1"},
   {kind::unsigned_integer, "1u"},
   {kind::number, "1.5"},
   {kind::string, "'10.0.0.1'"},
   {kind::bytes, "b'a'"},
   {kind::list, "[1]"},
   {kind::map, "{'a': 1}"},
   {kind::record, "mail.records[0]"},
   {kind::lookup, "mail"},
   {kind::timestamp, "timestamp(0)"},
   {kind::duration, "duration('1s')"},
   {kind::type, "int"},
   {kind::optional, "optional.of(1)"},
   {kind::address, "ip('10.0.0.1')"},
   {kind::network, "cidr('10.0.0.0/8')"}};

std::string sample_of(kinds allowed)
{
   for (auto const& [k, source] : samples)
      if (has(allowed, k))
         return source;
   return "none";
}

bool is_receiver(function const& f)
{
   return f.style == call_style::receiver;
}

// The call with these arguments; each is hidden from the check of types.
std::string call_of(function const& f, std::vector<std::string> const& arguments)
{
   std::string inside;
   for (std::size_t i = is_receiver(f) ? 1 : 0; i != arguments.size(); ++i)
      inside += (inside.empty() ? "" : ", ") + ("dyn(" + arguments[i] + ")");
   auto const name = std::string{f.name} + "(" + inside + ")";
   return is_receiver(f) ? "dyn(" + arguments[0] + ")." + name : name;
}

std::vector<std::string> fitting_arguments(function const& f)
{
   std::vector<std::string> arguments;
   for (std::size_t i = 0; i != f.arity; ++i)
      arguments.push_back(sample_of(f.parameters.at(i)));
   return arguments;
}

std::string value_of(std::string const& source)
{
   static world const w;
   return evaluated(source, w.names, w.with);
}

class every_function : public testing::TestWithParam<function> {};

TEST_P(every_function, passes_on_an_unknown_argument)
{
   auto const& f = GetParam();
   for (std::size_t i = 0; f.strict && i != f.arity; ++i) {
      auto arguments = fitting_arguments(f);
      arguments[i] = "facts.mx.broken";
      EXPECT_EQ(value_of(call_of(f, arguments)), "unknown: transient: servfail (192.0.2.1)")
         << call_of(f, arguments);
   }
}

TEST_P(every_function, passes_on_an_argument_that_is_an_error)
{
   auto const& f = GetParam();
   for (std::size_t i = 0; f.strict && i != f.arity; ++i) {
      auto arguments = fitting_arguments(f);
      arguments[i] = "(1 / 0)";
      EXPECT_EQ(value_of(call_of(f, arguments)), "error: division by zero")
         << call_of(f, arguments);
   }
}

TEST_P(every_function, lets_unknown_outlast_an_error)
{
   auto const& f = GetParam();
   if (!f.strict || f.arity < 2)
      return;
   auto arguments = fitting_arguments(f);
   arguments[0] = "(1 / 0)";
   arguments[1] = "facts.mx.broken";
   EXPECT_THAT(value_of(call_of(f, arguments)), StartsWith("unknown: ")) << call_of(f, arguments);
}

TEST_P(every_function, refuses_other_types)
{
   auto const& f = GetParam();
   for (std::size_t i = 0; f.strict && i != f.arity; ++i)
      for (auto const& [k, source] : samples) {
         if (has(f.parameters.at(i), k))
            continue;
         auto arguments = fitting_arguments(f);
         arguments[i] = source;
         EXPECT_THAT(value_of(call_of(f, arguments)), StartsWith("error: no such overload: "))
            << call_of(f, arguments);
      }
}

// What the row says of its result, the binder relies on.
TEST_P(every_function, gives_a_value_of_its_type)
{
   static world const w;
   auto const& f = GetParam();
   for (auto const& [k, source] : samples) {
      auto arguments = fitting_arguments(f);
      if (f.arity == 0 || !has(f.parameters[0], k))
         continue;
      arguments[0] = source;
      auto const compiled = expression::compile(call_of(f, arguments), w.names);
      ASSERT_TRUE(compiled) << call_of(f, arguments);
      auto const v = compiled->evaluate(w.with);
      if (v.is_abnormal())
         continue;
      EXPECT_TRUE(has(f.result, v.type()) && compiled->may_be(v.type())) << call_of(f, arguments);
   }
}

TEST_P(every_function, is_described_by_a_sentence)
{
   auto const& f = GetParam();
   EXPECT_FALSE(f.description.empty());
   EXPECT_FALSE(f.description.ends_with('.'));
   EXPECT_LE(f.arity, f.parameters.size());
   for (std::size_t i = 0; i != f.arity; ++i)
      EXPECT_NE(f.parameters.at(i), 0U) << i;
   EXPECT_EQ(find_function(f.name, is_receiver(f), f.arity)->arity, f.arity);
}

std::string test_name(testing::TestParamInfo<function> const& info)
{
   std::string name{info.param.name};
   std::ranges::replace_if(
      name,
      [](char c) {
         return std::isalnum(static_cast<unsigned char>(c)) == 0;
      },
      '_');
   return std::to_string(info.index) + "_" + name;
}

INSTANTIATE_TEST_SUITE_P(of, every_function, testing::ValuesIn(functions()), test_name);

TEST(function_table, has_no_row_twice)
{
   std::set<std::string> seen;
   for (auto const& f : functions())
      for (bool const receiver : {false, true}) {
         if (f.style != call_style::either && is_receiver(f) != receiver)
            continue;
         auto const call = std::string{f.name} + (receiver ? "/x/" : "/") + std::to_string(f.arity);
         EXPECT_TRUE(seen.insert(call).second) << call;
      }
}

TEST(function_table, hides_no_macro)
{
   for (auto const name : macro_names())
      EXPECT_EQ(find_function(name, true, 3), nullptr) << name;
}

TEST(function_table, of_another_call_finds_nothing)
{
   EXPECT_EQ(find_function("nothing", false, 1), nullptr);
   EXPECT_EQ(find_function("startsWith", false, 2), nullptr);
   EXPECT_EQ(find_function("startsWith", true, 1), nullptr);
   EXPECT_NE(find_function("startsWith", true, 2), nullptr);
   EXPECT_NE(find_function("size", true, 1), nullptr);
   EXPECT_NE(find_function("size", false, 1), nullptr);
}

}  // namespace
}  // namespace dnslint::cel
