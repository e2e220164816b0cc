// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace dnslint::base {

// Keeps OpenSSL from reading the file that the environment's OPENSSL_CONF names, or its own, which
// could change how hosts are judged. To be called before anything of the process uses OpenSSL.
void start_openssl();

}  // namespace dnslint::base
