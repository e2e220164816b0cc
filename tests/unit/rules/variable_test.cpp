// SPDX-License-Identifier: Apache-2.0
#include "core/base/yaml.hpp"
#include "core/rules/pack.hpp"

#include <gmock/gmock.h>

namespace dnslint::rules {
namespace {

using testing::HasSubstr;

variable variable_of(std::string const& text)
{
   auto const doc = base::yaml::load("f.yaml", "networks: " + text + "\n");
   auto const& [key, entry] = doc->root().entries.front();
   base::diagnostics errors;
   auto made = read_variable(*doc, key, entry, errors);
   EXPECT_TRUE(made) << base::to_text(errors);
   return made.value_or(variable{});
}

std::string set(std::string const& declared, std::string const& text)
{
   auto const made = parse_variable(variable_of(declared), text);
   return made ? facts::to_json(*made) : made.errors().front().message;
}

std::string in_a_profile(std::string const& declared, std::string const& written)
{
   auto const doc = base::yaml::load("p.yaml", "x: " + written + "\n");
   auto const made = variable_value(variable_of(declared), *doc->root().find("x"));
   return made ? facts::to_json(*made) : made.errors().front().message;
}

TEST(variable, elements_of_a_list_have_its_type)
{
   auto const* const numbers = "{ type: list(int), default: [25, 465] }";
   EXPECT_EQ(set(numbers, "587,25"), "[587,25]");
   EXPECT_EQ(set(numbers, "587,x"), "networks: '587,x' is not of type list(int)");
   EXPECT_EQ(in_a_profile(numbers, "[1, 2]"), "[1,2]");
   EXPECT_EQ(in_a_profile(numbers, "[1, two]"), "networks: element 2 is not of type int");
   EXPECT_EQ(in_a_profile(numbers, "[1, null]"), "networks: element 2 is not of type int");
}

TEST(variable, networks_and_addresses_are_read_when_they_are_set)
{
   auto const* const networks = "{ type: list(network), default: [] }";
   EXPECT_EQ(set(networks, "10.0.0.0/8,2001:db8::/32"), R"(["10.0.0.0/8","2001:db8::/32"])");
   EXPECT_EQ(
      set(networks, "10.0.0.0/33"),
      "networks: '10.0.0.0/33' is not a network, such as 192.0.2.0/24");
   EXPECT_THAT(in_a_profile(networks, "[10.0.0.0/33]"), HasSubstr("is not a network"));
   EXPECT_THAT(
      set("{ type: address, default: 192.0.2.1 }", "192.0.2.256"), HasSubstr("is not an address"));
   EXPECT_EQ(set("{ type: network, default: 192.0.2.0/24 }", "10.0.0.0/8"), "\"10.0.0.0/8\"");
}

TEST(variable, a_list_whose_defaults_are_networks_holds_networks)
{
   auto const* const networks = "{ type: list, default: [192.0.2.0/24] }";
   EXPECT_EQ(set(networks, "10.0.0.0/8"), R"(["10.0.0.0/8"])");
   EXPECT_THAT(set(networks, "10.0.0.0/33"), HasSubstr("is not a network"));
   EXPECT_EQ(set("{ type: list, default: [a.example] }", "10.0.0.0/33"), R"(["10.0.0.0/33"])");
}

}  // namespace
}  // namespace dnslint::rules
