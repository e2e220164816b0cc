// SPDX-License-Identifier: Apache-2.0
#include "mailbox.hpp"
#include "serial_form.hpp"

#include <dnslint/host_name.hpp>
#include <dnslint/plugin.hpp>

namespace soa {
namespace {

void publish(dnslint::context const& cx, dnslint::record const& r, mailbox const& box)
{
   auto const facts = cx.facts();
   facts.set("mname", r.text("mname"));
   facts.set("rname", r.text("rname"));
   if (box.problem.empty())
      facts.set("mailbox", box.address);
   facts.set("serial_form", serial_form(r.integer("serial"), cx.now()));
   for (auto const* number : {"serial", "refresh", "retry", "expire", "minimum"})
      facts.set(number, r.integer(number));
}

void settle(dnslint::context const& cx, dnslint::record const& r, mailbox const& box)
{
   auto const primary = r.text("mname");
   bool const is_host = dnslint::is_host_name(primary);
   auto named = cx.settle("soa/primary-name", is_host).evidence(r);
   if (!is_host)
      named.message(std::string{primary} + " is no host name");
   auto reached = cx.settle("soa/mailbox", box.problem.empty()).evidence(r);
   if (!box.problem.empty())
      reached.message(box.problem);
}

// A name that has no SOA record of its own, or that is an alias, is no zone's apex. All facts
// except `records` stay null there.
dnslint::task probe(dnslint::context cx)
{
   auto const answer = co_await cx.query(cx.domain(), dnslint::rrtype::soa);
   bool const is_alias = !answer.chain().empty();
   if (answer.unknown() && !is_alias)
      co_return cx.unknown(answer.cause());
   auto const records = answer.records();
   cx.facts().set("records", is_alias ? 0 : records.size());
   if (is_alias || records.size() != 1)
      co_return;
   auto const r = records[0];
   auto const box = read_mailbox(r.text("rname"), cx.domain());
   publish(cx, r, box);
   settle(cx, r, box);
}

}  // namespace
}  // namespace soa

DNSLINT_PLUGIN("soa", "0.1.0", dnslint::make_probe<soa::probe>("soa"))
