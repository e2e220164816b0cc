// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dnslint::resolver {

// DNS cookies (RFC 7873, RFC 9018) with one server, the client's side: what a forger would have to
// guess beside id, port and case. Nothing is asked of a server that sends none.
class cookie_jar {
public:
   static constexpr std::size_t client_size = 8;

   // `client`: the client cookie, 8 bytes that nobody can guess and no other server is given (RFC
   // 9018 section 3).
   explicit cookie_jar(std::string client);

   // Puts what is known of the cookie into a query; false when it has no EDNS, or the server has
   // answered so often without one that it does not know them.
   bool add_to(std::string& query) const;

   enum class verdict : std::uint8_t {
      fine,
      foreign,  // a cookie that is not ours: forged, or damaged
      lacking   // none, and this server has sent one before
   };
   // Judges a reply to a query with a cookie, and keeps the server's part of it.
   verdict look_at(std::string_view reply);

private:
   // So many replies in a row without one show that the server does not do it any more.
   static constexpr unsigned enough = 8;
   static constexpr unsigned enough_from_the_start = 64;

   std::string cookie_;  // the client's part, and the server's once it is known
   unsigned lacking_ = 0;
   unsigned without_ = 0;  // replies, before it has sent any
};

}  // namespace dnslint::resolver
