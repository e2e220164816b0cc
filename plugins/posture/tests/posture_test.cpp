// SPDX-License-Identifier: Apache-2.0
#include "posture.hpp"

#include <gtest/gtest.h>

namespace posture::tests {
namespace {

std::string_view of(bool null_mx, bool accepts, std::int64_t records, bool denies_all = false)
{
   return to_text(posture_of({null_mx, accepts, records, denies_all}));
}

TEST(posture, is_declared_by_exactly_two_records)
{
   EXPECT_EQ(of(true, false, 1, true), "no_mail_declared");
   EXPECT_EQ(of(false, false, 1, true), "no_mail_undeclared");
   EXPECT_EQ(of(true, false, 0), "no_mail_undeclared");
   EXPECT_EQ(of(true, false, 1), "send_only");
   EXPECT_EQ(of(true, false, 2), "send_only");
}

TEST(posture, of_who_accepts_mail_depends_on_spf)
{
   EXPECT_EQ(of(false, true, 1, true), "receive_only");
   EXPECT_EQ(of(false, true, 1), "full");
   EXPECT_EQ(of(false, true, 0), "full");
}

}  // namespace
}  // namespace posture::tests
