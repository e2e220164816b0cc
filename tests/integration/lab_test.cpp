// SPDX-License-Identifier: Apache-2.0
// `dnslint lab` as a name server on loopback: asked by dnslint itself, and by dig.
#include "tests/integration/scan_run.hpp"
#include "tests/integration/serving_lab.hpp"

#include <csignal>
#include <gmock/gmock.h>
#include <map>
#include <memory>
#include <sstream>
#include <unistd.h>

namespace dnslint::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr auto dig_program = "/usr/bin/dig";
// A domain's record without the id of its run, which tells where answers came from, and without
// the checksum over it.
std::map<std::string, std::string> records_of(ended_process const& done)
{
   EXPECT_EQ(done.status, 0) << done.err;
   std::map<std::string, std::string> all;
   std::istringstream lines{done.out};
   for (std::string line; std::getline(lines, line);) {
      auto const run = line.find("\"kind\":\"domain\",\"run\":\"");
      if (run == std::string::npos)
         continue;
      line.erase(run, line.find(R"("domain":)", run) - run);
      line.replace(line.rfind(R"(,"crc32":)"), std::string::npos, "}");
      all.emplace(json::parse(line)["domain"].text(), line);
   }
   return all;
}

words scan_of(words const& domains, words const& more)
{
   words all{"scan", "--format", "jsonl", "--now", "2026-01-31T12:00:00Z"};
   all.insert(all.end(), domains.begin(), domains.end());
   all.insert(all.end(), more.begin(), more.end());
   return all;
}

// The answers of the network are those of the process: same records, byte for byte.
void expect_same_records(std::string const& lab, words const& domains, words const& how)
{
   serving_lab const server{{lab}};
   auto over_network = how;
   over_network.insert(over_network.end(), {"--resolver", server.address()});
   auto in_process = how;
   in_process.insert(in_process.end(), {"--zone", lab});
   auto const expected = records_of(dnslint(scan_of(domains, in_process)));
   auto const seen = records_of(dnslint(scan_of(domains, over_network)));
   EXPECT_EQ(expected.size(), domains.size());
   EXPECT_EQ(seen, expected);
}

// Zones that are alike, each with its own fault at its TXT records.
std::string lab_with_faults(std::vector<std::pair<std::string, std::string>> const& faults)
{
   std::string zones = "zones:\n";
   std::string wrong = "faults:\n";
   for (auto const& [name, fault] : faults) {
      zones += "  " + name +
               ": |\n"
               "    @ MX 10 mx\n"
               "    mx A 192.0.2.1\n"
               "    @ TXT \"v=spf1 mx -all\"\n"
               "    _dmarc TXT \"v=DMARC1; p=reject; rua=mailto:d@" +
               name + "\"\n";
      if (!fault.empty())
         wrong += "  \"" + name + " TXT\": " + fault + "\n";
   }
   return zones + wrong;
}

TEST(lab_command, ends_well_when_told_to)
{
   for (auto const signal : {SIGINT, SIGTERM}) {
      serving_lab const server{{sample_lab()}};
      auto const done = server.end(signal);
      EXPECT_EQ(done.status, 0);
      EXPECT_EQ(done.err, "");
      EXPECT_EQ(server.output(), "listening on " + server.address() + "\n");
   }
}

TEST(lab_command, serves_on_several_addresses)
{
   serving_lab const server{{sample_lab(), "--listen", "127.0.0.2:0"}};
   EXPECT_EQ(server.end(SIGTERM).status, 0);
   EXPECT_THAT(server.output(), HasSubstr("\nlistening on 127.0.0.2:"));
}

TEST(lab_command, gives_over_the_network_what_it_gives_in_process)
{
   // Hosts are not served.
   expect_same_records(
      sample_lab(),
      sample_domains(),
      {"--timeout", "1500ms", "--tries", "2", "--skip", "mta-sts/*"});
}

