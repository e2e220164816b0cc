// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::hosts {

// What is wrong with a chain of certificates. The texts are "expired", "wrong-name" and so on.
enum class certificate_error : std::uint8_t {
   expired,
   not_yet_valid,
   wrong_name,      // the host's name is none of subjectAltName; the subject does not count
   self_signed,     // the host's own certificate is signed by itself
   unknown_issuer,  // the chain does not lead to an authority that is trusted
   weak_key,
   weak_signature,
   bad_signature,
   wrong_purpose,  // not for servers, or an issuer that may not issue
   revoked,
   malformed,
   other
};

std::string_view to_text(certificate_error e);
std::optional<certificate_error> certificate_error_from_text(std::string_view text);
// All of them, in the order of the enumeration.
std::span<certificate_error const> certificate_errors();

// What was seen of TLS. Members that were not seen are empty.
struct tls_view {
   std::string version;             // "TLSv1.3"
   std::string group;               // of the key exchange, "x25519"
   std::string cipher;              // "TLS_AES_256_GCM_SHA384"
   std::vector<std::string> chain;  // in DER, as the host sent it, its own certificate first
   bool is_judged = false;          // whether the chain was judged at all
   // All errors of the chain, sorted, each once.
   std::vector<certificate_error> errors;

   bool is_proved() const noexcept { return is_judged && errors.empty(); }
   bool operator==(tls_view const&) const = default;
};

}  // namespace dnslint::hosts
