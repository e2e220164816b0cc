// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/hosts/https_client.hpp"
#include "core/resolver/answers/answer.hpp"

#include <functional>

namespace dnslint::hosts {

// Asks one question of the DNS: shared_resolver::ask(), or that of a memo.
using ask_dns = std::function<void(
   dns::question const& asked, std::function<void(resolver::answer_ptr)> on_answer)>;

// Looks up hosts by the questions for A and AAAA, both at once.
address_lookup make_address_lookup(ask_dns ask);

}  // namespace dnslint::hosts
