// SPDX-License-Identifier: Apache-2.0
// Zones and answers that were made to do harm: their domains end within the budget, and the one
// beside them is audited as if it were alone.
#include "core/base/escape.hpp"
#include "core/base/yaml.hpp"
#include "core/lab/lab_responder.hpp"
#include "tests/integration/serving_lab.hpp"
#include "tests/unit/resolver/fake_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dnslint::tests {
namespace {

using namespace std::string_literals;

constexpr std::string_view sound_zone =
   "  sound.test: |\n"
   "    @ MX 10 mx\n"
   "    mx A 192.0.2.1\n"
   "    @ TXT \"v=spf1 mx -all\"\n"
   "    _dmarc TXT \"v=DMARC1; p=reject; rua=mailto:d@sound.test\"\n";

std::string lab_with(std::string const& zones)
{
   return "zones:\n" + std::string{sound_zone} + zones;
}

struct scanned {
   std::map<std::string, json> domains;
   ended_process how;
};

scanned scan(words const& domains, words const& how)
{
   words all{"scan", "--format", "jsonl", "sound.test"};
   all.insert(all.end(), domains.begin(), domains.end());
   all.insert(all.end(), how.begin(), how.end());
   scanned seen{{}, dnslint(all)};
   EXPECT_EQ(seen.how.status, 0) << seen.how.err;
   for (auto& line : domain_lines(seen.how.out)) {
      auto const name = line["domain"].text();
      seen.domains.emplace(name, std::move(line));
   }
   EXPECT_EQ(seen.domains.size(), domains.size() + 1);
   return seen;
}

// All checks of the sound domain are as they are without neighbours.
void expect_unaffected(scanned const& seen)
{
   work_folder const folder;
   auto const alone = scan({}, {"--zone", folder.write("lab.yaml", lab_with(""))});
   EXPECT_EQ(
      outcomes_of(seen.domains.at("sound.test")), outcomes_of(alone.domains.at("sound.test")));
   EXPECT_EQ(outcomes_of(seen.domains.at("sound.test")).at("spf/present"), "pass");
}

// Almost what a message holds: 240 strings of 255 bytes.
std::string rrset_of_64_kib(std::string const& owner)
{
   std::string text;
   for (auto i = 100; i != 340; ++i)
      text += "    " + owner + " TXT \"" + std::to_string(i) + std::string(252, 'x') + "\"\n";
   return text;
}

TEST(hostile_zone, of_a_thousand_texts_of_64_kib_is_audited)
{
   std::string zones = "  big.test: |\n" + rrset_of_64_kib("*");
   words domains;
   for (auto i = 0; i != 1000; ++i) {
      auto const number = std::to_string(i);
      domains.push_back("d" + number + ".test");
      zones += "  " + domains.back() + ": |\n    @ A 192.0.2.1\n    _dmarc CNAME n" + number +
               ".big.test.\n";
   }
   work_folder const folder;
   auto const lab = folder.write("lab.yaml", lab_with(zones));
   serving_lab const server{{lab}};
   for (auto const& source : {words{"--zone", lab}, words{"--resolver", server.address()}}) {
      auto more = source;
      more.insert(more.end(), {"--verbose", "--in-flight", "10", "--timeout", "10s"});
      auto const seen = scan(domains, more);
      expect_unaffected(seen);
      for (auto const& name : domains)
         EXPECT_EQ(outcomes_of(seen.domains.at(name)).at("dmarc/present"), "fail") << name;
      EXPECT_THAT(seen.how.err, testing::ContainsRegex(", [0-9]{4} over TCP"));
      EXPECT_LT(seen.how.peak_kib, 1U << 20U);
   }
}

TEST(hostile_zone, of_a_thousand_exchanges_is_audited)
{
   std::string zones = "  greedy.test: |\n    @ TXT \"v=spf1 mx -all\"\n";
   for (auto i = 0; i != 1000; ++i) {
      auto const host = "m" + std::to_string(i);
      zones += "    @ MX 10 " + host + "\n    " + host + " A 192.0.2.1\n";
   }
   work_folder const folder;
   auto const lab = folder.write("lab.yaml", lab_with(zones));
   serving_lab const server{{lab}};
   for (auto const& source : {words{"--zone", lab}, words{"--resolver", server.address()}})
      expect_unaffected(scan({"greedy.test"}, source));
}

TEST(hostile_zone, of_cname_rings_is_unknown)
{
   std::string ring = "  ring.test: |\n    @ MX 10 r0\n    @ TXT \"v=spf1 a:r0.ring.test -all\"\n";
   for (auto i = 0; i != 50; ++i)
      ring += "    r" + std::to_string(i) + " CNAME r" + std::to_string((i + 1) % 50) + "\n";
   work_folder const folder;
   auto const lab = folder.write(
      "lab.yaml",
      lab_with(
         ring + "  self.test: |\n    @ MX 10 mx\n    _dmarc CNAME _dmarc\n"
                "  two.test: |\n    _dmarc CNAME _dmarc.three.test.\n"
                "  three.test: |\n    _dmarc CNAME _dmarc.two.test.\n"));
   serving_lab const server{{lab}};
   for (auto const& source : {words{"--zone", lab}, words{"--resolver", server.address()}}) {
      auto const seen = scan({"ring.test", "self.test", "two.test", "three.test"}, source);
      expect_unaffected(seen);
      for (auto const* name : {"self.test", "two.test", "three.test"}) {
         auto const& dmarc = check_of(seen.domains.at(name), "dmarc/present");
         EXPECT_EQ(dmarc["outcome"].text(), "unknown") << name;
         EXPECT_EQ(dmarc["cause"]["code"].text(), "cname-loop") << name;
      }
   }
}

// A server that is a lab but for the TXT records of hostile.test, which it gives over TCP only.
struct hostile_server {
   using handler = std::function<std::vector<std::string>(std::string const& query)>;

