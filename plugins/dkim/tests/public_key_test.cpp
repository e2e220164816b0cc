// SPDX-License-Identifier: Apache-2.0
#include "public_key.hpp"

#include "sample_keys.hpp"

#include <dnslint/base64.hpp>

#include <gmock/gmock.h>

namespace {

using namespace std::string_literals;
using dkim::key_form;
using dkim::read_ed25519_key;
using dkim::read_rsa_key;
using testing::HasSubstr;

std::string bytes_of(std::string_view base64)
{
   auto decoded = dnslint::from_base64(base64);
   EXPECT_FALSE(decoded.error);
   return decoded.bytes;
}

std::size_t bits_of(std::string_view base64)
{
   auto const key = read_rsa_key(bytes_of(base64));
   EXPECT_EQ(key.error, "");
   EXPECT_EQ(key.form, key_form::subject_public_key_info);
   return key.bits;
}

TEST(public_key, the_length_is_that_of_the_modulus)
{
   EXPECT_EQ(bits_of(dkim::tests::rsa_512), 512);
   EXPECT_EQ(bits_of(dkim::tests::rsa_1023), 1023);
   EXPECT_EQ(bits_of(dkim::tests::rsa_1024), 1024);
   EXPECT_EQ(bits_of(dkim::tests::rsa_2048), 2048);
}

// A guess by the number of characters takes one for the other.
TEST(public_key, two_lengths_can_have_the_same_number_of_characters)
{
   EXPECT_EQ(dkim::tests::rsa_1023.size(), dkim::tests::rsa_1024.size());
}

TEST(public_key, a_bare_key_is_read_too)
{
   auto const key = read_rsa_key(bytes_of(dkim::tests::bare_rsa_1024));
   EXPECT_EQ(key.error, "");
   EXPECT_EQ(key.bits, 1024);
   EXPECT_EQ(key.form, key_form::rsa_public_key);
}

// Small numbers show what openssl does not make.
TEST(public_key, small_numbers_are_counted_by_bits)
{
   EXPECT_EQ(read_rsa_key("\x30\x06\x02\x01\x7f\x02\x01\x03"s).bits, 7);
   EXPECT_EQ(read_rsa_key("\x30\x07\x02\x02\x00\xff\x02\x01\x03"s).bits, 8);
   EXPECT_EQ(read_rsa_key("\x30\x07\x02\x02\x01\x01\x02\x01\x03"s).bits, 9);
}

struct wrong_key {
   std::string bytes;
   char const* why;
};

class wrong_keys : public testing::TestWithParam<wrong_key> {};

TEST_P(wrong_keys, is_not_read)
{
   auto const key = read_rsa_key(GetParam().bytes);
   EXPECT_FALSE(key.is_read());
   EXPECT_EQ(key.bits, 0);
   EXPECT_THAT(key.error, HasSubstr(GetParam().why));
}

std::string const algorithm = "\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00"s;

INSTANTIATE_TEST_SUITE_P(
   forms,
   wrong_keys,
   testing::Values(
      wrong_key{"", "no RSA key in DER"},
      wrong_key{std::string(3, '\0'), "no RSA key in DER"},
      wrong_key{"\x30\x06\x02\x01\x80\x02\x01\x03"s, "no positive number"},
      wrong_key{"\x30\x06\x02\x01\x00\x02\x01\x03"s, "no positive number"},
      wrong_key{"\x30\x07\x02\x02\x00\x7f\x02\x01\x03"s, "no positive number"},
      wrong_key{"\x30\x05\x02\x00\x02\x01\x03"s, "no positive number"},
      wrong_key{"\x30\x06\x02\x01\x7e\x02\x01\x03"s, "is even"},
      wrong_key{"\x30\x06\x02\x01\x7f\x02\x01\x01"s, "even or 1"},
      wrong_key{"\x30\x06\x02\x01\x7f\x02\x01\x04"s, "even or 1"},
      wrong_key{"\x30\x03\x02\x01\x7f"s, "modulus and an exponent"},
      wrong_key{"\x30\x09\x02\x01\x7f\x02\x01\x03\x02\x01\x05"s, "modulus and an exponent"},
      wrong_key{"\x30\x06\x02\x01\x7f\x02\x01\x03x"s, "bytes follow"},
      wrong_key{"\x30\x0f"s + algorithm, "no RSA key behind"},
      wrong_key{"\x30\x11"s + algorithm + "\x03\x00"s, "no RSA key behind"},
      wrong_key{"\x30\x12"s + algorithm + "\x03\x01\x01"s, "no RSA key behind"},
      wrong_key{"\x30\x12"s + algorithm + "\x03\x01\x00"s, "no RSA key in DER"}));

TEST(public_key, parameters_of_the_algorithm_may_be_left_out)
{
   auto const key = read_rsa_key(
      "\x30\x18\x30\x0b\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x03\x09\x00\x30\x06\x02\x01\x7f\x02\x01\x03"s);
   EXPECT_EQ(key.error, "");
   EXPECT_EQ(key.bits, 7);
}

TEST(public_key, a_key_that_was_cut_or_lengthened_anywhere_is_not_read)
{
   auto const whole = bytes_of(dkim::tests::rsa_1024);
   for (std::size_t size = 0; size != whole.size(); ++size)
      EXPECT_FALSE(read_rsa_key(whole.substr(0, size)).is_read()) << size;
   EXPECT_THAT(read_rsa_key(whole + 'x').error, HasSubstr("bytes follow"));
}

TEST(public_key, a_key_of_another_algorithm_is_not_read)
{
   EXPECT_THAT(
      read_rsa_key(bytes_of(dkim::tests::elliptic)).error, HasSubstr("another algorithm than RSA"));
   EXPECT_THAT(
      read_rsa_key(bytes_of(dkim::tests::packed_ed25519)).error,
      HasSubstr("another algorithm than RSA"));
}

TEST(public_key, an_ed25519_key_has_32_bytes)
{
   auto const key = read_ed25519_key(bytes_of(dkim::tests::ed25519));
   EXPECT_EQ(key.error, "");
   EXPECT_EQ(key.bits, 256);
   EXPECT_EQ(key.form, key_form::raw);
   EXPECT_THAT(read_ed25519_key("short").error, HasSubstr("has 32 bytes, and this one has 5"));
   EXPECT_THAT(
      read_ed25519_key(bytes_of(dkim::tests::packed_ed25519)).error,
      HasSubstr("SubjectPublicKeyInfo"));
}

}  // namespace
