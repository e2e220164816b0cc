// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/event_loop.hpp"
#include "core/hosts/https.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::resolver {

// What goes wrong when a host of a lab is asked over HTTPS, in the order in which a request goes;
// docs/lab.md says what each is.
enum class host_fault : std::uint8_t {
   timeout,
   refused,
   unreachable,
   tls_failed,
   closed,
   slow,
   endless
};

struct host_fault_word {
   std::string_view word;
   std::string_view description;
};
// In the order of host_fault.
std::vector<host_fault_word> const& host_fault_table();
std::vector<std::string> host_fault_words();

// What a host says to a GET of one URL.
struct lab_reply {
   std::optional<host_fault> fault;                    // then there is nothing else
   std::vector<hosts::certificate_error> certificate;  // as in tls_view; not empty: nothing else
   hosts::https_response response;                     // names of headers as they are written
   base::event_loop::duration delay{0};                // of the response
};

// By URL, in the spelling of hosts::https_url.
using lab_hosts = std::map<std::string, lab_reply, std::less<>>;

}  // namespace dnslint::resolver
