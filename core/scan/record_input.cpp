// SPDX-License-Identifier: Apache-2.0
#include "core/scan/record_input.hpp"

#include "core/report/record_reader.hpp"

namespace dnslint::scan {

domain_input input_of(report::record const& r)
{
   domain_input input;
   input.text = report::domain_of(r);
   if (auto const name = dns::name::from_text(input.text))
      input.name = *name;
   auto const json = '{' + r.json + '}';
   auto const read = report::read_domain(json);
   if (!read)
      return input;
   input.text = read->input;
   input.line = read->line;
   input.columns = report::read_list_columns(json);
   return input;
}

}  // namespace dnslint::scan
