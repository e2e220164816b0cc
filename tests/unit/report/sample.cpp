// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/report/sample.hpp"

#include "core/report/domain_json.hpp"
#include "tests/unit/score/sample_weights.hpp"

namespace dnslint::report::sample {
namespace {

using base::outcome;
using base::severity;
using base::untrusted;

catalogue_entry entry(std::string id, std::string title, std::string control, severity severity)
{
   auto const category = control.starts_with("mx") ? "mail.transport" : "mail.authentication";
   return {
      std::move(id),
      std::move(title),
      category,
      std::move(control),
      severity,
      {"RFC 7208 section 4.5"},
      "Why it matters."};
}

audit::finding finding(std::string id, outcome o, std::string message)
{
   audit::finding f;
   f.id = std::move(id);
   f.result = o;
   f.message = untrusted{std::move(message)};
   return f;
}

void score_it(audit::domain_record& d)
{
   auto const known = checks();
   std::vector<score::scored_check> scored;
   for (auto const& f : d.findings)
      if (auto const found = known.find(f.id); found != known.end())
         scored.push_back(
            {f.id,
             found->second.category,
             found->second.control,
             found->second.severity,
             f.result,
             f.why ? f.why->kind : base::cause_class::internal});
   d.scored = score::compute(scored, score::sample_weights());
   d.scored.not_seen.clear();  // tests that are about it say which
   d.score_standard = d.scored.score;
}

audit::finding dmarc_failure()
{
   auto f = finding(
      "dmarc/present",
      outcome::fail,
      "There is no DMARC record at _dmarc.example.org, so receivers deliver mail that forges this "
      "domain as its author");
   f.evidence = {{"record", untrusted{"_dmarc.example.org. NXDOMAIN"}}};
   f.fix_text = untrusted{"Publish a DMARC record; begin with one that only asks for reports"};
   f.fix_record = untrusted{
      "_dmarc.example.org. 3600 IN TXT \"v=DMARC1; p=none; rua=mailto:dmarc@example.org\"\n"};
   return f;
}

audit::finding mx_failure()
{
   auto f = finding("mx/resolves", outcome::fail, "2 of 3 mail servers have no address");
   f.items = {
      {untrusted{"mx1.example.org"}, outcome::pass, untrusted{}},
      {untrusted{"mx2.example.org"}, outcome::fail, untrusted{"NXDOMAIN"}},
      {untrusted{"mx3.example.org"}, outcome::fail, untrusted{}}};
   f.evidence = {
      {"record", untrusted{"example.org. 3600 IN MX 10 mx1.example.org."}},
      {"record", untrusted{"example.org. 3600 IN MX 20 mx2.example.org."}}};
   f.fix_text = untrusted{"Give each mail server an address, or take it out of the MX records"};
   return f;
}

audit::finding unknown(std::string id, base::cause why)
{
   auto f = finding(std::move(id), outcome::unknown, "");
   f.why = std::move(why);
   return f;
}

}  // namespace

run_info run()
{
   return {
      "0.1.0",
      "2024-05-01T12:00:00Z",
      "192.0.2.1:53",
      "2024-04-01",
      std::string{score::algorithm},
      {{"spf", "1.0.0", std::string(64, 'a')}, {"dmarc", "1.0.0", std::string(64, 'b')}},
      {{"mail-baseline", "1.2.0", std::string(64, 'c')}},
      {{"standard", "", std::string(64, 'd')}},
      {},
      {},
      {},
      0,
      1,
      1,
      {},
      {}};
}

catalogue checks()
{
   catalogue all;
   for (auto const& e : {
           entry("dkim/key-length", "DKIM keys are long enough", "dkim.keys", severity::high),
           entry("dmarc/present", "There is a DMARC record", "dmarc.policy", severity::high),
           entry("mx/resolves", "Mail servers have addresses", "mx.delivery", severity::critical),
           entry("mx/several", "There is more than one mail server", "", severity::info),
           entry("spf/present", "There is an SPF record", "spf.policy", severity::high),
           entry("spf/ptr", "No ptr mechanism is used", "spf.policy", severity::low),
           entry("spf/too-many-lookups", "At most 10 lookups", "spf.policy", severity::high),
        })
      all[e.id] = e;
   return all;
}

audit::domain_record example()
{
   audit::domain_record d;
   d.domain = "example.org";
   d.input = "example.org";
   d.findings = {
      unknown("dkim/key-length", base::unobservable("no-selector", "no DKIM selector is known")),
      dmarc_failure(),
      mx_failure(),
      finding("mx/several", outcome::not_applicable, ""),
      finding("spf/present", outcome::pass, "There is one SPF record"),
      unknown("spf/ptr", base::transient("timeout", "TXT _spf.example.net from 192.0.2.1")),
      unknown("spf/too-many-lookups", base::transient("timeout", "TXT _spf.example.net"))};
   d.findings[3].reason = "the domain publishes a null MX";
   d.findings[4].evidence = {
      {"record", untrusted{"example.org. 300 IN TXT \"v=spf1 include:_spf.example.net -all\""}}};
   d.facts["spf"] = {
      {"records", 1}, {"lookups_max", facts::value{base::transient("timeout", "late")}}};
   d.facts["mx"] = {{"accepts_mail", true}, {"exchanges", facts::list{"mx1.example.org"}}};
   score_it(d);
   return d;
}

audit::domain_record sound(std::string domain)
{
   audit::domain_record d;
   d.domain = domain;
   d.input = std::move(domain);
   d.line = 7;
   d.findings = {
      finding("dmarc/present", outcome::pass, "There is one DMARC record"),
      finding("mx/resolves", outcome::pass, "1 mail server has addresses"),
      finding("spf/present", outcome::pass, "There is one SPF record")};
   score_it(d);
   return d;
}

audit::domain_record nonexistent()
{
   audit::domain_record d;
   d.domain = "xn--bcher-kva.example";
   d.input = "Bücher.example";
   d.line = 3;
   d.status = audit::domain_status::nonexistent;
   d.findings = {finding("spf/present", outcome::not_applicable, "")};
   d.findings[0].reason = "the domain does not exist";
   score_it(d);
   return d;
}

std::string_view hostile_text()
{
   return "\x1b[2J\x1b]0;owned\x07 \xe2\x80\xae"
          "evil \xff\xc2\x9b"
          "31m\r\ngrade A\n\"</script>\\ \xe2\x80\xa8"
          "=cmd|x";
}

audit::domain_record hostile()
{
   std::string const bad{hostile_text()};
   auto d = sound("example.org");
   d.input = bad;
   auto failure = finding("dmarc/present", outcome::fail, bad);
   failure.subject = untrusted{bad};
   failure.items = {{untrusted{bad}, outcome::fail, untrusted{bad}}};
   failure.evidence = {{bad, untrusted{bad}}};
   failure.fix_text = untrusted{bad};
   failure.fix_record = untrusted{bad};
   auto passed = finding("mx/" + bad, outcome::not_applicable, bad);
   passed.reason = bad;
   d.findings = {failure, passed, unknown("spf/present", base::transient(bad, bad))};
   d.facts["spf"] = {{bad, bad}, {"cause", facts::value{base::internal(bad, bad)}}};
   score_it(d);
   return d;
}

record_content everything()
{
   record_content content;
   content.all_facts = content.passes = true;
   return content;
}

std::string written(
   std::unique_ptr<writer> (*make)(std::ostream&), std::vector<audit::domain_record> const& domains)
{
   std::ostringstream out;
   auto const known = checks();
   auto const to = make(out);
   summary sum;
   to->begin(run(), known);
   for (auto const& d : domains) {
      auto const made = domain_json{known, everything()}.made(d);
      to->domain(made);
      sum.add(made.counts, known);
   }
   to->end(sum);
   return out.str();
}

std::string text(std::vector<audit::domain_record> const& domains, text_options const& how)
{
   std::ostringstream out;
   auto const known = checks();
   auto const to = make_text_writer(out, how);
   summary sum;
   to->begin(run(), known);
   for (auto const& d : domains) {
      auto const made = domain_json{known, everything()}.made(d);
      to->domain(made);
      sum.add(made.counts, known);
   }
   to->end(sum);
   return out.str();
}

}  // namespace dnslint::report::sample
