// SPDX-License-Identifier: Apache-2.0
#include "public_key.hpp"

#include "der.hpp"

#include <bit>
#include <cstdint>
#include <optional>

namespace dkim {
namespace {

using namespace std::string_view_literals;

// 1.2.840.113549.1.1.1, rsaEncryption
constexpr auto rsa_encryption = "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01"sv;

// What stands before the 32 bytes when an Ed25519 key is packed as SubjectPublicKeyInfo (RFC 8410
// section 4).
constexpr auto packed_ed25519 = "\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00"sv;

constexpr std::size_t ed25519_size = 32;

public_key not_read(std::string why)
{
   return {std::move(why), 0, key_form::raw};
}

std::uint8_t octet(char c)
{
   return static_cast<std::uint8_t>(c);
}

bool is_odd(std::string_view integer)
{
   return (octet(integer.back()) & 1U) != 0;
}

// The octets of a positive integer without the zero that keeps it positive. Null if the integer is
// negative, zero, or not in its shortest form.
std::optional<std::string_view> magnitude(std::string_view integer)
{
   constexpr unsigned sign_bit = 0x80;
   if (integer.empty() || octet(integer.front()) >= sign_bit)
      return std::nullopt;
   if (octet(integer.front()) != 0)
      return integer;
   integer.remove_prefix(1);
   bool const needs_zero = !integer.empty() && octet(integer.front()) >= sign_bit;
   return needs_zero ? std::optional{integer} : std::nullopt;
}

std::size_t bits_of(std::string_view magnitude)
{
   return 8 * (magnitude.size() - 1) +
          static_cast<std::size_t>(std::bit_width(octet(magnitude.front())));
}

// RSAPublicKey: a sequence of modulus and exponent.
public_key read_modulus(std::string_view bytes, key_form form)
{
   der_reader outer{bytes};
   auto const sequence = outer.take(der_tag::sequence);
   if (!sequence)
      return not_read("it is no RSA key in DER");
   if (!outer.at_end())
      return not_read("bytes follow the RSA key");
   der_reader inner{*sequence};
   auto const modulus = inner.take(der_tag::integer);
   auto const exponent = inner.take(der_tag::integer);
   if (!modulus || !exponent || !inner.at_end())
      return not_read("the RSA key does not consist of a modulus and an exponent");
   auto const n = magnitude(*modulus);
   auto const e = magnitude(*exponent);
   if (!n || !e)
      return not_read("the modulus or the exponent of the RSA key is no positive number in DER");
   if (!is_odd(*n))
      return not_read("the modulus of the RSA key is even, so it is no product of two primes");
   if (!is_odd(*e) || *e == "\x01"sv)
      return not_read("the exponent of the RSA key is even or 1");
   return {{}, bits_of(*n), form};
}

// The parameters of rsaEncryption are NULL (RFC 3279 section 2.3.1); some signers leave them out.
bool is_rsa_algorithm(std::string_view algorithm)
{
   der_reader reader{algorithm};
   if (reader.take(der_tag::object_identifier) != rsa_encryption)
      return false;
   auto const parameters = reader.take(der_tag::null);
   return reader.at_end() && (!parameters || parameters->empty());
}

// SubjectPublicKeyInfo: a sequence of the algorithm and a bit string. Null if it begins otherwise.
std::optional<public_key> read_packed_key(std::string_view bytes)
{
   der_reader outer{bytes};
   auto const sequence = outer.take(der_tag::sequence);
   if (!sequence)
      return std::nullopt;
   der_reader inner{*sequence};
   auto const algorithm = inner.take(der_tag::sequence);
   if (!algorithm)
      return std::nullopt;
   if (!is_rsa_algorithm(*algorithm))
      return not_read("it is a key of another algorithm than RSA");
   auto const key = inner.take(der_tag::bit_string);
   if (!key || !inner.at_end() || key->empty() || key->front() != '\0')
      return not_read("it has no RSA key behind the name of the algorithm");
   if (!outer.at_end())
      return not_read("bytes follow the key");
   return read_modulus(key->substr(1), key_form::subject_public_key_info);
}

}  // namespace

public_key read_rsa_key(std::string_view bytes)
{
   if (auto packed = read_packed_key(bytes))
      return std::move(*packed);
   return read_modulus(bytes, key_form::rsa_public_key);
}

public_key read_ed25519_key(std::string_view bytes)
{
   if (bytes.size() == ed25519_size)
      return {{}, 8 * ed25519_size, key_form::raw};
   if (bytes.starts_with(packed_ed25519) && bytes.size() == packed_ed25519.size() + ed25519_size)
      return not_read(
         "the Ed25519 key is packed as SubjectPublicKeyInfo, where receivers expect its 32 bytes "
         "alone");
   return not_read("an Ed25519 key has 32 bytes, and this one has " + std::to_string(bytes.size()));
}

}  // namespace dkim
