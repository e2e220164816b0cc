// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/certificates.hpp"
#include "tests/support/process.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace dnslint::tests {

// nginx over TLS on 127.0.0.1 and a port of its own, for as long as the object lives. The
// constructor returns when it takes connections, and throws std::runtime_error with its log when
// it does not.
class nginx_server {
public:
   // One name of it. `directives` stand in its server block, such as
   // "location = /x { return 200 'text'; }".
   struct site {
      std::string name;
      certificate_files shown;
      std::string directives;
   };

   explicit nginx_server(std::vector<site> const& sites);
   nginx_server(nginx_server const&) = delete;
   nginx_server& operator=(nginx_server const&) = delete;
   ~nginx_server();

   static bool installed();
   std::uint16_t port() const noexcept { return port_; }

private:
   bool start_once(std::vector<site> const& sites);
   void write_configuration(std::vector<site> const& sites) const;
   std::string log() const;

   std::filesystem::path home_;
   std::uint16_t port_ = 0;
   std::unique_ptr<process> running_;
};

}  // namespace dnslint::tests
