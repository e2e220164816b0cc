// SPDX-License-Identifier: Apache-2.0
// Public keys that openssl made (3.0.19: genrsa, genpkey), in base64.
#pragma once

#include <string_view>

namespace dkim::tests {

// As SubjectPublicKeyInfo; the lengths are what `openssl rsa -text` prints.
constexpr std::string_view rsa_512 =
   "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAJ/OWsJNCZ10IizFskjxRaFEv/vejsp/zk6y/sOKnXae5NU6"
   "5xFakkO5xVXR77M3DM1fqX8r3ymujLdxSP/1ZyECAwEAAQ==";
// 1023 bits take as many characters as 1024 bits.
constexpr std::string_view rsa_1023 =
   "MIGeMA0GCSqGSIb3DQEBAQUAA4GMADCBiAKBgHDFVIA7koZ2lIJ0tkyv/DSwwQt4Xjso9/dVW1bJkoAg"
   "/nPvlPJ1InLeO/yFoLePK4QDXjtHCWtnttUMlRC4D/dQf9izr9Diw2r3uHnMNQVLiDqBS4IDNOdsPd4T"
   "a1aC6waQkQndHwwk55VTvlxQVW7nis8K/Mds2myq+4+dGWuNAgMBAAE=";
constexpr std::string_view rsa_1024 =
   "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDNA81QnqwHr4VyVu8M3jhkT2iLZvCVfOwATko0DXki"
   "oF191gYP3sKKh7ai/AG6JmWSi7Pf5pZ9VL7XsFOnBhUBfnOQ2UTwCTswdxskcUPcCo1t3qsv1rmowG9F"
   "OtBupSXS4k0ecN6XKWA0sP2Um5Pbk1j4kQYsFKJdX6N0P66SmQIDAQAB";
constexpr std::string_view rsa_2048 =
   "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAuzxqDHW3yAMXnBtkkYHU8AyelORotsPatYUn"
   "85up/KQsE2ghRifMvtaO+56RBrN1PqMWZQFNdMBIf/3IJ3GxwFNjxNDbkl2LRjD/zGzi0PsFyARjA6EU"
   "j3Ae+EG3COPTe0+KJV+q8VFcRLjJO/PzU+MjLDrb3qfwpUh3S0pSUtfrpYhvR9T4px7DNCLO96KdJp1i"
   "99+AbJGyylxxaYA68eLWQzGja7ddgIDhu5+aNdXJA50rmpeX5GYFkGK60rALQ9lRtaIpcVqoH3Sz2Fcu"
   "4LZ5GtGOo+LQGK32kJ/99usm3r9+z65EKc9UNazSXS7fWG/joFDjMbaMrYS3ANOtMQIDAQAB";
// The key rsa_1024 as a bare RSAPublicKey.
constexpr std::string_view bare_rsa_1024 =
   "MIGJAoGBAM0DzVCerAevhXJW7wzeOGRPaItm8JV87ABOSjQNeSKgXX3WBg/ewoqHtqL8AbomZZKLs9/m"
   "ln1UvtewU6cGFQF+c5DZRPAJOzB3GyRxQ9wKjW3eqy/WuajAb0U60G6lJdLiTR5w3pcpYDSw/ZSbk9uT"
   "WPiRBiwUol1fo3Q/rpKZAgMBAAE=";
// A key on the curve P-256.
constexpr std::string_view elliptic =
   "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEUwvwayLL3shw2tDqJEAnrAfDZT6lyEuwDYITLQeq7caZ"
   "0royd7KgR/TGwPsBbhqk8JvbUdxZaqACJnevURFiPA==";
constexpr std::string_view ed25519 = "/vJroJMqAnt/9LxjUJNqA8qirbPKpHMzbxS0yfCHEQk=";
// The key ed25519 as SubjectPublicKeyInfo.
constexpr std::string_view packed_ed25519 =
   "MCowBQYDK2VwAyEA/vJroJMqAnt/9LxjUJNqA8qirbPKpHMzbxS0yfCHEQk=";

}  // namespace dkim::tests
