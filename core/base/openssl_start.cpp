// SPDX-License-Identifier: Apache-2.0
#include "core/base/openssl_start.hpp"

#include <openssl/crypto.h>

namespace dnslint::base {

void start_openssl()
{
   OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr);
}

}  // namespace dnslint::base
