// SPDX-License-Identifier: Apache-2.0
#include "core/scan/record_input.hpp"

#include "core/report/domain_json.hpp"

#include <gtest/gtest.h>

namespace {

using namespace dnslint;

TEST(record_input, is_the_domain_as_it_was_given)
{
   audit::domain_record d;
   d.domain = "a.test";
   d.input = "A.test";
   d.line = 7;
   report::catalogue const none;
   auto const input = scan::input_of(report::domain_json{none}.made(d));
   EXPECT_EQ(input.name, *dns::name::from_text("a.test"));
   EXPECT_EQ(input.text, "A.test");
   EXPECT_EQ(input.line, 7U);
   EXPECT_EQ(input.columns, nullptr);
}

TEST(record_input, is_the_name_alone_where_the_rest_cannot_be_read)
{
   auto const input = scan::input_of({R"("domain":"a.test","input":)", {}});
   EXPECT_EQ(input.name, *dns::name::from_text("a.test"));
   EXPECT_EQ(input.text, "a.test");
   EXPECT_EQ(scan::input_of({"noise", {}}).text, "");
}

}  // namespace
