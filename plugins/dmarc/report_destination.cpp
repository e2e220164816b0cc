// SPDX-License-Identifier: Apache-2.0
#include "report_destination.hpp"

#include <dnslint/mail_uri.hpp>
#include <dnslint/tag_list.hpp>
#include <dnslint/verdict.hpp>

#include <algorithm>

namespace dmarc {
namespace {

constexpr std::size_t longest_name = 253;  // characters (RFC 1035 section 2.3.4)

using dnslint::not_known;
using dnslint::passed;
using dnslint::require;
using dnslint::rrtype;
using dnslint::verdict;

// Whether a destination takes the reports, and the answer for its authorisation record.
struct authorisation {
   verdict given;             // passes where no record is needed
   std::string_view outcome;  // "not-needed", "too-long", "absent", or what the record says
};

struct destination {
   std::string domain;
   report_tags asked_by;
   verdict external;  // passes if the destination belongs to another organization
   authorisation authorised;
   verdict accepts_mail;
};

void add_destinations(
   std::vector<destination>& all, std::vector<std::string> const& uris, std::string_view tag)
{
   for (auto const& uri : uris)
      for (auto const& domain : mail_domains(uri)) {
         auto found = std::ranges::find(all, domain, &destination::domain);
         if (found == all.end()) {
            found = all.insert(found, destination{});
            found->domain = domain;
         }
         if (std::ranges::find(found->asked_by, tag) == found->asked_by.end())
            found->asked_by.push_back(tag);
      }
}

std::vector<destination> destinations_of(requested_reports const& asked)
{
   std::vector<destination> all;
   add_destinations(all, asked.rua, "rua");
   add_destinations(all, asked.ruf, "ruf");
   return all;
}

dnslint::co<verdict> is_external(
   dnslint::context cx, std::string const domain, std::string const source, organization const own)
{
   if (domain == source)
      co_return require(false, "it is the domain itself");
   auto const theirs = co_await look_up_organization(cx, domain);
   if (own.unknown || theirs.unknown)
      co_return not_known(own.unknown ? *own.unknown : *theirs.unknown);
   co_return require(theirs.domain != own.domain, "it belongs to the same organization");
}

// RFC 9990 section 4: one record that can be read is enough. A wildcard can make one.
dnslint::co<authorisation> look_up_authorisation(
   dnslint::context cx, destination const to, std::string const source)
{
   auto const name = authorisation_name(source, to.domain);
   if (name.size() > longest_name)
      co_return authorisation{require(false, "the name of the record is too long"), "too-long"};
   auto const answer = co_await cx.query(name, rrtype::txt);
   if (answer.unknown())
      co_return authorisation{not_known(answer.cause()), {}};
   auto found = agreement::absent;
   for (auto const r : answer.records())
      found = std::max(found, read_agreement(r.text(), to.domain, to.asked_by));
   co_return authorisation{
      require(found == agreement::record, "there is no record"), to_text(found)};
}

verdict has_records(dnslint::answer const& answer)
{
   return answer.unknown() ? not_known(answer.cause())
                           : require(answer.has_records(), "there is no record");
}

// RFC 5321 section 5.1: by an MX that is no null MX, or without any MX by an address.
dnslint::co<verdict> does_accept_mail(dnslint::context cx, std::string const domain)
{
   auto const mx = co_await cx.query(domain, rrtype::mx);
   if (mx.unknown())
      co_return not_known(mx.cause());
   if (mx.has_records())
      co_return require(
         mx.records().size() != 1 || mx.records()[0].text("exchange") != ".", "it has a null MX");
   std::vector<dnslint::question> const questions{{domain, rrtype::a}, {domain, rrtype::aaaa}};
   auto const addresses = co_await cx.query_all(questions);
   co_return dnslint::any_of({has_records(addresses[0]), has_records(addresses[1])});
}

dnslint::co<destination> look_at(
   dnslint::context cx, destination d, std::string const source, organization const own)
{
   d.external = co_await is_external(cx, d.domain, source, own);
   d.authorised = {passed(), "not-needed"};
   if (!d.external.fails())
      d.authorised = co_await look_up_authorisation(cx, d, source);
   // A destination that is authorised need not be known to be external.
   if (d.external.unknown() && d.authorised.given.fails())
      d.authorised.given = d.external;
   d.accepts_mail = co_await does_accept_mail(cx, d.domain);
   co_return d;
}

}  // namespace

std::vector<std::string> mail_domains(std::string_view uri)
{
   auto const read = dnslint::read_mail_uri(uri);
   return read.is("mailto") ? read.domains : std::vector<std::string>{};
}

agreement read_agreement(
   std::string_view text, std::string_view destination, report_tags const& asked_by)
{
   if (!has_dmarc_version(text))
      return agreement::other_text;
   auto const list = dnslint::read_tag_list(text, dnslint::dmarc_grammar);
   if (!list.errors.empty())
      return agreement::unreadable;
   auto const is_elsewhere = [&](dnslint::list_entry const& uri) {
      return std::ranges::any_of(mail_domains(uri.text), [&](std::string const& domain) {
         return domain != destination;
      });
   };
   auto const is_overridden = [&](std::string_view name) {
      auto const* const tag = list.find(name);
      return tag != nullptr &&
             std::ranges::any_of(dnslint::split_list(tag->value, ','), is_elsewhere);
   };
   return std::ranges::any_of(asked_by, is_overridden) ? agreement::other_host : agreement::record;
}

std::string_view to_text(agreement a)
{
   switch (a) {
      case agreement::absent:
         return "absent";
      case agreement::other_text:
         return "other-text";
      case agreement::unreadable:
         return "unreadable";
      case agreement::other_host:
         return "other-host";
      case agreement::record:
         return "record";
   }
   return "absent";
}

std::string authorisation_name(std::string_view domain, std::string_view destination)
{
   return std::string{domain} + "._report._dmarc." + std::string{destination};
}

dnslint::co<> publish_destinations(
   dnslint::context cx,
   requested_reports const asked,
   std::string const source,
   organization const own)
{
   auto destinations = destinations_of(asked);
   bool const too_many = destinations.size() > most_destinations;
   destinations.resize(std::min(destinations.size(), most_destinations));
   std::vector<destination> seen;
   seen.reserve(destinations.size());
   for (auto const& to : destinations)
      seen.push_back(co_await look_at(cx, to, source, own));
   auto const list = cx.facts().list("report_destinations");
   for (auto const& d : seen) {
      auto const entry = list.add_map();
      entry.set("domain", d.domain);
      entry.set("aggregate", std::ranges::find(d.asked_by, "rua") != d.asked_by.end());
      publish(entry, "external", d.external);
      publish(entry, "authorised", d.authorised.given);
      if (d.authorised.given.cause)
         entry.set("authorisation", *d.authorised.given.cause);
      else
         entry.set("authorisation", d.authorised.outcome);
      publish(entry, "accepts_mail", d.accepts_mail);
   }
   if (too_many)
      list.add(dnslint::cause{
         dnslint::cause_class::withheld,
         "budget",
         "further report addresses were not asked about"});
}

}  // namespace dmarc
