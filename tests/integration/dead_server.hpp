// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace dnslint::tests {

// A UDP port on loopback that takes questions and never answers.
class dead_server {
public:
   // At a free port, or at the given one.
   explicit dead_server(unsigned port = 0);
   dead_server(dead_server const&) = delete;
   dead_server& operator=(dead_server const&) = delete;
   ~dead_server();

   std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
   bool was_asked() const;
   // Returns when a question came; throws when none does for a minute.
   void wait_for_question() const;

private:
   int socket_ = -1;
   unsigned port_ = 0;
};

}  // namespace dnslint::tests
