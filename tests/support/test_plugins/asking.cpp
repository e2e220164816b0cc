// SPDX-License-Identifier: Apache-2.0
#include <dnslint/plugin.hpp>

#include <string>
#include <vector>

namespace {

using dnslint::answer;
using dnslint::context;
using dnslint::question;
using dnslint::rrtype;
using dnslint::task;

std::string to_text(answer const& a)
{
   if (a.unknown()) {
      auto const why = a.cause();
      return "unknown " + std::to_string(static_cast<int>(why.kind)) + " " + why.code;
   }
   if (a.absent())
      return a.nxdomain() ? "nxdomain" : "nodata";
   return std::to_string(a.records().size()) + " at " + std::string{a.canonical_name()};
}

task outcomes(context cx)
{
   for (auto const* name :
        {"mx.example.test",
         "alias.example.test",
         "no.example.test",
         "example.test",
         "broken.example.test",
         "MX.Example.TEST.",
         "."}) {
      auto const a = co_await cx.query(name, rrtype::a);
      cx.log(to_text(a));
   }
}

task bad_names(context cx)
{
   std::vector<std::string> const names{
      "",
      "..",
      "a..b",
      std::string(64, 'a') + ".test",
      std::string(300, '.'),
      "a\\",
      "a\\999.b",
      "\xff\xfe b"};
   for (auto const& name : names) {
      auto const a = co_await cx.query(name, rrtype::a);
      cx.log(to_text(a));
   }
}

task hundred(context cx)
{
   std::vector<question> questions;
   for (int i = 0; i != 100; ++i)
      questions.push_back({"n" + std::to_string(i) + ".example.test", rrtype::a});
   auto const answers = co_await cx.query_all(questions);
   for (auto const& a : answers)
      cx.log(to_text(a));
}

task none(context cx)
{
   auto const answers = co_await cx.query_all(std::vector<question>{});
   cx.log(std::to_string(answers.size()));
}

// Temporaries inside the expression that awaits, which compilers have been known to destroy twice.
std::vector<question> two_questions(context cx)
{
   return {
      {"a-name-that-does-not-fit-into-a-short-string.example.test", rrtype::a},
      {std::string{cx.domain()}, rrtype::mx}};
}

task temporaries(context cx)
{
   auto const answers = co_await cx.query_all(two_questions(cx));
   for (auto const& a : answers)
      cx.log(to_text(a));
   auto const a = co_await cx.query(
      "a-name-that-is-quite-as-long-as-the-other." + std::string{cx.domain()}, rrtype::a);
   cx.log(to_text(a));
   if ((co_await cx.query("mx." + std::string{cx.domain()}, rrtype::a)).has_records())
      cx.log("yes");
}

task records(context cx)
{
   auto const mx = co_await cx.query(cx.domain(), rrtype::mx);
   for (auto const r : mx.records()) {
      cx.log(r.owner());
      cx.log(r.to_text());
      cx.log(std::to_string(r.integer("preference")) + " " + std::string{r.text("exchange")});
      cx.log(std::to_string(r.ttl()) + " " + std::to_string(static_cast<int>(r.type())));
      cx.log(std::to_string(r.rdata().size()));
   }
   auto const txt = co_await cx.query("txt.example.test", rrtype::txt);
   for (auto const r : txt.records()) {
      cx.log(r.text());
      for (auto const s : r.strings())
         cx.log(s);
   }
   auto const nsec = co_await cx.query("nsec.example.test", rrtype::nsec);
   for (auto const r : nsec.records()) {
      cx.log(r.text("next_domain_name"));
      for (auto const s : r.texts("types"))
         cx.log(s);
      cx.log(std::to_string(r.texts("next_domain_name").size()));
   }
   auto const alias = co_await cx.query("alias.example.test", rrtype::a);
   for (auto const r : alias.chain())
      cx.log(r.text("target"));
   cx.settle("asking/evidence", true).evidence(mx.records()).evidence(alias.chain());
}

// What is out of reach is empty, not a crash.
task reach(context cx)
{
   auto const mx = co_await cx.query(cx.domain(), rrtype::mx);
   auto const beyond = mx.records()[99];
   cx.log(std::to_string(beyond.owner().size() + beyond.rdata().size() + beyond.to_text().size()));
   cx.log(std::to_string(beyond.integer("preference")) + std::string{beyond.text("exchange")});
   auto const first = mx.records()[0];
   cx.log(std::to_string(first.integer("no-such-key")) + std::string{first.text("")});
   cx.log(std::to_string(first.strings().size()));
   cx.log(std::to_string(
      dnslint::record_range{cx.get<dnslint_dns>("dnslint.dns/1"), first.reply(), 77}.size()));
}

task powerless(context cx)
{
   cx.log("starts");
   auto const a = co_await cx.query(cx.domain(), rrtype::a);
   cx.log(to_text(a));
}

task powerless_first(context cx)
{
   cx.log(cx.get<dnslint_dns>("dnslint.dns/1") == nullptr ? "none" : "some");
   co_return;
}

// One server, put in several ways; and what no server can be asked.
task direct(context cx)
{
   dnslint::direct_question q;
   q.address = "192.0.2.53";
   q.name = "mx.example.test";
   auto const plain = co_await cx.query_at(q);
   auto const header = plain.header();
   cx.log(to_text(plain));
   cx.log(
      header ? std::string{header->aa ? "aa" : "-"} + (header->rd ? " rd " : " - ") +
                  (header->has_edns ? "edns" : "-")
             : "none");
   q.flags = DNSLINT_DIRECT_RD | DNSLINT_DIRECT_NO_EDNS | DNSLINT_DIRECT_TCP;
   auto const other = co_await cx.query_at(q);
   auto const other_header = other.header();
   cx.log(
      other_header
         ? std::string{other_header->over_tcp ? "tcp" : "udp"} +
              (other_header->rd ? " rd " : " - ") + (other_header->has_edns ? "edns" : "-")
         : "none");
   q.name = "n7.example.test";
   auto const silent = co_await cx.query_at(q);
   cx.log(to_text(silent) + (silent.header() ? " header" : " none"));
   q.address = "mx.example.test";
   auto const nowhere = co_await cx.query_at(q);
   cx.log(to_text(nowhere));
   q.address = "2001:db8::53";
   q.edns_options = "abc";
   auto const broken = co_await cx.query_at(q);
   cx.log(to_text(broken));
   q.edns_options.clear();
   q.name = "a..b";
   auto const unnamed = co_await cx.query_at(q);
   cx.log(to_text(unnamed));
   cx.settle("asking/direct", true);
}

task other_power(context cx)
{
   cx.log("must not run");
   co_return;
}

}  // namespace

DNSLINT_PLUGIN(
   "asking",
   "1.0.0",
   dnslint::make_probe<outcomes>("outcomes"),
   dnslint::make_probe<bad_names>("bad-names"),
   dnslint::make_probe<hundred>("hundred"),
   dnslint::make_probe<none>("none"),
   dnslint::make_probe<temporaries>("temporaries"),
   dnslint::make_probe<records>("records"),
   dnslint::make_probe<reach>("reach"),
   dnslint::make_probe<powerless>("powerless"),
   dnslint::make_probe<powerless_first>("powerless-first"),
   dnslint::make_probe<direct>("direct"),
   dnslint::make_probe<other_power>("other-power"))
