// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/certificates.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <sys/types.h>

namespace dnslint::tests {

// A real name server, NSD, on 127.0.0.1 and a port of its own, for as long as the object lives. The
// constructors return when it answers, and throw std::runtime_error with its log when it does not.
class nsd_server {
public:
   // Zone name -> zone text, relative to the zone; a default TTL is supplied, an SOA is not.
   // With `tls` it serves tls_port() over TLS, too.
   explicit nsd_server(
      std::map<std::string, std::string> const& zones, std::optional<certificate_files> tls = {});
   // A folder of zone files, each named like its zone, perhaps with ".zone" behind it.
   explicit nsd_server(std::filesystem::path const& folder);
   nsd_server(nsd_server const&) = delete;
   nsd_server& operator=(nsd_server const&) = delete;
   ~nsd_server();

   static bool installed();
   std::uint16_t port() const noexcept { return port_; }
   std::uint16_t tls_port() const noexcept { return tls_port_; }

private:
   using zone_files = std::map<std::string, std::filesystem::path>;

   void start(zone_files const& files);
   bool start_once(zone_files const& files);
   void write_configuration(zone_files const& files) const;
   void launch();
   bool answers(std::string const& zone);
   bool running();
   void stop();
   std::string log() const;

   std::filesystem::path home_;
   std::optional<certificate_files> tls_;
   std::uint16_t port_ = 0;
   std::uint16_t tls_port_ = 0;
   pid_t process_ = -1;
};

}  // namespace dnslint::tests
