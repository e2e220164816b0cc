// SPDX-License-Identifier: Apache-2.0
#include "core/base/sha256.hpp"

#include "core/base/encode.hpp"

#include <array>
#include <openssl/evp.h>
#include <stdexcept>

namespace dnslint::base {

std::string sha256(std::string_view bytes)
{
   // EVP_sha256() would look the implementation up again for each text.
   static EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA2-256", nullptr);
   std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
   unsigned size = 0;
   if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, algorithm, nullptr) != 1)
      throw std::runtime_error{"SHA-256 is not available"};
   return hex({reinterpret_cast<char const*>(digest.data()), size});
}

}  // namespace dnslint::base
