// SPDX-License-Identifier: Apache-2.0
#include "mailbox.hpp"

#include <gtest/gtest.h>
#include <random>

namespace {

std::string address(std::string_view rname)
{
   return soa::read_mailbox(rname, "example.com").address;
}

std::string problem(std::string_view rname)
{
   return soa::read_mailbox(rname, "example.com").problem;
}

// The example of RFC 1035 section 8.
TEST(mailbox, first_label_is_the_local_part)
{
   EXPECT_EQ(address("action.domains.isi.edu"), "action@domains.isi.edu");
   EXPECT_EQ(address("hostmaster.example.com"), "hostmaster@example.com");
   EXPECT_EQ(address("nobody.invalid"), "nobody@invalid");
}

TEST(mailbox, escaped_dots_belong_to_the_local_part)
{
   EXPECT_EQ(address("first\\.last.example.com"), "first.last@example.com");
   EXPECT_EQ(address("a\\.b\\.c.example.com"), "a.b.c@example.com");
}

// RFC 5321 section 4.1.2: atext.
TEST(mailbox, local_part_may_have_any_atom_character)
{
   EXPECT_EQ(address("dns-admin+zone_1.example.com"), "dns-admin+zone_1@example.com");
   EXPECT_EQ(address("\\$a.example.com"), "$a@example.com");
}

TEST(mailbox, at_sign_is_a_mistake_however_it_is_written)
{
   EXPECT_NE(problem("hostmaster\\@example.com").find("@"), std::string::npos);
   EXPECT_NE(problem("hostmaster@example.com").find("@"), std::string::npos);
   EXPECT_EQ(address("hostmaster\\@example.com"), "");
}

TEST(mailbox, one_label_is_too_few)
{
   EXPECT_NE(problem("hostmaster").find("one label"), std::string::npos);
   EXPECT_NE(problem("first\\.last").find("one label"), std::string::npos);
}

TEST(mailbox, root_is_none)
{
   EXPECT_NE(problem(".").find("root"), std::string::npos);
}

TEST(mailbox, zone_twice_is_a_missing_dot)
{
   EXPECT_NE(problem("hostmaster.example.com.example.com").find("final dot"), std::string::npos);
   EXPECT_NE(
      problem("hostmaster.mail.example.com.example.com").find("final dot"), std::string::npos);
   EXPECT_EQ(problem("hostmaster.notexample.com.example.com"), "");
   EXPECT_EQ(problem("example.com.example.com"), "");
}

TEST(mailbox, local_part_has_no_empty_atom)
{
   for (auto const* rname : {"\\.a.example.com", "a\\..example.com", "a\\.\\.b.example.com"}) {
      EXPECT_EQ(address(rname), "") << rname;
      EXPECT_NE(problem(rname).find("local part"), std::string::npos) << rname;
   }
}

TEST(mailbox, local_part_needs_no_quotes)
{
   for (auto const* rname :
        {"a\\032b.example.com",
         "a\\\"b.example.com",
         "\\195\\164.example.com",
         "a\\;b.example.com"})
      EXPECT_NE(problem(rname).find("local part"), std::string::npos) << rname;
}

TEST(mailbox, domain_is_a_host_name)
{
   EXPECT_EQ(
      problem("hostmaster.ex_ample.com"), "ex_ample.com is no host name, so it takes no mail");
   EXPECT_NE(problem("hostmaster.192.0.2.1"), "");
}

TEST(mailbox, either_is_read_or_has_a_problem_whatever_the_text)
{
   std::mt19937 random{1};
   std::string_view const characters = "a.\\0@-";
   for (int i = 0; i != 20000; ++i) {
      std::string rname;
      for (auto size = random() % 12; size != 0; --size)
         rname += characters[random() % characters.size()];
      auto const box = soa::read_mailbox(rname, "a.a");
      EXPECT_NE(box.address.empty(), box.problem.empty()) << rname;
   }
}

}  // namespace
