// SPDX-License-Identifier: Apache-2.0
// What was written by the word of a resolver that turns out to lie is done again by --resume.
#include "tests/integration/dead_server.hpp"
#include "tests/integration/generated_domain.hpp"
#include "tests/integration/scan_run.hpp"
#include "tests/integration/serving_lab.hpp"

#include <csignal>
#include <filesystem>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <map>
#include <optional>
#include <sstream>
#include <thread>

namespace dnslint::tests {
namespace {

using testing::HasSubstr;
using testing::Not;

using namespace std::chrono_literals;

// Everything is as it should be of the first domains, and the others have no records at all, with
// the right SOA record: whoever says so has been trusted for some time.
std::string lying_late(std::vector<generated_domain> domains, std::size_t honest)
{
   for (auto i = honest; i < domains.size(); ++i)
      if (!domains[i].zone.empty())
         domains[i].zone = "@ SOA ns1 hostmaster 1 7200 3600 1209600 300\n";
   return lab_of(domains);
}

// The record of each domain, without what tells runs apart.
std::map<std::string, std::string> records_in(std::string const& text)
{
   std::map<std::string, std::string> records;
   std::istringstream lines{text};
   for (std::string line; std::getline(lines, line);) {
      auto const begin = line.find("\"domain\":\"");
      if (line.find("\"kind\":\"domain\"") == std::string::npos)
         continue;
      auto const record = line.substr(begin, line.rfind(",\"crc32\"") - begin);
      auto const name = record.substr(10, record.find('"', 10) - 10);
      EXPECT_TRUE(records.emplace(name, record).second) << name << " stands there twice";
   }
   return records;
}

class liar_resume : public testing::TestWithParam<char const*> {
public:
   liar_resume()
   {
      liar_.emplace(words{folder_.write("lying.yaml", lying_late(domains_, 150))});
      liar_port_ = static_cast<unsigned>(std::stoul(liar_->port()));
   }

   words scan(words const& resolvers, words const& more) const
   {
      words all{"scan", "-l", list_, "--workers", GetParam(), "--in-flight", "4"};
      for (auto const& r : resolvers)
         all.insert(all.end(), {"--resolver", r});
      all.insert(all.end(), more.begin(), more.end());
      return all;
   }
   // Asks the liar first.
   words scan_with_liar(words const& more = {}) const
   {
      return scan({liar_at(), first_.address(), second_.address()}, more);
   }
   words to_journal(words more = {}) const
   {
      more.insert(more.end(), {"--format", "jsonl", "-o", journal_});
      return more;
   }
   std::string liar_at() const { return fmt::format("127.0.0.1:{}", liar_port_); }

   // Those of a run in which the liar never stood.
   std::map<std::string, std::string> const& honest_records()
   {
      if (!honest_records_.empty())
         return honest_records_;
      auto const done = dnslint(scan({first_.address(), second_.address()}, {"--format", "jsonl"}));
      EXPECT_EQ(done.status, 0) << done.err;
      return honest_records_ = records_in(done.out);
   }

   // How long the liar is believed depends on what else the machine does: a run in which none of
   // its lies got into the journal has nothing to mend, and is made again.
   ended_process scan_that_believes_it()
   {
      auto done = dnslint(scan_with_liar(to_journal()));
      for (int i = 0; i != 10 && records_in(read_file(journal_)) == honest_records(); ++i) {
         std::filesystem::remove(journal_);
         std::filesystem::remove(journal_ + ".unfinished");
         done = dnslint(scan_with_liar(to_journal()));
      }
      return done;
   }

   // The rest is done without the liar, in whose place somebody counts questions.
   void expect_that_resume_mends_it()
   {
      liar_.reset();
      dead_server const in_its_place{liar_port_};
      auto const rest = dnslint(scan_with_liar(to_journal({"--resume"})));
      EXPECT_EQ(rest.status, 0) << rest.err;
      EXPECT_THAT(rest.err, HasSubstr(liar_at() + " is not asked"));
      EXPECT_FALSE(in_its_place.was_asked());
      auto const text = read_file(journal_);
      EXPECT_EQ(records_in(text), honest_records());
      EXPECT_THAT(text, HasSubstr("\"kind\":\"summary\""));
      EXPECT_FALSE(std::filesystem::exists(journal_ + ".unfinished"));
   }

   work_folder folder_;
   std::vector<generated_domain> domains_ = generate_domains(250);
   std::string list_ = folder_.write("list", list_of(domains_));
   std::string journal_ = folder_.at("report.jsonl");
   std::string honest_lab_ = folder_.write("honest.yaml", lab_of(domains_));
   serving_lab first_{{honest_lab_}};
   serving_lab second_{{honest_lab_}};
   std::optional<serving_lab> liar_;
   unsigned liar_port_ = 0;
   std::map<std::string, std::string> honest_records_;
};

TEST_P(liar_resume, does_again_what_rests_on_it)
{
   auto const done = scan_that_believes_it();
   EXPECT_EQ(done.status, 4) << done.err;
   EXPECT_THAT(
      done.err, HasSubstr(" that were written rest on " + liar_at() + ", which was dropped: "));
   EXPECT_THAT(done.err, HasSubstr(" and "));
   EXPECT_THAT(done.err, HasSubstr("--resume"));
   auto const text = read_file(journal_);
   EXPECT_EQ(records_in(text).size(), domains_.size()) << "the list came to its end";
   EXPECT_NE(records_in(text), honest_records()) << "else there is nothing to mend";
   EXPECT_THAT(text, HasSubstr("\"kind\":\"dropped\""));
   EXPECT_THAT(text, Not(HasSubstr("\"kind\":\"summary\"")));
   expect_that_resume_mends_it();
}

TEST_P(liar_resume, knows_it_after_a_kill)
{
   process running{command(scan_with_liar(to_journal()))};
   auto const is_dropped = [&] {
      return std::filesystem::exists(journal_) &&
             read_file(journal_).find("\"kind\":\"dropped\"") != std::string::npos;
   };
   for (int i = 0; i != 6000 && !is_dropped(); ++i)
      std::this_thread::sleep_for(5ms);
   running.signal(SIGKILL);
   running.wait();
   ASSERT_TRUE(is_dropped());
   expect_that_resume_mends_it();
}

TEST_P(liar_resume, reports_leave_out_what_rests_on_it)
{
   dnslint(scan_with_liar(to_journal()));
   auto const report = dnslint({"report", journal_, "--format", "jsonl"});
   EXPECT_EQ(report.status, 3);
   EXPECT_THAT(report.err, HasSubstr("rest on a resolver that was dropped, and are left out"));
   auto const& honest = honest_records();
   auto const left = records_in(report.out);
   EXPECT_LT(left.size(), honest.size());
   for (auto const& [name, record] : left)
      EXPECT_EQ(record, honest.at(name));
}

TEST_P(liar_resume, without_a_journal_is_an_incomplete_run)
{
   auto const done = dnslint(scan_with_liar());
   EXPECT_EQ(done.status, 3) << done.err;
   EXPECT_THAT(done.err, HasSubstr("audit them again without it"));
   EXPECT_THAT(done.err, Not(HasSubstr("to go on")));
}

INSTANTIATE_TEST_SUITE_P(with, liar_resume, testing::Values("0", "2"), [](auto const& workers) {
   return std::string{workers.param} + "_workers";
});

}  // namespace
}  // namespace dnslint::tests
