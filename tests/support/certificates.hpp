// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace dnslint::tests {

// A private key and the certificate for it, in PEM form.
struct certificate_files {
   std::filesystem::path key;
   std::filesystem::path certificate;
};

// A certificate authority for one test, made by the openssl command in a folder that exists. The
// functions throw std::runtime_error with its output when it fails.
class certificate_authority {
public:
   explicit certificate_authority(std::filesystem::path folder);

   std::filesystem::path const& certificate() const noexcept { return own_.certificate; }
   // For the host `name`, good from now on; expired since a day when `days` is -1.
   certificate_files certify(std::string const& name, int days = 30) const;

private:
   std::filesystem::path folder_;
   certificate_files own_;
};

bool openssl_installed();

}  // namespace dnslint::tests
