// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/hosts/host_lookup.hpp"
#include "core/hosts/https_client.hpp"
#include "core/lab/lab.hpp"

#include <memory>
#include <vector>

namespace dnslint::resolver {

// The hosts of a lab as they are reached over the network, at whatever address. What the lab does
// not say is a failure with the cause "no-hosts": it is not known, and not missing. Borrows both.
std::unique_ptr<hosts::https_transport> make_lab_transport(
   base::event_loop& loop, lab const& zones);

// A source over it. `ask` finds addresses. Those for documentation and for
// private use are spoken to, and those of `open`; the others as over the network.
std::unique_ptr<hosts::https_source> make_lab_https(
   base::event_loop& loop,
   lab const& zones,
   hosts::ask_dns ask,
   std::vector<hosts::address_range> open = {});

}  // namespace dnslint::resolver
