// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lookup.hpp"

#include <dnslint/context.hpp>

#include <string>
#include <vector>

namespace spf {

// Whether a denial must be proved by a SOA. An audit says "missing" only with that proof. A
// receiver believes a denial without it, and an evaluation shows what a receiver sees.
enum class denial { proved, believed };

// Asks through the run's resolver.
class dns_asker final : public asker {
public:
   dns_asker(dnslint::context const& cx, denial d)
   : cx_{cx}
   , denial_{d}
   {}

   dnslint::co<lookup> ask(std::string name, record_type type) override;

private:
   dnslint::context cx_;
   denial denial_;
};

// RFC 7208 section 3.3: strings are put together without spaces.
std::string joined(dnslint::record const& txt);

}  // namespace spf
