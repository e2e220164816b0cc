// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

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
   // The same with a key of 1,024 bits.
   certificate_files certify_weakly(std::string const& name) const;
   // A certificate of nobody but the host itself.
   certificate_files self_sign(std::string const& name) const;

private:
   certificate_files certify(
      std::string const& name,
      std::string const& stem,
      int days,
      std::vector<std::string> const& key) const;

   std::filesystem::path folder_;
   certificate_files own_;
};

bool openssl_installed();

}  // namespace dnslint::tests
