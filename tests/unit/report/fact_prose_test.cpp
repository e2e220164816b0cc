// SPDX-License-Identifier: Apache-2.0
#include "core/report/fact_prose.hpp"

#include <gtest/gtest.h>

namespace dnslint::report {
namespace {

TEST(fact_prose, is_how_people_write_a_fact)
{
   EXPECT_EQ(fact_prose(R"(spf.all: "+all")"), "spf.all: +all");
   EXPECT_EQ(fact_prose("spf.records: 2"), "spf.records: 2");
   EXPECT_EQ(fact_prose("mx.implicit: false"), "mx.implicit: no");
   EXPECT_EQ(fact_prose(R"(spf.everybody: ["IPv4","IPv6"])"), "spf.everybody: IPv4, IPv6");
   EXPECT_EQ(
      fact_prose(R"(mx.exchanges: [{"alias_of":null,"name":"mx1.test"},{"name":"mx2.test"}])"),
      "mx.exchanges: mx1.test, mx2.test");
}

TEST(fact_prose, leaves_what_has_no_short_form)
{
   for (auto const* const text :
        {R"(a.b: {"c":1})",
         R"(a.b: [{"c":1}])",
         R"(a.b: [{"name":"x"},{"name" ...)",
         "a.b: null",
         "no fact",
         "a.b: [[1]]",
         ""})
      EXPECT_EQ(fact_prose(text), text);
}

}  // namespace
}  // namespace dnslint::report
