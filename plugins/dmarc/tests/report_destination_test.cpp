// SPDX-License-Identifier: Apache-2.0
#include "report_destination.hpp"

#include "effective.hpp"

#include <gmock/gmock.h>

namespace dmarc::tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(report_destination, is_the_domain_of_each_address_of_a_mailto_uri)
{
   EXPECT_THAT(mail_domains("mailto:a@Example.TEST"), ElementsAre("example.test"));
   EXPECT_THAT(mail_domains("mailto:a@example.test.?subject=x@y"), ElementsAre("example.test"));
   EXPECT_THAT(mail_domains("mailto:a@b.test,c@d.test"), ElementsAre("b.test", "d.test"));
   EXPECT_THAT(mail_domains("https://example.test/a@b"), IsEmpty());
   EXPECT_THAT(mail_domains("mailto:a"), IsEmpty());
}

// The domain stands in the name; a literal "*" there is never asked for.
TEST(report_destination, is_asked_at_a_name_of_its_own)
{
   EXPECT_EQ(authorisation_name("example.test", "r.test"), "example.test._report._dmarc.r.test");
}

TEST(effective_policy, is_p_for_the_own_domain_and_sp_or_np_for_others)
{
   auto const record = parse_dmarc_record("v=DMARC1; p=reject; sp=quarantine; np=none");
   ASSERT_TRUE(record);
   EXPECT_EQ(effective_policy(*record, false, {true, {}}), disposition::reject);
   EXPECT_EQ(effective_policy(*record, false, {false, {}}), disposition::reject);
   EXPECT_EQ(effective_policy(*record, true, {true, {}}), disposition::quarantine);
   EXPECT_EQ(effective_policy(*record, true, {false, {}}), disposition::none);
   EXPECT_TRUE(depends_on_existence(*record, true));
   EXPECT_FALSE(depends_on_existence(*record, false));
   EXPECT_FALSE(depends_on_existence(*parse_dmarc_record("v=DMARC1; p=reject"), true));
   EXPECT_EQ(effective_policy(*parse_dmarc_record("v=DMARC1; p=x"), false, {}), std::nullopt);
}

}  // namespace
}  // namespace dmarc::tests
