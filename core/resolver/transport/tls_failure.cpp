// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/transport/tls_failure.hpp"

#include "core/base/causes.hpp"

#include <cstddef>
#include <ctime>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <memory>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <string_view>

namespace dnslint::resolver {

namespace {

constexpr std::size_t most_names = 5;
constexpr std::size_t longest_name = 255;

base::cause failure(std::string detail)
{
   return base::because(base::causes::tls_failed, std::move(detail));
}

struct freed {
   void operator()(GENERAL_NAMES* p) const noexcept { GENERAL_NAMES_free(p); }
};

std::string text_of(ASN1_IA5STRING const* name)
{
   std::string_view const bytes{
      reinterpret_cast<char const*>(ASN1_STRING_get0_data(name)),
      static_cast<std::size_t>(ASN1_STRING_length(name))};
   return std::string{bytes.substr(0, longest_name)};
}

// The first few names that a certificate is valid for.
std::string names_of(X509 const* certificate)
{
   std::unique_ptr<GENERAL_NAMES, freed> const names{static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr))};
   std::string text;
   std::size_t found = 0;
   for (auto i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
      auto const* const one = sk_GENERAL_NAME_value(names.get(), i);
      if (one->type != GEN_DNS || ++found > most_names)
         continue;
      text += (text.empty() ? "" : ", ") + text_of(one->d.dNSName);
   }
   if (found > most_names)
      text += fmt::format(" and {} more", found - most_names);
   return text.empty() ? "no name" : text;
}

std::string day_of(ASN1_TIME const* when)
{
   std::tm day{};
   return ASN1_TIME_to_tm(when, &day) == 1 ? fmt::format("{:%Y-%m-%d}", day) : "an unknown day";
}

std::string reason_of(X509 const* certificate, int error, std::string const& name)
{
   switch (error) {
      case X509_V_ERR_HOSTNAME_MISMATCH:
         return fmt::format(
            "wrong name: the certificate is for {}, not for {}", names_of(certificate), name);
      case X509_V_ERR_CERT_HAS_EXPIRED:
         return fmt::format(
            "expired: the certificate was good until {}", day_of(X509_get0_notAfter(certificate)));
      case X509_V_ERR_CERT_NOT_YET_VALID:
         return fmt::format(
            "not yet valid: the certificate is good from {}",
            day_of(X509_get0_notBefore(certificate)));
      case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
      case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
      case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
      case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
      case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
         return fmt::format(
            "untrusted: {}; --tls-ca FILE names a certificate authority of your own",
            X509_verify_cert_error_string(error));
      default:
         return fmt::format(
            "the certificate is not good: {}", X509_verify_cert_error_string(error));
   }
}

}  // namespace

base::cause certificate_failure(X509_STORE_CTX* refused, std::string const& name)
{
   auto const* const certificate = X509_STORE_CTX_get_current_cert(refused);
   auto const error = X509_STORE_CTX_get_error(refused);
   return failure(
      certificate == nullptr ? X509_verify_cert_error_string(error)
                             : reason_of(certificate, error, name));
}

base::cause protocol_failure()
{
   auto const error = ERR_peek_last_error();
   if (error == 0 || ERR_GET_REASON(error) == SSL_R_UNEXPECTED_EOF_WHILE_READING)
      return base::because(base::causes::tcp_failed, "the connection was cut within TLS");
   if (ERR_GET_REASON(error) == SSL_R_WRONG_VERSION_NUMBER)
      return failure("the server does not speak TLS on this port");
   auto const* const reason = ERR_reason_error_string(error);
   return failure(reason == nullptr ? "the server's TLS is not understood" : reason);
}

}  // namespace dnslint::resolver