TEST(lab_command, drops_over_the_network_what_it_drops_in_process)
{
   std::vector<std::pair<std::string, std::string>> faults;
   words domains;
   for (auto i = 0; i < 12; ++i) {
      domains.push_back("d" + std::to_string(i) + ".test");
      faults.emplace_back(domains.back(), "drop 50%");
   }
   work_folder const folder;
   auto const lab = folder.write("lab.yaml", lab_with_faults(faults));
   expect_same_records(lab, domains, {"--timeout", "1500ms", "--tries", "2"});
   auto const unknown = [&](std::string const& seed) {
      words which;
      for (auto const& line : domain_lines(
              dnslint(scan_of(domains, {"--zone", lab, "--tries", "1", "--seed", seed})).out))
         if (outcomes_of(line).at("spf/present") == "unknown")
            which.push_back(line["domain"].text());
      return which;
   };
   EXPECT_FALSE(unknown("0").empty());
   EXPECT_LT(unknown("0").size(), domains.size());
   EXPECT_EQ(unknown("0"), unknown("0"));
   EXPECT_NE(unknown("0"), unknown("1"));
}

TEST(lab_command, each_fault_comes_out_right_over_the_network)
{
   work_folder const folder;
   serving_lab const server{{folder.write(
      "lab.yaml",
      lab_with_faults(
         {{"sound.test", ""},
          {"timeout.test", "timeout"},
          {"servfail.test", "servfail"},
          {"refused.test", "refused"},
          {"truncate.test", "truncate"},
          {"delay.test", "delay 100ms"},
          {"late.test", "delay 60m"},
          {"drop.test", "drop 100%"}}))}};
   auto const scan = [&](std::string const& domain) {
      return domain_lines(
                dnslint(scan_of(
                           {domain},
                           {"--resolver", server.address(), "--timeout", "1500ms", "--tries", "1"}))
                   .out)
         .at(0);
   };
   for (auto const* good : {"sound.test", "truncate.test", "delay.test"}) {
      auto const domain = scan(good);
      EXPECT_EQ(check_of(domain, "spf/present")["outcome"].text(), "pass") << good;
      EXPECT_EQ(check_of(domain, "mx/reachable")["outcome"].text(), "pass") << good;
   }
   struct bad {
      char const* domain;
      char const* cause;
   };
   for (auto const& b : std::vector<bad>{
           {"timeout.test", "timeout"},
           {"servfail.test", "servfail"},
           {"refused.test", "refused"},
           {"late.test", "timeout"},
           {"drop.test", "timeout"}}) {
      auto const domain = scan(b.domain);
      auto const& spf = check_of(domain, "spf/present");
      EXPECT_EQ(spf["outcome"].text(), "unknown") << b.domain;
      EXPECT_EQ(spf["cause"]["class"].text(), "transient") << b.domain;
      EXPECT_EQ(spf["cause"]["code"].text(), b.cause) << b.domain;
      EXPECT_EQ(check_of(domain, "mx/reachable")["outcome"].text(), "pass") << b.domain;
   }
   // A truncated answer is fetched over TCP.
   auto const told =
      dnslint({"scan", "truncate.test", "--resolver", server.address(), "--verbose"});
   EXPECT_THAT(told.err, AllOf(HasSubstr(" over TCP"), Not(HasSubstr(" 0 over TCP"))));
}

class asked_by_dig : public testing::Test {
protected:
   void SetUp() override
   {
      if (access(dig_program, X_OK) != 0)
         GTEST_SKIP() << "dig (bind9-dnsutils) is not installed";
      server_ = std::make_unique<serving_lab>(words{folder_.write("lab.yaml", lab)});
   }

   std::string dig(words const& more) const
   {
      words all{dig_program, "@127.0.0.1", "-p", server_->port(), "+tries=1", "+timeout=20"};
      all.insert(all.end(), more.begin(), more.end());
      return run(all).out;
   }

   static constexpr std::string_view lab = R"(zones:
  a.test: |
    @     MX 10 mx
    mx    A  192.0.2.1
    sub   NS ns.sub
    ns.sub A 192.0.2.53
    big   TXT "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
    big   TXT "1123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
    big   TXT "2123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
    big   TXT "3123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
    big   TXT "4123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
    big   TXT "5123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
faults:
  cut.a.test: truncate
  dead.a.test: timeout
  sick.a.test: servfail
  shy.a.test: refused
  slow.a.test: delay 50ms
)";

   work_folder folder_;
   std::unique_ptr<serving_lab> server_;
};

