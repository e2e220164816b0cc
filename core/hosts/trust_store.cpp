// SPDX-License-Identifier: Apache-2.0
#include "core/hosts/trust_store.hpp"

#include <openssl/err.h>
#include <openssl/x509_vfy.h>

namespace dnslint::hosts {

namespace {

constexpr auto system_file = "/etc/ssl/certs/ca-certificates.crt";

}  // namespace

base::result<trust_store> load_trust_store(std::string const& file)
{
   trust_store const store{X509_STORE_new(), X509_STORE_free};
   auto const& path = file.empty() ? std::string{system_file} : file;
   auto const is_loaded = store && X509_STORE_load_file(store.get(), path.c_str()) == 1;
   ERR_clear_error();
   if (!is_loaded)
      return base::error_in(
         path,
         "has no certificates of authorities, so no host can prove its name",
         file.empty() ? "install ca-certificates, or name a file with --ca-file"
                      : "name a file with certificates in PEM form");
   return store;
}

}  // namespace dnslint::hosts
