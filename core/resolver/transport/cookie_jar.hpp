// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dnslint::resolver {

// The client's side of DNS cookies with one server (RFC 7873, RFC 9018). A forger has to guess the
// cookie in addition to id, port and case. A server that sends no cookies is believed without one.
class cookie_jar {
public:
   static constexpr std::size_t client_size = 8;

   // `client` is the client cookie: 8 bytes that nobody can guess and no other server gets (RFC
   // 9018 section 3).
   explicit cookie_jar(std::string client);

   // Puts the cookie, as far as it is known, into a query. False if the query has no EDNS, or if
   // the server answered so often without a cookie that it seems to know none.
   bool add_to(std::string& query) const;

   enum class verdict : std::uint8_t {
      fine,
      foreign,  // another cookie than ours: the reply is forged or damaged
      lacking   // no cookie, although this server has sent one before
   };
   // Judges the reply to a query with a cookie, and keeps the server's part of the cookie.
   verdict look_at(std::string_view reply);

private:
   // After so many replies in a row without a cookie the server is taken not to send cookies any
   // more.
   static constexpr unsigned enough = 8;
   static constexpr unsigned enough_from_the_start = 64;

   std::string cookie_;  // the client's part, followed by the server's once it is known
   unsigned lacking_ = 0;
   unsigned without_ = 0;  // replies before the first cookie
};

}  // namespace dnslint::resolver
