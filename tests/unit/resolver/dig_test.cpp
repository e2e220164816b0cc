// SPDX-License-Identifier: Apache-2.0
// Answers against dig's, about generated zones that NSD serves: the same records, or the same
// denial. The seed is fixed.
#include "core/resolver/shared/resolver.hpp"
#include "core/resolver/transport/asio_loop.hpp"
#include "core/resolver/transport/cares_source.hpp"
#include "tests/support/nsd_server.hpp"
#include "tests/support/process.hpp"
#include "tests/unit/resolver/messages.hpp"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <random>
#include <sstream>
#include <unistd.h>

namespace dnslint::resolver::tests {
namespace {

namespace fs = std::filesystem;
using dnslint::tests::nsd_server;

constexpr auto dig = "/usr/bin/dig";
constexpr auto zone_count = 10;
constexpr auto names_in_zone = 25;

class generator {
public:
   std::string zone()
   {
      std::string text = "@ SOA ns h 1 7200 3600 1209600 300\n@ NS ns\nns A 127.0.0.1\n";
      aliases_ = 0;
      for (auto i = 0; i != names_in_zone; ++i)
         text += records_of(owner());
      return text;
   }

   dns::question question(int zone)
   {
      auto const labels = asked_labels();
      auto const dot = labels.empty() ? "" : ".";
      static constexpr std::array types{
         "A", "AAAA", "MX", "TXT", "CAA", "SRV", "CNAME", "NS", "SOA", "TLSA", "DNAME"};
      return ask(labels + dot + apex(zone), types.at(pick(types.size())));
   }

   static std::string apex(int zone) { return "z" + std::to_string(zone) + ".test"; }

private:
   unsigned pick(std::size_t below) { return static_cast<unsigned>(random_() % below); }
   std::string number() { return std::to_string(pick(256)); }

   std::string owner()
   {
      static constexpr std::array labels{
         "a", "b", "c", "d", "e", "_dmarc", "x.y", "deep.er.still", "*", "*.w", "mail", "Upper"};
      return labels.at(pick(labels.size()));
   }

   // What is there, what a wildcard may cover, an alias, the apex.
   std::string asked_labels()
   {
      switch (pick(6)) {
         case 0:
            return "x." + owner();
         case 1:
            return "alias" + std::to_string(pick(4));
         case 2:
            return "";
         default:
            return owner();
      }
   }

   // An alias stands alone, under a name of its own.
   std::string records_of(std::string const& at)
   {
      switch (pick(8)) {
         case 0:
            return at + " A 192.0.2." + number() + "\n" + at + " A 198.51.100." + number() + "\n";
         case 1:
            return at + " AAAA 2001:db8::" + number() + "\n";
         case 2:
            return at + " MX " + number() + " mail\n" + at + " MX 0 .\n";
         case 3:
            return at + " TXT \"a\\" + std::to_string(100 + pick(150)) + "b; \\\"c\\\"\" \"\"\n";
         case 4:
            return at + " CAA 0 issue \"ca" + number() + ".test\"\n";
         case 5:
            return at + " SRV 1 2 " + number() + " a\n";
         case 6:
            return at + " TLSA 3 1 1 " + std::string(64, static_cast<char>('a' + pick(6))) + "\n";
         default:
            return "alias" + std::to_string(aliases_++) + " CNAME " + owner() + "\n";
      }
   }

   std::mt19937 random_{51};
   unsigned aliases_ = 0;
};

struct dig_answer {
   std::string status;  // "NOERROR"
   std::vector<dns::record> answer;
   bool has_soa = false;
};

// What dig printed of one response: comments, and the records of both sections.
dig_answer read_dig(std::string const& block)
{
   dig_answer read;
   std::istringstream lines{block};
   auto in_answer = false;
   for (std::string line; std::getline(lines, line);) {
      if (auto const at = line.find("status: "); at != line.npos)
         read.status = line.substr(at + 8, line.find(',', at) - at - 8);
      if (line.starts_with(";; "))
         in_answer = line.starts_with(";; ANSWER SECTION");
      if (line.empty() || line.front() == ';')
         continue;
      for (auto& r : records(line))
         if (in_answer)
            read.answer.push_back(std::move(r));
         else
            read.has_soa = read.has_soa || r.type == dns::rrtype::soa;
   }
   return read;
}

struct dig_test : testing::Test {
   void SetUp() override
   {
      if (!nsd_server::installed() || access(dig, X_OK) != 0)
         GTEST_SKIP() << "NSD or dig is not installed";
   }

