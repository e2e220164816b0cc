// SPDX-License-Identifier: Apache-2.0
// `rules lock`, and scans that run with nothing else.
#include "tests/integration/scan_run.hpp"

#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <future>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dnslint::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

class locking : public testing::Test {
protected:
   locking() { write_pack("domain != ''"); }

   void write_pack(std::string const& assertion) const
   {
      folder_.write(
         "acme.yaml",
         "pack: acme\nversion: 1.0.0\nrules:\n"
         "  - { id: acme/one, title: One, category: a.b, severity: low, assert: \"" +
            assertion + "\" }\n");
   }

   std::string lock(words more = {}) const
   {
      words all{"rules", "lock", "--rules", folder_.at("acme.yaml"), "-o", folder_.at("lock")};
      all.insert(all.end(), more.begin(), more.end());
      auto const done = dnslint(all);
      EXPECT_EQ(done.status, 0) << done.err;
      return folder_.at("lock");
   }

   ended_process scan(words more) const
   {
      more.insert(
         more.begin(),
         {"scan", "good.test", "--zone", sample_lab(), "--rules", folder_.at("acme.yaml")});
      return dnslint(more);
   }

   work_folder folder_;
};

TEST_F(locking, runs_with_what_is_locked)
{
   auto const done = scan({"--locked", lock()});
   EXPECT_EQ(done.status, 0) << done.err;
   EXPECT_THAT(done.err, IsEmpty());
}

TEST_F(locking, refuses_a_changed_pack_and_shows_both_digests)
{
   auto const file = lock();
   auto const report = json::parse(scan({"--format", "json"}).out);
   auto const digest_of = [](json const& from) {
      for (auto const& pack : from["run"]["packs"].items())
         if (pack["id"].text() == "acme")
            return pack["sha256"].text();
      return std::string{};
   };
   write_pack("domain == ''");
   auto const done = scan({"--locked", file});
   EXPECT_EQ(done.status, 2);
   EXPECT_THAT(done.out, IsEmpty());
   EXPECT_THAT(
      done.err,
      AllOf(
         HasSubstr("acme.yaml: error: the pack 'acme' is not the locked one"),
         HasSubstr(digest_of(report)),
         HasSubstr(digest_of(json::parse(scan({"--format", "json"}).out)))));
}

TEST_F(locking, refuses_what_is_more_or_less)
{
   auto const file = lock();
   auto const other = scan({"--locked", file, "--profile", "mail"});
   EXPECT_EQ(other.status, 2);
   EXPECT_THAT(other.err, HasSubstr("the profile 'mail' is not in the lock"));
   auto const less = scan({"--locked", file, "--no-default-rules"});
   EXPECT_EQ(less.status, 2);
   EXPECT_THAT(less.err, HasSubstr("the pack 'baseline' is not loaded"));
}

// Code runs as soon as a library is loaded, so the lock must have been read before.
TEST_F(locking, runs_no_code_of_a_plugin_that_is_not_locked)
{
   auto const plugin = std::string{DNSLINT_TEST_PLUGINS} + "/spoilt_plugins/witness_plugin.so";
   auto const trace = folder_.at("trace");
   setenv("DNSLINT_WITNESS", trace.c_str(), 1);
   auto const done = scan({"--locked", lock(), "--plugins", plugin});
   EXPECT_EQ(done.status, 2);
   EXPECT_THAT(done.err, HasSubstr("the plugin 'witness' is not in the lock"));
   EXPECT_FALSE(std::filesystem::exists(trace));
   EXPECT_EQ(scan({"--plugins", plugin}).status, 0);
   EXPECT_TRUE(std::filesystem::exists(trace));
   unsetenv("DNSLINT_WITNESS");
}

// Workers are started when the first domains come: the plugin may be another one by then.
TEST_F(locking, a_worker_checks_before_it_loads_what_has_changed_since)
{
   std::filesystem::create_directory(folder_.at("plugins"));
   auto const plugin = folder_.at("plugins/witness_plugin.so");
   std::filesystem::copy(
      std::string{DNSLINT_TEST_PLUGINS} + "/spoilt_plugins/witness_plugin.so", plugin);
   auto const file = lock({"--plugins", plugin});
   auto const list = folder_.at("list");
   ASSERT_EQ(mkfifo(list.c_str(), 0600), 0);
   auto const input = open(list.c_str(), O_RDWR | O_CLOEXEC);
   auto const trace = folder_.at("trace");
   auto const journal = folder_.at("out.jsonl");
   setenv("DNSLINT_WITNESS", trace.c_str(), 1);
   auto running = std::async(std::launch::async, [&] {
      return dnslint(
         {"scan",
          "-l",
          list,
          "--workers",
          "2",
          "--zone",
          sample_lab(),
          "--rules",
          folder_.at("acme.yaml"),
          "--locked",
          file,
          "--plugins",
          plugin,
          "--format",
          "jsonl",
          "-o",
          journal});
   });
   for (auto tries = 0; tries != 6000 && !std::filesystem::exists(journal); ++tries)
      usleep(10'000);
   EXPECT_TRUE(std::filesystem::remove(trace)) << "the locked plugin was tried";
   std::filesystem::copy(plugin, plugin + ".changed");
   std::ofstream{plugin + ".changed", std::ios::app} << "another one";
   std::filesystem::rename(plugin + ".changed", plugin);
   EXPECT_EQ(write(input, "good.test\n", 10), 10);
   close(input);
   auto const done = running.get();
   unsetenv("DNSLINT_WITNESS");
   EXPECT_FALSE(std::filesystem::exists(trace)) << done.err;
   EXPECT_THAT(done.err, HasSubstr("workers ended before they could begin"));
}

TEST_F(locking, digests_stand_in_the_report_and_are_those_of_the_lock)
{
   auto const text = read_file(lock());
   auto const report = json::parse(scan({"--format", "json"}).out);
   for (auto const* const kind : {"plugins", "packs", "profiles"}) {
      EXPECT_FALSE(report["run"][kind].items().empty());
      for (auto const& part : report["run"][kind].items())
         EXPECT_THAT(text, HasSubstr("sha256: \"" + part["sha256"].text() + "\"")) << kind;
   }
}

TEST_F(locking, refuses_a_lock_that_is_none)
{
   EXPECT_EQ(scan({"--locked", folder_.at("nothing")}).status, 2);
   EXPECT_EQ(scan({"--locked", folder_.write("broken", "lock: 7\n")}).status, 2);
   EXPECT_EQ(dnslint({"rules", "lock", "--profile", "no-such"}).status, 2);
}

}  // namespace
}  // namespace dnslint::tests
