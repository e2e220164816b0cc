// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lab_host.hpp"

namespace dnslint::resolver {

std::vector<host_fault_word> const& host_fault_table()
{
   static std::vector<host_fault_word> const table{
      {"timeout", "No answer to the connection."},
      {"refused", "The connection is refused."},
      {"unreachable", "There is no way to the host."},
      {"tls-failed", "The handshake of TLS fails, before a certificate is shown."},
      {"closed", "The connection is closed in place of a response."},
      {"slow", "A header, and a body that does not end in time."},
      {"endless", "A header, and more bytes than anybody wants."}};
   return table;
}

std::vector<std::string> host_fault_words()
{
   std::vector<std::string> all;
   for (auto const& row : host_fault_table())
      all.emplace_back(row.word);
   return all;
}

}  // namespace dnslint::resolver
