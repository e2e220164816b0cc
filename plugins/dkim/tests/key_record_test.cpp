// SPDX-License-Identifier: Apache-2.0
#include "key_record.hpp"

#include "sample_keys.hpp"

#include <gmock/gmock.h>

namespace {

using dkim::is_meant_as_key;
using dkim::key_record;
using dkim::read_key_record;
using dnslint::parse_error;
using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

key_record with_key(std::string const& tags, std::string_view key = dkim::tests::rsa_2048)
{
   return read_key_record(tags + "p=" + std::string{key});
}

auto is_error(std::size_t column, char const* why)
{
   return AllOf(Field(&parse_error::column, column), Field(&parse_error::text, HasSubstr(why)));
}

TEST(key_record, has_defaults)
{
   auto const key = with_key("");
   EXPECT_THAT(key.errors, IsEmpty());
   EXPECT_EQ(key.type, "rsa");
   EXPECT_EQ(key.key.bits, 2048);
   EXPECT_TRUE(key.is_usable());
   EXPECT_FALSE(key.has_version || key.is_revoked || key.is_testing || key.is_strict);
   EXPECT_THAT(key.hashes, IsEmpty());
   EXPECT_THAT(key.services, IsEmpty());
}

TEST(key_record, each_tag_is_read)
{
   auto const key = with_key(
      "v=DKIM1; h=SHA1 : sha256; k=RSA; n=made by hand; s=email:*; t=y:s:x; g=*; foo=bar; ");
   EXPECT_THAT(key.errors, IsEmpty());
   EXPECT_TRUE(key.has_version && key.is_testing && key.is_strict && key.is_usable());
   EXPECT_THAT(key.hashes, ElementsAre("sha1", "sha256"));
   EXPECT_THAT(key.services, ElementsAre("email", "*"));
   EXPECT_THAT(key.unknown_tags, ElementsAre("foo"));
}

TEST(key_record, blanks_in_a_key_count_for_nothing)
{
   std::string text{dkim::tests::rsa_1024};
   text.insert(100, " \t\r\n ");
   auto const key = with_key("k=rsa;\r\n ", text);
   EXPECT_THAT(key.errors, IsEmpty());
   EXPECT_EQ(key.key.bits, 1024);
   EXPECT_EQ(key.key_text, dkim::tests::rsa_1024);
}

TEST(key_record, an_empty_key_is_revoked)
{
   for (auto const* text : {"p=", "v=DKIM1; p= ;", "v=DKIM1; k=rsa; p=\t"}) {
      auto const key = read_key_record(text);
      EXPECT_TRUE(key.is_revoked) << text;
      EXPECT_FALSE(key.is_usable() || key.is_read) << text;
      EXPECT_THAT(key.errors, IsEmpty()) << text;
   }
}

TEST(key_record, what_receivers_discard_is_no_revoked_key)
{
   EXPECT_FALSE(read_key_record("v=DKIM2; p=").is_revoked);
   EXPECT_FALSE(read_key_record("p=; p=").is_revoked);
   EXPECT_FALSE(read_key_record("v=DKIM1; k=rsa").is_revoked);
}

struct useless_record {
   char const* tags;
   std::size_t column;
   char const* why;
};

class useless_records : public testing::TestWithParam<useless_record> {};

TEST_P(useless_records, is_discarded)
{
   auto const key = with_key(GetParam().tags);
   EXPECT_TRUE(key.is_discarded);
   EXPECT_FALSE(key.is_usable());
   EXPECT_THAT(key.errors, ElementsAre(is_error(GetParam().column, GetParam().why)));
}

INSTANTIATE_TEST_SUITE_P(
   tags,
   useless_records,
   testing::Values(
      useless_record{"v=DKIM2; ", 3, "the version is"},
      useless_record{"v=dkim1; ", 3, "the version is"},
      useless_record{"v=; ", 3, "the version is"},
      useless_record{"k=rsa; v=DKIM1; ", 8, "not the first one"},
      useless_record{"v=DKIM1; v=DKIM1; ", 10, "tag v stands twice"},
      useless_record{"t=s; t=s; ", 6, "tag t stands twice"},
      useless_record{"P=; p=; ", 9, "tag p stands twice"},
      useless_record{"k=ed25519; ", 14, "an Ed25519 key has 32 bytes, and this one has 294"}));

TEST(key_record, names_of_tags_have_a_case)
{
   auto const key = read_key_record("v=DKIM1; P=" + std::string{dkim::tests::rsa_2048});
   EXPECT_THAT(key.errors, ElementsAre(is_error(404, "there is no tag p")));
   EXPECT_THAT(key.unknown_tags, ElementsAre("P"));
}

TEST(key_record, an_error_in_base64_is_told_with_its_column)
{
   EXPECT_THAT(
      read_key_record("v=DKIM1; p=ab*d").errors,
      ElementsAre(is_error(14, "no character of base64")));
   EXPECT_THAT(read_key_record("v=DKIM1; p=abcde").errors, ElementsAre(is_error(17, "cut short")));
}

TEST(key_record, an_error_elsewhere_leaves_the_key_in_use)
{
   for (auto const* tags : {"t=; ", "h=sha256:; ", "s=:email; ", "x; ", "; "}) {
      auto const key = with_key(tags);
      EXPECT_THAT(key.errors, SizeIs(1)) << tags;
      EXPECT_TRUE(key.is_usable()) << tags;
   }
}

TEST(key_record, a_key_of_an_unknown_type_is_not_read)
{
   auto const key = with_key("k=dsa; ");
   EXPECT_THAT(key.errors, IsEmpty());
   EXPECT_FALSE(key.has_known_type() || key.is_read || key.is_usable());
}

TEST(key_record, ed25519)
{
   auto const key = with_key("v=DKIM1; k=ed25519; ", dkim::tests::ed25519);
   EXPECT_THAT(key.errors, IsEmpty());
   EXPECT_TRUE(key.is_usable());
}

TEST(key_record, sha1_alone_and_other_services_make_a_key_useless)
{
   EXPECT_FALSE(with_key("h=sha1; ").is_usable());
   EXPECT_FALSE(with_key("s=tlsrpt; ").is_usable());
   EXPECT_TRUE(with_key("h=sha256; s=tlsrpt:email; ").is_usable());
}

TEST(key_record, texts_that_are_meant_as_keys)
{
   for (auto const* text :
        {"v=DKIM1; p=AAAA", "v=DKIM1", "V=dkim2; p=", "p=AAAA", "k=rsa; P=AAAA", "v=DKIM1 p=AAAA"})
      EXPECT_TRUE(is_meant_as_key(text)) << text;
   for (auto const* text :
        {"",
         "v=spf1 -all",
         "v=DMARC1; p=none",
         "v=BIMI1; p=x",
         "hello",
         "google-site-verification=p",
         "k=rsa"})
      EXPECT_FALSE(is_meant_as_key(text)) << text;
}

TEST(key_record, a_hostile_record_has_few_errors_and_words)
{
   std::string text;
   for (int i = 0; i != 2000; ++i)
      text += "x" + std::to_string(i) + "=;!;";
   auto const key = read_key_record(text + "t=" + std::string(3000, ':'));
   EXPECT_LE(key.errors.size(), dkim::most_entries);
   EXPECT_LE(key.unknown_tags.size(), dkim::most_entries);
   EXPECT_TRUE(key.is_discarded);
}

}  // namespace
