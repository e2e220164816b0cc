// SPDX-License-Identifier: Apache-2.0
#include "core/dns/field_form.hpp"
#include "core/dns/presentation.hpp"
#include "core/dns/rdata.hpp"
#include "core/dns/record.hpp"

namespace dnslint::dns {

std::string rdata_to_text(record const& r)
{
   std::string text;
   bool writable = find_record_type(r.type) != nullptr;
   for_each_field(r.type, r.rdata, [&](record_field const& f, std::string_view bytes) {
      auto const form = to_presentation(f.kind, bytes);
      writable = writable && form;
      if (!form || form->empty())
         return;
      if (!text.empty())
         text += ' ';
      text += *form;
   });
   return writable ? text : generic_rdata_text(r.rdata);
}

std::string to_text(record const& r)
{
   return r.owner.to_absolute_text() + ' ' + std::to_string(r.ttl) + " IN " + to_text(r.type) +
          ' ' + rdata_to_text(r);
}

}  // namespace dnslint::dns
