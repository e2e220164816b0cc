// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dkim {

// How the bytes of the tag p are packed.
enum class key_form {
   subject_public_key_info,  // RFC 5280 section 4.1.2.7: what all signers and receivers use for RSA
   rsa_public_key,           // RFC 8017 appendix A.1.1: what RFC 6376 section 3.6.1 names
   raw                       // the 32 bytes of an Ed25519 key (RFC 8463 section 4.2)
};

// A public key, or what is wrong with it.
struct public_key {
   std::string error;     // a clause; empty when the key was read
   std::size_t bits = 0;  // of the modulus; 256 for Ed25519
   key_form form = key_form::raw;

   bool is_read() const { return error.empty(); }
};

// Reads an RSA key by strict DER (X.690 section 10). Its length is that of the modulus in the key,
// never a guess by the number of bytes.
public_key read_rsa_key(std::string_view bytes);

public_key read_ed25519_key(std::string_view bytes);

}  // namespace dkim