   explicit hostile_server(handler over_tcp)
   : hostile{std::move(over_tcp)}
   {}

   std::vector<std::string> say(std::string const& query, resolver::transport via)
   {
      if (!base::equal_ignoring_case(query.substr(12, 16), "\x07hostile\x04test\0\0\x10"s))
         return {lab.respond(query, via).wire};
      if (via == resolver::transport::tcp)
         return hostile(query);
      auto reply = lab.respond(query, via).wire;
      reply[2] = static_cast<char>(static_cast<unsigned char>(reply[2]) | 0x02U);
      return {reply};
   }
   std::string address() const { return "127.0.0.1:" + std::to_string(server.port()); }

   static resolver::lab zones_of(std::string const& text)
   {
      auto const doc = base::yaml::load("lab.yaml", text);
      auto made = resolver::lab::from_yaml(*doc);
      return std::move(*made);
   }

   handler hostile;
   resolver::lab zones =
      zones_of(lab_with("  hostile.test: |\n    @ MX 10 mx\n    mx A 192.0.2.1\n"));
   resolver::lab_responder lab{zones, 0};
   resolver::tests::fake_server server{[this](std::string const& query, resolver::transport via) {
      return say(query, via);
   }};
};

void expect_unknown_spf(hostile_server const& server, std::string const& cause)
{
   auto const seen =
      scan({"hostile.test"}, {"--resolver", server.address(), "--tries", "2", "--timeout", "2s"});
   expect_unaffected(seen);
   auto const& spf = check_of(seen.domains.at("hostile.test"), "spf/present");
   EXPECT_EQ(spf["outcome"].text(), "unknown");
   EXPECT_EQ(spf["cause"]["code"].text(), cause);
   EXPECT_EQ(outcomes_of(seen.domains.at("hostile.test")).at("mx/reachable"), "pass");
}

// The query's header as that of a response, with its counts, and its question.
std::string beginning(std::string const& query, std::string const& answers)
{
   auto bytes = query.substr(0, query.size() - 11);
   bytes.replace(2, 2, "\x81\x80"s);
   bytes.replace(6, 6, answers + "\0\0\0\0"s);
   return bytes;
}

// RFC 1035 section 4.1.4: each name leads through as many pointers as a name may have labels.
std::string maximal_pointers(std::string const& query)
{
   constexpr auto jumps = 120;
   constexpr std::size_t most = 65'535;
   auto bytes = beginning(query, "\x13\x88"s);  // 5,000 records
   auto const pointer = [](std::size_t at) {
      return std::string{static_cast<char>(0xc0U | at >> 8U), static_cast<char>(at & 0xffU)};
   };
   bytes += pointer(12) + "\0\x10\0\1\0\0\1\x2c"s + "\0\xf1\xf0"s;
   auto at = std::size_t{12};
   for (auto i = 0; i != jumps; ++i) {
      auto const here = bytes.size();
      bytes += pointer(at);
      at = here;
   }
   while (bytes.size() + 13 <= most)
      bytes += pointer(at) + "\0\x10\0\1\0\0\1\x2c\0\1\0"s;
   return bytes;
}

TEST(hostile_answer, with_65535_records_that_are_not_there_is_malformed)
{
   expect_unknown_spf(
      hostile_server{[](std::string const& query) {
         return std::vector{beginning(query, "\xff\xff"s) + std::string(60'000, '\0')};
      }},
      "malformed");
}

TEST(hostile_answer, of_maximal_compression_pointers_ends)
{
   hostile_server const server{[](std::string const& query) {
      return std::vector{maximal_pointers(query)};
   }};
   expect_unaffected(
      scan({"hostile.test"}, {"--resolver", server.address(), "--tries", "2", "--timeout", "2s"}));
}

// Megabytes of messages of which none is the answer.
TEST(hostile_answer, that_does_not_end_is_given_up)
{
   expect_unknown_spf(
      hostile_server{[](std::string query) {
         query[0] = static_cast<char>(~static_cast<unsigned char>(query[0]));
         return std::vector<std::string>(500, beginning(query, "\0\0"s) + std::string(60'000, 'x'));
      }},
      "tcp-failed");
}

}  // namespace
}  // namespace dnslint::tests
