// SPDX-License-Identifier: Apache-2.0
#include "explanation.hpp"

#include "synthetic_dns.hpp"

#include <gtest/gtest.h>

namespace spf::tests {
namespace {

using enum record_type;

explanation at(std::string const& spec, std::vector<std::string> texts)
{
   synthetic_dns dns{{{{"x.test", txt}, std::move(texts)}}};
   return run(read_explanation(dns, spec, "test"));
}

TEST(explanation, is_one_text_by_the_grammar)
{
   EXPECT_EQ(at("x.%{d}.", {"of %{d}"}).name, "x.test");
   EXPECT_FALSE(at("x.%{o}", {"from %{c} at %{t}"}).fault);
   EXPECT_TRUE(at("x.test", {"one", "two"}).fault);
   EXPECT_TRUE(at("x.test", {"tab\t"}).fault);
   EXPECT_TRUE(at("y.test", {"text"}).fault);
}

TEST(explanation, that_nobody_can_see_is_open)
{
   EXPECT_EQ(at("x.test", {}).open->code, "timeout");
   EXPECT_EQ(at("%{i}.x.test", {"text"}).open->code, "sender-dependent");
   EXPECT_FALSE(at("%{i}.x.test", {"text"}).fault);
}

}  // namespace
}  // namespace spf::tests
