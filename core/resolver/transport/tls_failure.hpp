// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/outcome.hpp"

#include <string>

struct x509_store_ctx_st;

namespace dnslint::resolver {

// Why the certificate that OpenSSL has just refused is not good, for people who have to do
// something about it: withheld "tls-failed". `name` is the one that the server was to prove.
base::cause certificate_failure(x509_store_ctx_st* refused, std::string const& name);

// Of any other failure that OpenSSL has just reported: withheld "tls-failed" when the server's TLS
// is not ours, transient "tcp-failed" when the connection was cut.
base::cause protocol_failure();

}  // namespace dnslint::resolver
