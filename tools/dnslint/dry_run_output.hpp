// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/dry_run.hpp"

#include <ostream>
#include <string>

namespace dnslint::command {

// Writes dry runs one by one, then what they come to together. Borrows the stream.
class dry_run_output {
public:
   // `destination` is who would be asked: "zone", or the resolvers.
   dry_run_output(std::ostream& out, bool json, std::string destination, unsigned budget);
   void write(audit::dry_run const& run);
   void end();

private:
   void write_text(audit::dry_run const& run);
   void write_json(audit::dry_run const& run);

   std::ostream* out_;
   bool json_;
   std::string destination_;
   unsigned budget_;
   std::uint64_t domains_ = 0;
   std::uint64_t questions_ = 0;
};

}  // namespace dnslint::command
