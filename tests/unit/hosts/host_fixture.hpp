// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/causes.hpp"
#include "core/hosts/https_client.hpp"
#include "core/hosts/network_transport.hpp"
#include "core/resolver/transport/asio_loop.hpp"
#include "tests/support/certificates.hpp"
#include "tests/unit/hosts/address_text.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <map>
#include <unistd.h>

namespace dnslint::hosts {

// A client over the network for hosts on loopback addresses, and an authority that it trusts.
struct host_fixture : testing::Test {
   // An hour from now, so that what the test certifies is good already.
   static std::chrono::sys_seconds today()
   {
      return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()) +
             std::chrono::hours{1};
   }

   void SetUp() override
   {
      if (!dnslint::tests::openssl_installed())
         GTEST_SKIP() << "openssl is not installed";
      folder = std::filesystem::path{testing::TempDir()} / ("hosts." + std::to_string(getpid()));
      std::filesystem::create_directories(folder);
      authority.emplace(folder);
      connect();
   }
   void TearDown() override
   {
      from.reset();
      std::error_code ignored;
      std::filesystem::remove_all(folder, ignored);
   }

   void connect(std::chrono::sys_seconds now = today(), turn_limits limits = {})
   {
      network_settings settings{
         load_trust_store(authority->certificate()).value(), now, guard_of({"127.0.0.0/8", "::1"})};
      https_client_parts parts{
         &loop, make_network_transport(loop, settings), {}, settings.guard, limits};
      parts.look_up = [this](std::string const& host, auto on_done) {
         found_addresses found;
         for (auto const& text : addresses.contains(host) ? addresses.at(host) : addresses.at("*"))
            found.all.push_back(at(text));
         on_done(found);
      };
      from = make_https_client(std::move(parts));
   }
   static address_guard guard_of(std::initializer_list<std::string_view> ranges)
   {
      std::vector<address_range> open;
      for (auto const text : ranges)
         open.push_back(address_range::from_text(text).value());
      return address_guard{open};
   }

   https_reply get(https_request const& r)
   {
      std::optional<https_reply> got;
      from->get(r, [&got](https_reply reply) {
         got = std::move(reply);
      });
      loop.run([&got] {
         return got.has_value();
      });
      return *got;
   }
   static https_request request_of(std::string url, unsigned redirects = 0)
   {
      https_request r;
      r.url = std::move(url);
      r.most_redirects = redirects;
      return r;
   }

   std::filesystem::path folder;
   std::optional<dnslint::tests::certificate_authority> authority;
   resolver::asio_loop loop;
   std::map<std::string, std::vector<std::string>> addresses{{"*", {"127.0.0.1"}}};
   std::unique_ptr<https_source> from;
};

}  // namespace dnslint::hosts
