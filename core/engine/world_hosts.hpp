// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/world.hpp"

namespace dnslint::resolver {
class asio_loop;
}

namespace dnslint::engine {

// Lets probes ask hosts over HTTPS, by the world's resolver. What has to be mended first: the
// ranges of addresses, the file of authorities. The system's authorities are read when the first
// host is asked, since reading them takes longer than the start of a run may.
base::diagnostics use_hosts(world& w, resolver::asio_loop& loop, question_config const& q);

// Lets probes ask the hosts of the world's lab.
base::diagnostics use_lab_hosts(world& w, question_config const& q);

// Lets the world's recording, which is of `file`, answer in place of hosts.
base::diagnostics use_recorded_hosts(world& w, std::string const& file);

}  // namespace dnslint::engine
