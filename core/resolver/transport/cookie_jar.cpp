// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/transport/cookie_jar.hpp"

#include "core/dns/query_option.hpp"

namespace dnslint::resolver {
namespace {

// RFC 7873 section 4.
constexpr std::uint16_t cookie_option = 10;
constexpr std::size_t least_size = 16;
constexpr std::size_t most_size = 40;

}  // namespace

cookie_jar::cookie_jar(std::string client)
: cookie_{std::move(client)}
{}

bool cookie_jar::add_to(std::string& query) const
{
   return without_ < enough_from_the_start &&
          dns::append_query_option(query, cookie_option, cookie_);
}

// RFC 7873 section 5.3. A cookie that only repeats the client's part is an echo and teaches
// nothing.
cookie_jar::verdict cookie_jar::look_at(std::string_view reply)
{
   auto const found = dns::find_option(reply, cookie_option);
   if (!found) {
      if (cookie_.size() == client_size) {
         ++without_;
         return verdict::fine;
      }
      if (++lacking_ < enough)
         return verdict::lacking;
      cookie_.resize(client_size);
      lacking_ = 0;
      return verdict::fine;
   }
   if (found->substr(0, client_size) != std::string_view{cookie_}.substr(0, client_size))
      return verdict::foreign;
   bool const has_servers_part = found->size() >= least_size && found->size() <= most_size;
   if (!has_servers_part && found->size() != client_size)
      return verdict::foreign;
   lacking_ = 0;
   if (has_servers_part)
      cookie_ = *found;
   return verdict::fine;
}

}  // namespace dnslint::resolver
