// SPDX-License-Identifier: Apache-2.0
#include "core/hosts/tls_watch.hpp"

#include <algorithm>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace dnslint::hosts {

namespace {

constexpr long most_chain_bytes = 64L << 10U;

tls_watch& watch_of(SSL const* connection)
{
   return *static_cast<tls_watch*>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(connection)));
}

certificate_error error_of(int code)
{
   switch (code) {
      case X509_V_ERR_CERT_HAS_EXPIRED:
         return certificate_error::expired;
      case X509_V_ERR_CERT_NOT_YET_VALID:
         return certificate_error::not_yet_valid;
      case X509_V_ERR_HOSTNAME_MISMATCH:
      case X509_V_ERR_IP_ADDRESS_MISMATCH:
         return certificate_error::wrong_name;
      case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
         return certificate_error::self_signed;
      case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
      case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
      case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
      case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      case X509_V_ERR_CERT_UNTRUSTED:
      case X509_V_ERR_CERT_REJECTED:
         return certificate_error::unknown_issuer;
      case X509_V_ERR_EE_KEY_TOO_SMALL:
      case X509_V_ERR_CA_KEY_TOO_SMALL:
         return certificate_error::weak_key;
      case X509_V_ERR_CA_MD_TOO_WEAK:
         return certificate_error::weak_signature;
      case X509_V_ERR_CERT_SIGNATURE_FAILURE:
      case X509_V_ERR_UNABLE_TO_DECRYPT_CERT_SIGNATURE:
         return certificate_error::bad_signature;
      case X509_V_ERR_INVALID_PURPOSE:
      case X509_V_ERR_INVALID_CA:
      case X509_V_ERR_PATH_LENGTH_EXCEEDED:
      case X509_V_ERR_KEYUSAGE_NO_CERTSIGN:
      case X509_V_ERR_PERMITTED_VIOLATION:
      case X509_V_ERR_EXCLUDED_VIOLATION:
         return certificate_error::wrong_purpose;
      case X509_V_ERR_CERT_REVOKED:
         return certificate_error::revoked;
      case X509_V_ERR_ERROR_IN_CERT_NOT_BEFORE_FIELD:
      case X509_V_ERR_ERROR_IN_CERT_NOT_AFTER_FIELD:
      case X509_V_ERR_UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY:
         return certificate_error::malformed;
      default:
         return certificate_error::other;
   }
}

void add_certificate_error(tls_view& seen, certificate_error e)
{
   auto const at = std::ranges::lower_bound(seen.errors, e);
   if (at == seen.errors.end() || *at != e)
      seen.errors.insert(at, e);
}

void note_parameters(SSL const* connection, tls_view& seen)
{
   seen.version = SSL_get_version(connection);
   auto const* cipher = SSL_get_current_cipher(connection);
   if (cipher == nullptr)
      cipher = SSL_get_pending_cipher(connection);
   if (cipher != nullptr)
      seen.cipher = SSL_CIPHER_standard_name(cipher);
   // The two functions take a connection that is not const, and change nothing.
   auto* const asked = const_cast<SSL*>(connection);
   auto const group = static_cast<int>(SSL_get_negotiated_group(asked));
   auto const* const name = group == 0 ? nullptr : SSL_group_to_name(asked, group);
   if (name != nullptr)
      seen.group = name;
}

void note_chain(X509_STORE_CTX* judged, tls_view& seen)
{
   auto const* const sent = X509_STORE_CTX_get0_untrusted(judged);
   for (auto i = 0; i < sk_X509_num(sent); ++i) {
      unsigned char* der = nullptr;
      auto const size = i2d_X509(sk_X509_value(sent, i), &der);
      if (size > 0)
         seen.chain.emplace_back(
            reinterpret_cast<char const*>(der), static_cast<std::size_t>(size));
      OPENSSL_free(der);
   }
}

tls_watch& watch_of(X509_STORE_CTX* judged)
{
   return watch_of(static_cast<SSL const*>(
      X509_STORE_CTX_get_ex_data(judged, SSL_get_ex_data_X509_STORE_CTX_idx())));
}

// Accepts what is wrong for now, so that the rest of the chain is looked at, too.
int gather(int is_good, X509_STORE_CTX* judged)
{
   if (is_good != 1)
      add_certificate_error(watch_of(judged).seen, error_of(X509_STORE_CTX_get_error(judged)));
   return 1;
}

int judge_chain(X509_STORE_CTX* judged, void*)
{
   auto& watch = watch_of(judged);
   auto& seen = watch.seen;
   seen = {};
   note_parameters(
      static_cast<SSL const*>(
         X509_STORE_CTX_get_ex_data(judged, SSL_get_ex_data_X509_STORE_CTX_idx())),
      seen);
   note_chain(judged, seen);
   X509_STORE_CTX_set_verify_cb(judged, gather);
   if (X509_verify_cert(judged) <= 0 && seen.errors.empty())
      add_certificate_error(seen, certificate_error::other);
   seen.is_judged = true;
   X509_STORE_CTX_set_error(
      judged, seen.errors.empty() ? X509_V_OK : X509_V_ERR_APPLICATION_VERIFICATION);
   return seen.errors.empty() ? 1 : 0;
}

void note_event(SSL const* connection, int where, int value)
{
   constexpr int alert_number = 0xff;
   auto& watch = watch_of(connection);
   if (where == SSL_CB_HANDSHAKE_DONE) {
      note_parameters(connection, watch.seen);
      watch.is_done = true;
   }
   if (where != SSL_CB_READ_ALERT)
      return;
   if ((value & alert_number) == SSL_AD_CLOSE_NOTIFY)
      watch.is_closed = true;
   else
      watch.alert = SSL_alert_desc_string_long(value);
}

// RFC 8461 section 3.3, RFC 9525 section 6.3: subjectAltName alone, and no partial wildcards.
void demand_host(X509_VERIFY_PARAM* to, tls_watch const& watch)
{
   X509_VERIFY_PARAM_set_hostflags(
      to, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
   if (watch.literal) {
      auto const bytes = watch.literal->bytes();
      X509_VERIFY_PARAM_set1_ip(to, bytes.data(), bytes.size());
   } else {
      X509_VERIFY_PARAM_set1_host(to, watch.host.data(), watch.host.size());
   }
   X509_VERIFY_PARAM_set_time(to, watch.now.time_since_epoch().count());
}

}  // namespace

void watch_tls(SSL_CTX* context, tls_watch& watch)
{
   SSL_CTX_set_app_data(context, &watch);
   SSL_CTX_set1_cert_store(context, watch.trusted.get());
   SSL_CTX_set_max_cert_list(context, most_chain_bytes);
   SSL_CTX_set_keylog_callback(context, nullptr);  // SSLKEYLOGFILE sets one
   SSL_CTX_set_cert_verify_callback(context, judge_chain, nullptr);
   SSL_CTX_set_info_callback(context, note_event);
   demand_host(SSL_CTX_get0_param(context), watch);
}

}  // namespace dnslint::hosts