TEST_F(asked_by_dig, recursive_and_not)
{
   EXPECT_THAT(
      dig({"a.test", "MX"}),
      AllOf(
         HasSubstr("status: NOERROR"),
         HasSubstr(";; flags: qr rd ra;"),
         HasSubstr("10 mx.a.test."),
         HasSubstr("EDNS: version: 0"),
         Not(HasSubstr("WARNING"))));
   EXPECT_THAT(
      dig({"+norec", "a.test", "MX"}),
      AllOf(HasSubstr(";; flags: qr aa;"), HasSubstr("10 mx.a.test.")));
   EXPECT_THAT(
      dig({"+norec", "www.sub.a.test", "A"}),
      AllOf(
         HasSubstr("status: NOERROR"),
         HasSubstr(";; flags: qr;"),
         HasSubstr("ANSWER: 0, AUTHORITY: 1, ADDITIONAL: 2"),
         HasSubstr("192.0.2.53")));
   EXPECT_THAT(dig({"+norec", "example.com", "A"}), HasSubstr("status: REFUSED"));
   EXPECT_THAT(dig({"example.com", "A"}), HasSubstr("status: NXDOMAIN"));
   EXPECT_THAT(dig({"nope.a.test", "A"}), AllOf(HasSubstr("status: NXDOMAIN"), HasSubstr("SOA")));
}

TEST_F(asked_by_dig, over_tcp)
{
   EXPECT_THAT(
      dig({"+tcp", "big.a.test", "TXT"}),
      AllOf(HasSubstr("ANSWER: 6,"), HasSubstr("(TCP)"), HasSubstr(";; flags: qr rd ra;")));
   EXPECT_THAT(
      dig({"+tcp", "+keepopen", "a.test", "MX", "mx.a.test", "A"}), HasSubstr("192.0.2.1"));
}

TEST_F(asked_by_dig, with_every_form_of_edns)
{
   EXPECT_THAT(
      dig({"+noedns", "a.test", "MX"}),
      AllOf(HasSubstr("10 mx.a.test."), Not(HasSubstr("EDNS: version"))));
   EXPECT_THAT(
      dig({"+noedns", "+ignore", "big.a.test", "TXT"}),
      AllOf(HasSubstr(";; flags: qr tc rd ra;"), HasSubstr("ANSWER: 0,")));
   EXPECT_THAT(
      dig({"+bufsize=512", "+ignore", "big.a.test", "TXT"}), HasSubstr(";; flags: qr tc rd ra;"));
   EXPECT_THAT(dig({"+bufsize=4096", "+ignore", "big.a.test", "TXT"}), HasSubstr("ANSWER: 6,"));
   EXPECT_THAT(dig({"+bufsize=512", "big.a.test", "TXT"}), HasSubstr("(TCP)")) << "and again";
   EXPECT_THAT(
      dig({"+edns=1", "+noednsnegotiation", "a.test", "MX"}),
      AllOf(HasSubstr("status: BADVERS"), HasSubstr("EDNS: version: 0"), HasSubstr("ANSWER: 0,")));
   EXPECT_THAT(dig({"+edns=1", "a.test", "MX"}), HasSubstr("10 mx.a.test.")) << "negotiated";
   EXPECT_THAT(dig({"+opcode=NOTIFY", "a.test", "SOA"}), HasSubstr("status: NOTIMP"));
}

