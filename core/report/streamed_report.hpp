// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/report.hpp"

#include <functional>
#include <memory>
#include <ostream>
#include <string>

namespace dnslint::report {

// What a format says, without where it goes.
struct report_form {
   std::function<std::string(run_info const&, catalogue const&)> head;
   std::function<std::string(audit::domain_record const&, catalogue const&)> domain;
   std::string between;                              // two domains that have a text
   std::function<std::string(summary const&)> tail;  // may be empty
};

// Writes each part when it is known, and keeps none.
std::unique_ptr<writer> make_streamed_writer(std::ostream& out, report_form form);

}  // namespace dnslint::report
