// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/report.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace dnslint::report {

// A domain by what failed on it.
struct domain_row {
   std::size_t number = 0;  // among the domains of the report, from 0 on
   std::string domain;
   std::string grade;                      // "withheld" and "none" included
   std::array<std::uint32_t, 5> failed{};  // by severity, without what the profile accepts
   std::uint32_t unknown = 0;

   bool has_failed() const;
};

domain_row row_of(record const& d, std::size_t number, catalogue const& checks);

// Keeps the domains with the worst failures: more critical ones first, then more high ones and so
// on; as the report has them where that is equal. Domains on which nothing failed are none of them.
class worst_domains {
public:
   explicit worst_domains(std::size_t most)
   : most_{most}
   {}

   void add(record const& d, catalogue const& checks);
   void add(domain_row row);
   // The worst first.
   std::vector<domain_row> rows() const;
   std::size_t left_out() const noexcept { return with_failures_ - kept_.size(); }

private:
   std::size_t most_;
   std::size_t number_ = 0;
   std::size_t with_failures_ = 0;
   std::vector<domain_row> kept_;  // a heap, its best first
};

}  // namespace dnslint::report
