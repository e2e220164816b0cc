// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/outcome.hpp"

#include <string>

struct x509_store_ctx_st;

namespace dnslint::resolver {

// The cause "tls-failed" (withheld) for a certificate that OpenSSL has just refused. Its detail
// tells people what is wrong with the certificate. `name` is the name that the server had to prove.
base::cause certificate_failure(x509_store_ctx_st* refused, std::string const& name);

// The cause for any other failure that OpenSSL has just reported: "tls-failed" (withheld) if the
// server's TLS does not fit ours, "tcp-failed" (transient) if the connection was cut.
base::cause protocol_failure();

}  // namespace dnslint::resolver
