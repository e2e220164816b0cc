// SPDX-License-Identifier: Apache-2.0
#include "alignment.hpp"

#include <gtest/gtest.h>

namespace dmarc::tests {
namespace {

identifier const from{"mail.example.com", "example.com"};

// RFC 9989 sections 4.4.1 and 4.4.2.
TEST(alignment, strict_is_the_same_name)
{
   EXPECT_EQ(true, is_aligned(from, {"mail.example.com", "example.com"}, true));
   EXPECT_EQ(false, is_aligned(from, {"example.com", "example.com"}, true));
}

TEST(alignment, relaxed_is_the_same_organizational_domain)
{
   EXPECT_EQ(true, is_aligned(from, {"example.com", "example.com"}, false));
   EXPECT_EQ(true, is_aligned(from, {"news.example.com", "example.com"}, false));
   EXPECT_EQ(false, is_aligned(from, {"example.net", "example.net"}, false));
   // With psd=n at news.example.com that is an organization of its own.
   EXPECT_EQ(false, is_aligned(from, {"news.example.com", "news.example.com"}, false));
}

TEST(alignment, is_open_only_where_it_depends_on_what_is_not_known)
{
   EXPECT_EQ(true, is_aligned({"a.test", {}}, {"a.test", {}}, std::nullopt));
   EXPECT_EQ(false, is_aligned({"a.test", {}}, {"b.test", {}}, true));
   EXPECT_EQ(std::nullopt, is_aligned({"a.test", {}}, {"b.test", "b.test"}, false));
   EXPECT_EQ(std::nullopt, is_aligned({"a.test", "a.test"}, {"b.test", {}}, false));
   EXPECT_EQ(std::nullopt, is_aligned(from, {"example.com", "example.com"}, std::nullopt));
   // Aligned in neither mode.
   EXPECT_EQ(false, is_aligned(from, {"example.net", "example.net"}, std::nullopt));
}

}  // namespace
}  // namespace dmarc::tests
