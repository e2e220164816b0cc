// SPDX-License-Identifier: Apache-2.0
#include "tests/support/certificates.hpp"

#include "tests/support/process.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <unistd.h>
#include <vector>

namespace dnslint::tests {

namespace {

using words = std::vector<std::string>;

constexpr auto program = "/usr/bin/openssl";

void openssl(words const& arguments)
{
   words all{program};
   std::ranges::copy(arguments, std::back_inserter(all));
   auto const done = run(all);
   if (done.status != 0)
      throw std::runtime_error{"openssl " + arguments.front() + ": " + done.err};
}

words good_key()
{
   return {"ec", "-pkeyopt", "ec_paramgen_curve:P-256"};
}

// A key and what is to be certified, or is certified by itself.
words request_for(certificate_files const& to, std::string const& subject, words const& key)
{
   words all{"req", "-newkey"};
   std::ranges::copy(key, std::back_inserter(all));
   for (auto const& word :
        words{"-nodes", "-keyout", to.key, "-out", to.certificate, "-subj", "/CN=" + subject})
      all.push_back(word);
   return all;
}

}  // namespace

certificate_authority::certificate_authority(std::filesystem::path folder)
: folder_{std::move(folder)}
, own_{folder_ / "ca.key", folder_ / "ca.pem"}
{
   auto words = request_for(own_, "test authority", good_key());
   words.insert(words.end(), {"-x509", "-days", "30"});
   openssl(words);
}

certificate_files certificate_authority::certify(std::string const& name, int days) const
{
   return certify(name, name + (days < 0 ? ".expired" : ""), days, good_key());
}

certificate_files certificate_authority::certify_weakly(std::string const& name) const
{
   return certify(name, name + ".weak", 30, {"rsa:1024"});
}

certificate_files certificate_authority::self_sign(std::string const& name) const
{
   certificate_files const made{folder_ / (name + ".self.key"), folder_ / (name + ".self.pem")};
   auto words = request_for(made, name, good_key());
   words.insert(words.end(), {"-x509", "-days", "30", "-addext", "subjectAltName=DNS:" + name});
   openssl(words);
   return made;
}

certificate_files certificate_authority::certify(
   std::string const& name, std::string const& stem, int days, words const& key) const
{
   certificate_files const made{folder_ / (stem + ".key"), folder_ / (stem + ".pem")};
   certificate_files const asked{made.key, folder_ / (stem + ".request")};
   openssl(request_for(asked, "not " + name, key));
   auto const names = folder_ / (stem + ".names");
   std::ofstream{names} << "subjectAltName=DNS:" << name << "\n";
   openssl(
      {"x509",
       "-req",
       "-in",
       asked.certificate,
       "-CA",
       own_.certificate,
       "-CAkey",
       own_.key,
       "-CAcreateserial",
       "-days",
       std::to_string(days),
       "-extfile",
       names,
       "-out",
       made.certificate});
   return made;
}

bool openssl_installed()
{
   return access(program, X_OK) == 0;
}

}  // namespace dnslint::tests
