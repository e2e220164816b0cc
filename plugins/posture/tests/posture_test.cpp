// SPDX-License-Identifier: Apache-2.0
#include "posture.hpp"

#include <gtest/gtest.h>

namespace posture::tests {
namespace {

std::string_view of(bool null_mx, bool accepts, std::int64_t records, std::string record = {})
{
   return to_text(posture_of({null_mx, accepts, records, std::move(record)}));
}

TEST(posture, is_declared_by_exactly_two_records)
{
   EXPECT_EQ(of(true, false, 1, "v=spf1 -all"), "no_mail_declared");
   EXPECT_EQ(of(false, false, 1, "v=spf1 -all"), "no_mail_undeclared");
   EXPECT_EQ(of(true, false, 0), "no_mail_undeclared");
   EXPECT_EQ(of(true, false, 1, "v=spf1 ip4:192.0.2.1 -all"), "send_only");
   EXPECT_EQ(of(true, false, 2), "send_only");
}

TEST(posture, of_who_accepts_mail_depends_on_spf)
{
   EXPECT_EQ(of(false, true, 1, "v=spf1 -all"), "receive_only");
   EXPECT_EQ(of(false, true, 1, "v=spf1 mx -all"), "full");
   EXPECT_EQ(of(false, true, 0), "full");
}

}  // namespace
}  // namespace posture::tests
