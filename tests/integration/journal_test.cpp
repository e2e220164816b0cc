// SPDX-License-Identifier: Apache-2.0
// A list's journal, through the command: what is written stays, and nothing is audited twice.
#include "tests/integration/generated_domain.hpp"
#include "tests/integration/scan_run.hpp"

#include <algorithm>
#include <csignal>
#include <gmock/gmock.h>
#include <random>
#include <set>
#include <sstream>
#include <thread>

namespace dnslint::tests {
namespace {

using testing::HasSubstr;

std::vector<std::string> lines_of(std::string const& text)
{
   std::vector<std::string> all;
   std::istringstream in{text};
   for (std::string line; std::getline(in, line);)
      all.push_back(line);
   return all;
}

std::vector<std::string> sorted_lines(std::string const& text)
{
   auto all = lines_of(text);
   std::ranges::sort(all);
   return all;
}

// Sanitized zones are slow to load, and each run loads them three times.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool is_sanitized = true;
#else
constexpr bool is_sanitized = false;
#endif

// A list, its zones, and what an uninterrupted run makes of them.
class journal : public testing::Test {
protected:
   static constexpr std::size_t domains = is_sanitized ? 60 : 1500;

   journal()
   {
      auto const generated = generate_domains(domains);
      list_ = folder_.write("list", list_of(generated));
      lab_ = folder_.write("lab.yaml", lab_of(generated));
   }

   words scan(std::string const& journal, words const& more = {}) const
   {
      words all{
         "scan",
         "-q",
         "-l",
         list_,
         "--zone",
         lab_,
         "--format",
         "jsonl",
         "-o",
         journal,
         "--workers",
         "2"};
      all.insert(all.end(), more.begin(), more.end());
      return all;
   }

   std::string uninterrupted() const
   {
      auto const path = folder_.at("whole.jsonl");
      auto const done = dnslint(scan(path));
      EXPECT_EQ(done.status, 0) << done.err;
      return read_file(path);
   }

   void expect_resumed_as(std::string const& path, std::string const& whole) const
   {
      auto const done = dnslint(scan(path, {"--resume"}));
      EXPECT_EQ(done.status, 0) << done.err;
      auto const seen = read_file(path);
      EXPECT_EQ(sorted_lines(seen) == sorted_lines(whole), true)
         << lines_of(seen).size() << " lines";
      EXPECT_FALSE(std::filesystem::exists(path + ".unfinished"));
   }