TEST_F(asked_by_dig, with_faults)
{
   EXPECT_THAT(dig({"sick.a.test", "A"}), HasSubstr("status: SERVFAIL"));
   EXPECT_THAT(dig({"shy.a.test", "A"}), HasSubstr("status: REFUSED"));
   EXPECT_THAT(dig({"+ignore", "cut.a.test", "A"}), HasSubstr(";; flags: qr tc rd ra;"));
   EXPECT_THAT(dig({"cut.a.test", "A"}), AllOf(HasSubstr("status: NXDOMAIN"), HasSubstr("(TCP)")));
   EXPECT_THAT(dig({"slow.a.test", "A"}), HasSubstr("status: NXDOMAIN"));
   for (auto const* transport : {"+notcp", "+tcp"})
      EXPECT_THAT(dig({transport, "+timeout=1", "dead.a.test", "A"}), Not(HasSubstr("status:")))
         << transport;
}

TEST(lab_usage, has_help)
{
   auto const done = dnslint({"lab", "--help"});
   EXPECT_EQ(done.status, 0);
   EXPECT_THAT(
      done.out,
      AllOf(StartsWith("Usage: dnslint lab FILE..."), HasSubstr("--listen"), HasSubstr("--seed")));
   EXPECT_THAT(dnslint({"--help"}).out, HasSubstr("lab FILE... [--listen ADDR:PORT]"));
}

TEST(lab_usage, wants_something_to_serve_on_loopback)
{
   struct wrong {
      words arguments;
      std::string says;
   };
   for (auto const& w : std::vector<wrong>{
           {{}, "name a zone or lab file"},
           {{"missing.yaml"}, "missing.yaml"},
           {{sample_lab(), "--listen", "0.0.0.0:0"}, "--allow-remote"},
           {{sample_lab(), "--listen", "[::]:0"}, "--allow-remote"},
           {{sample_lab(), "--listen", "192.0.2.1:5300"}, "--allow-remote"},
           {{sample_lab(), "--listen", "127.0.0.1:0", "--listen", "192.0.2.1:0"}, "192.0.2.1:0"},
           {{sample_lab(), "--listen", "192.0.2.1:0", "--allow-remote"}, "cannot listen"},
           {{sample_lab(), "--listen", "localhost"}, "localhost"},
           {{sample_lab(), "--listen", "127.0.0.1:65536"}, "65535"},
           {{sample_lab(), "--lisen", "127.0.0.1:0"}, "did you mean '--listen'"},
           {{sample_lab(), "--seed", "x"}, "--seed x"},
           {{sample_lab(), sample_lab()}, "twice"}}) {
      auto arguments = w.arguments;
      arguments.insert(arguments.begin(), "lab");
      auto const done = dnslint(arguments);
      EXPECT_EQ(done.status, 2) << w.says;
      EXPECT_EQ(done.out, "") << w.says;
      EXPECT_THAT(done.err, HasSubstr(w.says));
   }
}

TEST(lab_usage, a_taken_port_is_told)
{
   serving_lab const server{{sample_lab()}};
   auto const done = dnslint({"lab", sample_lab(), "--listen", server.address()});
   EXPECT_EQ(done.status, 2);
   EXPECT_THAT(done.err, AllOf(HasSubstr("in use"), HasSubstr(server.address())));
}

// As in a rule pack: where it is, the line with a caret, and what to write.
TEST(lab_usage, mistakes_are_shown_where_they_are)
{
   work_folder const folder;
   auto const path = folder.write(
      "lab.yaml",
      "zones:\n"
      "  a.test: |\n"
      "    @ MX 10 mx\n"
      "    mx A 192.0.2.999\n"
      "faults:\n"
      "  \"a.test TXT\": servfial\n"
      "  b.test: drop lots\n"
      "fault: {}\n");
   auto const done = dnslint({"lab", path});
   EXPECT_EQ(done.status, 2);
   EXPECT_EQ(done.out, "");
   EXPECT_THAT(
      done.err,
      AllOf(
         HasSubstr(path + ":4"),
         HasSubstr(path + ":6:17: error: 'servfial' is no fault"),
         HasSubstr("\"a.test TXT\": servfial\n"),
         HasSubstr("^"),
         HasSubstr("did you mean 'servfail'"),
         HasSubstr(path + ":7:11: error: 'drop'"),
         HasSubstr("write drop 30%"),
         HasSubstr(path + ":8:1: error:")));
}

}  // namespace
}  // namespace dnslint::tests
