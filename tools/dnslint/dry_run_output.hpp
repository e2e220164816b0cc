// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/dry_run.hpp"
#include "core/authoring/usual_questions.hpp"

#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace dnslint::command {

// Writes what a run would ask: as JSON domain by domain, as text in one table for all, since they
// differ in little. Borrows the stream.
class dry_run_output {
public:
   // `destination` is who would be asked: "zone", or the resolvers.
   dry_run_output(
      std::ostream& out,
      bool json,
      std::string destination,
      unsigned budget,
      std::optional<authoring::usual_questions> usual);
   void write(audit::dry_run const& run);
   void end();

private:
   void add_rows(audit::dry_run const& run);
   void write_json(audit::dry_run const& run);
   void end_text() const;
   std::string heading() const;
   std::string table() const;
   std::string totals() const;
   std::optional<std::uint64_t> usual_of(
      std::vector<audit::expected_questions> const& parts, std::size_t i) const;

   std::ostream* out_;
   bool json_;
   std::string destination_;
   unsigned budget_;
   std::optional<authoring::usual_questions> usual_;
   // Of all domains: the worst count of each part, and its lookup with {domain} for the name.
   audit::dry_run rows_;
   bool is_over_budget_ = false;
   std::uint64_t domains_ = 0;
   std::uint64_t questions_ = 0;
};

}  // namespace dnslint::command
