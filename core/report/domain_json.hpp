// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json_writer.hpp"
#include "core/report/record_content.hpp"
#include "core/report/report.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::report {

// Writes the domains of one run. What stands with every finding of a check is put into JSON once.
class domain_json {
public:
   explicit domain_json(catalogue const& checks, record_content content = {});

   // The domain's JSON and counts.
   record made(audit::domain_record const& d) const;

private:
   // A finding's members that are the same for each domain, around its outcome.
   struct check_text {
      std::string id;
      std::string before_outcome;
      std::string after_outcome;
   };
   static check_text text_of(std::string const& id, catalogue_entry const& entry);

   void append(base::json_writer& json, audit::domain_record const& d) const;
   void append_findings(base::json_writer& json, std::vector<audit::finding> const& findings) const;
   void append_passes(base::json_writer& json, std::vector<audit::finding> const& findings) const;
   void append_checks(
      base::json_writer& json,
      std::vector<audit::finding> const& findings,
      bool (*is_wanted)(audit::finding const&)) const;
   std::set<std::string_view> facts_of_failures(std::vector<audit::finding> const& findings) const;
   void append_facts(base::json_writer& json, audit::domain_record const& d) const;
   static void append_check(
      base::json_writer& json, audit::finding const& f, check_text const& about);

   std::vector<check_text> checks_;  // sorted by id
   record_content content_;
};

}  // namespace dnslint::report