   // One run of dig for all questions.
   static std::vector<dig_answer> by_dig(
      std::vector<dns::question> const& questions, std::uint16_t port)
   {
      auto const file = fs::temp_directory_path() / ("dnslint-dig-" + std::to_string(getpid()));
      {
         std::ofstream out{file};
         for (auto const& q : questions)
            out << q.asked.to_absolute_text() << ' ' << dns::to_text(q.type) << '\n';
      }
      auto const done = dnslint::tests::run(
         {dig,
          "@127.0.0.1",
          "-p",
          std::to_string(port),
          "+noall",
          "+comments",
          "+answer",
          "+authority",
          "+norecurse",
          "-f",
          file.string()});
      fs::remove(file);
      std::vector<dig_answer> all;
      constexpr std::string_view header = ";; ->>HEADER<<-";
      for (auto at = done.out.find(header); at != std::string::npos;) {
         auto const next = done.out.find(header, at + 1);
         all.push_back(read_dig(done.out.substr(at, next - at)));
         at = next;
      }
      return all;
   }

   std::vector<answer_ptr> by_us(std::vector<dns::question> const& questions, std::uint16_t port)
   {
      std::vector<std::unique_ptr<source>> upstreams;
      upstreams.push_back(make_cares_source(loop, {"127.0.0.1", port}));
      policy how;
      how.timeout = std::chrono::seconds{20};
      shared_resolver resolver{loop, std::move(upstreams), how, 1};
      std::vector<answer_ptr> all(questions.size());
      std::size_t open = questions.size();
      for (std::size_t i = 0; i != questions.size(); ++i)
         resolver.ask(questions[i], [&all, &open, i](answer_ptr const& a) {
            all[i] = a;
            --open;
         });
      loop.run([&] {
         return open == 0;
      });
      return all;
   }

   asio_loop loop;
};

// The records of the type asked for, whoever owns them, in our order.
std::vector<dns::record> of_type(std::vector<dns::record> const& from, dns::rrtype type)
{
   std::vector<dns::record> found;
   std::ranges::copy_if(from, std::back_inserter(found), [&](dns::record const& r) {
      return r.type == type;
   });
   std::ranges::sort(found);
   return found;
}

void expect_same(answer const& ours, dig_answer const& theirs)
{
   auto const what = to_text(ours.asked);
   EXPECT_EQ(to_text(ours.code), theirs.status) << what;
   auto const expected = of_type(theirs.answer, ours.asked.type);
   EXPECT_EQ(texts(ours.records()), texts(expected)) << what;
   auto const is_absent = expected.empty() && theirs.has_soa;
   EXPECT_EQ(ours.state == status::records, !expected.empty()) << what;
   EXPECT_EQ(ours.state == status::absent, is_absent) << what;
}

TEST_F(dig_test, says_the_same_of_generated_zones)
{
   generator made;
   std::map<std::string, std::string> zones;
   for (auto i = 0; i != zone_count; ++i)
      zones.emplace(generator::apex(i), made.zone());
   nsd_server const nsd{zones};
   std::vector<dns::question> questions;
   for (auto i = 0; i != 1000; ++i)
      questions.push_back(made.question(i % zone_count));
   std::ranges::sort(questions);
   questions.erase(std::unique(questions.begin(), questions.end()), questions.end());
   auto const theirs = by_dig(questions, nsd.port());
   auto const ours = by_us(questions, nsd.port());
   ASSERT_EQ(theirs.size(), questions.size());
   std::size_t with_records = 0;
   std::size_t nxdomain = 0;
   for (std::size_t i = 0; i != questions.size(); ++i) {
      expect_same(*ours[i], theirs[i]);
      with_records += ours[i]->state == status::records ? 1U : 0U;
      nxdomain += ours[i]->nxdomain() ? 1U : 0U;
   }
   EXPECT_GT(with_records, questions.size() / 10);
   EXPECT_GT(nxdomain, questions.size() / 20);
   RecordProperty("questions", static_cast<int>(questions.size()));
   RecordProperty("with_records", static_cast<int>(with_records));
   RecordProperty("nxdomain", static_cast<int>(nxdomain));
}

}  // namespace
}  // namespace dnslint::resolver::tests
