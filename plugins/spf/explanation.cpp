// SPDX-License-Identifier: Apache-2.0
#include "explanation.hpp"

#include "domain_spec.hpp"
#include "target.hpp"

#include <dnslint/text.hpp>

namespace spf {
namespace {

std::optional<std::string> fault_of(lookup const& txt)
{
   if (txt.status == lookup_status::no_name)
      return "does not exist";
   if (txt.values.empty())
      return "has no TXT record";
   if (txt.values.size() > 1)
      return "has " + std::to_string(txt.values.size()) + " TXT records, and there must be one";
   auto const read = read_explain_string(txt.values.front());
   if (!read.error)
      return std::nullopt;
   return "column " + std::to_string(dnslint::column_of(txt.values.front(), read.error->offset)) +
          ": " + read.error->text;
}

}  // namespace

dnslint::co<explanation> read_explanation(asker& dns, std::string domain_spec, std::string domain)
{
   explanation e;
   if (depends_on_sender(read_domain_spec(domain_spec).letters)) {
      e.open = dnslint::unobservable("sender-dependent", "exp=" + dnslint::printable(domain_spec));
      co_return e;
   }
   e.name = target_name(domain_spec, domain, domain);
   if (e.name.empty()) {
      e.fault = "can be no domain name";
      co_return e;
   }
   auto const txt = co_await dns.ask(e.name, record_type::txt);
   if (txt.status == lookup_status::failed)
      e.open = txt.why;
   else
      e.fault = fault_of(txt);
   co_return e;
}

}  // namespace spf