   work_folder folder_;
   std::string list_;
   std::string lab_;
};

TEST_F(journal, does_not_depend_on_the_number_of_workers)
{
   auto const whole = uninterrupted();
   EXPECT_EQ(domain_lines(whole).size(), domains);
   for (auto const* const workers : {"0", "1", "3"}) {
      auto const path = folder_.at(std::string{"w"} + workers);
      auto words = scan(path);
      words.back() = workers;
      EXPECT_EQ(dnslint(words).status, 0);
      EXPECT_EQ(read_file(path) == whole, true) << workers;
   }
}

TEST_F(journal, goes_on_after_a_torn_tail)
{
   auto const whole = uninterrupted();
   for (auto const cut : {1U, 2U, 17U, 64U, 30'000U}) {
      auto const path = folder_.write("torn.jsonl", whole.substr(0, whole.size() - cut));
      expect_resumed_as(path, whole);
   }
}

// Of a handful of domains the whole list is read before anything else.
TEST_F(journal, of_a_handful_goes_on_as_well)
{
   work_folder const folder;
   auto const list = folder.write("list", "b.test\na.test\nc.test\n");
   auto const lab = folder.write("lab.yaml", "zones: { a.test: \"\", b.test: \"\" }\n");
   auto const path = folder.at("run.jsonl");
   words const scan{"scan", "-q", "-l", list, "--zone", lab, "--format", "jsonl", "-o", path};
   words resumed{scan};
   resumed.emplace_back("--resume");
   ASSERT_EQ(dnslint(scan).status, 0);
   auto const whole = read_file(path);
   EXPECT_EQ(dnslint(resumed).status, 0);
   EXPECT_EQ(read_file(path), whole);
   folder.write("run.jsonl", whole.substr(0, whole.size() - 9));
   EXPECT_EQ(dnslint(resumed).status, 0);
   EXPECT_EQ(read_file(path), whole);
}

TEST_F(journal, audits_again_what_a_flipped_bit_has_damaged)
{
   auto const whole = uninterrupted();
   std::mt19937 random{7};
   for (auto i = 0; i != 5; ++i) {
      auto spoilt = whole;
      auto const at = random() % spoilt.size();
      spoilt[at] = static_cast<char>(spoilt[at] ^ (1 << random() % 8));
      expect_resumed_as(folder_.write("spoilt.jsonl", spoilt), whole);
   }
   auto joined = whole;
   joined[whole.find('\n')] = ' ';
   expect_resumed_as(folder_.write("joined.jsonl", joined), whole);
}

// Supervisor and workers end as by a power cut, at moments that nobody chose.
TEST_F(journal, goes_on_after_kill_9_at_any_moment)
{
   auto const whole = uninterrupted();
   auto const path = folder_.at("killed.jsonl");
   std::mt19937 random{11};
   auto first = true;
   for (auto i = 0; i != 8; ++i) {
      process scan_process{command(scan(path, first ? words{} : words{"--resume"}))};
      std::this_thread::sleep_for(std::chrono::milliseconds{150 + random() % 400});
      scan_process.signal(SIGKILL);
      scan_process.wait();
      first = first && !std::filesystem::exists(path);
   }
   expect_resumed_as(path, whole);
}

// A limit of the file's size is what a full disk is: a write that ends too early.
TEST_F(journal, ends_in_a_whole_line_when_there_is_no_room)
{
   if (is_sanitized)
      GTEST_SKIP() << "needs a long list";
   auto const whole = uninterrupted();
   auto const path = folder_.at("full.jsonl");
   std::string line = "ulimit -f 8192; exec";
   for (auto const& word : command(scan(path)))
      line += " '" + word + "'";
   auto const done = run({"/bin/sh", "-c", line});
   EXPECT_EQ(done.status, 4) << done.err;
   EXPECT_THAT(done.err, HasSubstr(path + ": error: the journal cannot be written"));
   EXPECT_THAT(done.err, HasSubstr("--resume"));
   auto const kept = read_file(path);
   EXPECT_GT(kept.size(), 1'000'000U);
   EXPECT_EQ(whole.starts_with(kept) && kept.ends_with('\n'), true) << kept.size();
   expect_resumed_as(path, whole);
}

// A disk of 8 MiB, which later has room.
TEST_F(journal, of_a_full_disk_goes_on_when_there_is_room)
{
   if (is_sanitized)
      GTEST_SKIP() << "needs a long list";
   auto const disk = folder_.at("disk");
   std::filesystem::create_directory(disk);
   auto const mount = "mount -t tmpfs -o size=8m none " + disk;
   if (run({"/usr/bin/unshare", "-rm", "/bin/sh", "-c", mount}).status != 0)
      GTEST_SKIP() << "no file system can be mounted here";
   auto const quoted = [](words const& all) {
      std::string line;
      for (auto const& word : all)
         line += " '" + word + "'";
      return line;
   };
   auto const path = disk + "/full.jsonl";
   auto const first = quoted(command(scan(path)));
   auto const again = quoted(command(scan(path, {"--resume"})));
   auto const done = run(
      {"/usr/bin/unshare",
       "-rm",
       "/bin/sh",
       "-c",
       mount + " && {" + first + "; test $? = 4; } && cp " + path + " " + folder_.at("kept") +
          " && mount -o remount,size=256m " + disk + " &&" + again + " && cp " + path + " " +
          folder_.at("resumed")});
   EXPECT_EQ(done.status, 0) << done.err;
   EXPECT_THAT(done.err, HasSubstr(path + ": error: the journal cannot be written"));
   auto const whole = uninterrupted();
   auto const kept = read_file(folder_.at("kept"));
   EXPECT_GT(kept.size(), 4'000'000U);
   EXPECT_EQ(whole.starts_with(kept) && kept.ends_with('\n'), true) << kept.size();
   EXPECT_EQ(sorted_lines(read_file(folder_.at("resumed"))) == sorted_lines(whole), true);
}

TEST_F(journal, is_left_whole_by_an_interrupt_which_tells_how_to_go_on)
{
   if (is_sanitized)
      GTEST_SKIP() << "needs a long list";
   auto const whole = uninterrupted();
   for (auto const* const workers : {"0", "2"}) {
      auto const path = folder_.at(std::string{"stopped"} + workers);
      auto words = scan(path);
      words.back() = workers;
      process running{command(words)};
      while (!std::filesystem::exists(path + ".unfinished"))
         std::this_thread::sleep_for(std::chrono::milliseconds{10});
      std::this_thread::sleep_for(std::chrono::milliseconds{50});
      running.signal(SIGTERM);
      auto const ended = running.wait();
      EXPECT_EQ(ended.status, 4) << ended.err;
      EXPECT_THAT(ended.err, HasSubstr("to go on:\n   dnslint scan -q -l "));
      EXPECT_THAT(ended.err, HasSubstr(" --resume\n"));
      expect_resumed_as(path, whole);
   }
}

TEST_F(journal, is_not_written_over_while_it_is_unfinished)
{
   auto const path = folder_.write("run.jsonl", "");
   folder_.write("run.jsonl.unfinished", "");
   auto const done = dnslint(scan(path));
   EXPECT_EQ(done.status, 2);
   EXPECT_THAT(done.err, HasSubstr("--resume"));
}

TEST_F(journal, of_another_run_is_refused_and_the_difference_named)
{
   auto const path = folder_.at("run.jsonl");
   ASSERT_EQ(dnslint(scan(path)).status, 0);
   auto const before = read_file(path);
   auto const refused = [&](words const& more, std::string const& in) {
      auto const done = dnslint(scan(path, more));
      EXPECT_EQ(done.status, 2) << done.err;
      EXPECT_THAT(done.err, HasSubstr(in));
      EXPECT_EQ(read_file(path) == before, true);
   };
   refused({"--resume", "extra.example"}, "the list");
   refused(
      {"--resume", "--plugins", std::string{DNSLINT_TEST_PLUGINS} + "/rogue_plugins/rogue"},
      "the plugins");
   refused({"--resume", "--skip", "caa/*"}, "the rules");
   refused({"--resume", "--tries", "5"}, "the options");
   refused({"--resume", "--shard", "1/2"}, "--shard");
}

TEST_F(journal, that_is_none_is_left_alone)
{
   auto const path = folder_.write("notes.txt", "not a journal\n");
   auto const done = dnslint(scan(path, {"--resume"}));
   EXPECT_EQ(done.status, 2);
   EXPECT_EQ(read_file(path), "not a journal\n");
}

TEST_F(journal, gives_reports_of_every_kind)
{
   auto const path = folder_.at("run.journal");
   auto const direct =
      dnslint({"scan", "-q", "-l", list_, "--zone", lab_, "--format", "json", "--journal", path});
   ASSERT_EQ(direct.status, 0) << direct.err;
   auto const json_again = dnslint({"report", path, "--format", "json"});
   EXPECT_EQ(json_again.status, 0) << json_again.err;
   EXPECT_EQ(json_again.out == direct.out, true);
   auto const text = dnslint({"scan", "-q", "-l", list_, "--zone", lab_, "--no-color"});
   EXPECT_EQ(dnslint({"report", path, "--no-color"}).out == text.out, true);
   auto const lines = folder_.at("run.jsonl");
   ASSERT_EQ(dnslint(scan(lines)).status, 0);
   EXPECT_EQ(dnslint({"report", lines, "--no-color"}).out == text.out, true);
   EXPECT_EQ(dnslint({"report", lines, "--format", "jsonl"}).out == read_file(lines), true);
}

TEST_F(journal, of_shards_is_joined_and_gaps_are_found)
{
   auto const whole = uninterrupted();
   words parts;
   for (auto const* const shard : {"1/3", "2/3", "3/3"}) {
      parts.push_back(folder_.at(std::string{"part"} + shard[0]));
      ASSERT_EQ(dnslint(scan(parts.back(), {"--shard", shard})).status, 0);
   }
   auto const joined = folder_.at("joined");
   auto const merged = dnslint({"merge", parts[0], parts[1], parts[2], "-o", joined, "-l", list_});
   EXPECT_EQ(merged.status, 0) << merged.err;
   EXPECT_EQ(sorted_lines(read_file(joined)) == sorted_lines(whole), true);
   auto const gap = dnslint({"merge", parts[0], parts[2], "-o", joined, "-l", list_});
   EXPECT_EQ(gap.status, 3);
   EXPECT_THAT(gap.err, HasSubstr("missing: 2"));
   EXPECT_THAT(gap.err, HasSubstr("domains of the list are in no journal"));
   auto const overlap = dnslint({"merge", parts[0], parts[1], parts[2], parts[2], "-o", joined});
   EXPECT_EQ(overlap.status, 3);
   EXPECT_THAT(overlap.err, HasSubstr("in more than one journal"));
}

// SERVFAIL once, then good: the second run asks only what was transient.
TEST_F(journal, is_completed_by_asking_again_what_was_transient)
{
   work_folder const folder;
   auto const list = folder.write("list", "fine.test\nflaky.test\n");
   auto const lab = [&](std::string const& faults) {
      return folder.write(
         "lab.yaml",
         "zones:\n  fine.test: \"@ MX 10 mx\"\n  flaky.test: \"@ MX 10 mx\"\n" + faults);
   };
   auto const first = folder.at("first.jsonl");
   auto const asked = dnslint(
      {"scan",
       "-q",
       "-l",
       list,
       "--zone",
       lab("faults: { \"flaky.test TXT\": servfail }\n"),
       "--format",
       "jsonl",
       "-o",
       first});
   ASSERT_EQ(asked.status, 0) << asked.err;
   EXPECT_EQ(
      check_of(domain_lines(read_file(first)).at(1), "spf/present")["outcome"].text(), "unknown");
   auto const second = folder.at("second.jsonl");
   auto const again = dnslint(
      {"scan",
       "-q",
       "--retry-unknown",
       first,
       "--zone",
       lab(""),
       "--format",
       "jsonl",
       "-o",
       second,
       "--statistics",
       folder.at("statistics")});
   ASSERT_EQ(again.status, 0) << again.err;
   auto const lines = domain_lines(read_file(second));
   ASSERT_EQ(lines.size(), 2U);
   std::map<std::string, std::string> seen;
   for (auto const& line : lines)
      seen[line["domain"].text()] = check_of(line, "spf/present")["outcome"].text();
   EXPECT_EQ(seen["flaky.test"], "fail");
   EXPECT_EQ(seen["fine.test"], "fail");
   EXPECT_EQ(json::parse(read_file(folder.at("statistics")))["resumed"].number(), 1);
}

}  // namespace
}  // namespace dnslint::tests
