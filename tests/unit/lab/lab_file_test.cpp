// SPDX-License-Identifier: Apache-2.0
#include "core/base/yaml.hpp"
#include "core/lab/lab.hpp"
#include "tests/unit/resolver/messages.hpp"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>

namespace dnslint::resolver::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::SizeIs;

using duration = base::event_loop::duration;

base::result<lab> read(std::string const& text)
{
   auto const doc = base::yaml::load("test.yaml", text);
   EXPECT_TRUE(doc) << text;
   if (!doc)
      return doc.errors();
   return lab::from_yaml(*doc);
}

std::string errors_of(std::string const& text)
{
   auto const made = read(text);
   EXPECT_FALSE(made) << text;
   return made ? "" : base::to_text(made.errors());
}

TEST(lab_file, holds_zones_and_faults)
{
   auto const made = read(
      "zones:\n"
      "  example.test: |\n"
      "    @ MX 10 mx\n"
      "    mx A 192.0.2.1\n"
      "  empty.test:\n"
      "faults:\n"
      "  \"broken.example.test\": servfail\n"
      "  \"slow.example.test TXT\": delay 300ms\n"
      "  dead.example.test: timeout\n"
      "  cut.example.test: truncate\n"
      "  lossy.example.test: drop 30%\n"
      "  no.example.test: refused\n");
   ASSERT_TRUE(made) << base::to_text(made.errors());
   EXPECT_THAT(made->resolve(ask("example.test", "MX"), 1).answer, SizeIs(1));
   EXPECT_THAT(made->resolve(ask("empty.test", "SOA"), 1).answer, SizeIs(1));
   auto const kind_at = [&](char const* at, char const* type) {
      auto const* const f = made->find_fault(ask(at, type));
      return f == nullptr ? std::nullopt : std::optional{f->kind};
   };
   EXPECT_EQ(kind_at("broken.example.test", "A"), fault_kind::servfail);
   EXPECT_EQ(kind_at("slow.example.test", "TXT"), fault_kind::delay);
   EXPECT_EQ(made->find_fault(ask("slow.example.test", "TXT"))->delay, duration{300});
   EXPECT_EQ(kind_at("slow.example.test", "A"), std::nullopt);
   EXPECT_EQ(kind_at("dead.example.test", "A"), fault_kind::timeout);
   EXPECT_EQ(kind_at("cut.example.test", "A"), fault_kind::truncate);
   EXPECT_EQ(kind_at("no.example.test", "A"), fault_kind::refused);
   EXPECT_EQ(kind_at("lossy.example.test", "A"), fault_kind::drop);
   EXPECT_EQ(made->find_fault(ask("lossy.example.test", "A"))->percent, 30U);
}

TEST(lab_file, an_error_in_zone_text_has_its_line_in_the_file)
{
   auto const errors = errors_of(
      "zones:\n"
      "  example.test: |\n"
      "    @ MX 10 mx\n"
      "    mx A 192.0.2.999\n");
   EXPECT_THAT(errors, HasSubstr("test.yaml:4"));
}

struct bad_file {
   char const* text;
   char const* place;
   char const* says;
};

TEST(lab_file, errors_have_a_place_and_a_suggestion)
{
   for (auto const& c : std::initializer_list<bad_file>{
           {"zonez:\n  a.test: ''\n", "test.yaml:1:1", "zones"},
           {"zones:\n  a.test: ''\nfault: {}\n", "test.yaml:3:1", "faults"},
           {"faults:\n  a.test: timout\n", "test.yaml:2:11", "timeout"},
           {"faults:\n  a.test: delay\n", "test.yaml:2:11", "delay 300ms"},
           {"faults:\n  a.test: delay soon\n", "test.yaml:2:11", "delay 300ms"},
           {"faults:\n  a.test: delay 2h\n", "test.yaml:2:11", "delay 300ms"},
           {"faults:\n  a.test: drop\n", "test.yaml:2:11", "drop 30%"},
           {"faults:\n  a.test: drop 30\n", "test.yaml:2:11", "drop 30%"},
           {"faults:\n  a.test: drop 0%\n", "test.yaml:2:11", "drop 30%"},
           {"faults:\n  a.test: drop 101%\n", "test.yaml:2:11", "drop 30%"},
           {"faults:\n  a.test: servfail 3s\n", "test.yaml:2:11", "nothing after"},
           {"faults:\n  a.test MXX: servfail\n", "test.yaml:2:3", "MXX"},
           {"faults:\n  a..test: servfail\n", "test.yaml:2:3", "a..test"},
           {"faults:\n  a.test: [servfail]\n", "test.yaml:2:3", "word"},
           {"zones:\n  a..test: ''\n", "test.yaml:2:3", "a..test"},
           {"zones:\n  a.test: [x]\n", "test.yaml:2:3", "master-file"},
           {"zones:\n  a.test: ''\n  A.test: ''\n", "test.yaml:3:3", "twice"},
           {"zones:\n  a.test: 'www.b.test. A 192.0.2.1'\n", "test.yaml:2:3", "www.b.test."},
           {"host: {}\n", "test.yaml:1:1", "hosts"},
           {"hosts:\n  a.test: {}\n", "test.yaml:2:3", "https://www"},
           {"hosts:\n  https://a.test/: 5\n", "test.yaml:2", "map"},
           {"hosts:\n  https://a.test/: { statuz: 5 }\n", "test.yaml:2:22", "status"},
           {"hosts:\n  https://a.test/: { status: 99 }\n", "test.yaml:2:30", "200 to 599"},
           {"hosts:\n  https://a.test/: { delay: 9h }\n", "test.yaml:2:29", "300ms"},
           {"hosts:\n  https://a.test/: { fault: timout }\n", "test.yaml:2:29", "timeout"},
           {"hosts:\n  https://a.test/: { certificate: [expird] }\n", "test.yaml:2", "expired"},
           {"hosts:\n  https://a.test/: { fault: slow, body: x }\n", "test.yaml:2:29", "alone"},
           {"hosts:\n  https://a.test/: { headers: { 'a b': x } }\n", "test.yaml:2", "a b"},
           {"hosts:\n  https://a.test/: {}\n  https://A.test: {}\n", "test.yaml:3:3", "twice"},
           {"zones: [a.test]\n", "test.yaml:1", "map"},
           {"- zones\n", "test.yaml:1", "map"}}) {
      EXPECT_THAT(errors_of(c.text), AllOf(HasSubstr(c.place), HasSubstr(c.says))) << c.text;
   }
}

TEST(lab_file, that_says_of_a_url_what_another_one_says_is_refused)
{
   auto const with = [](std::string const& url) {
      auto made = read("hosts: { '" + url + "': {} }\n");
      return std::move(*made);
   };
   auto first = with("https://a.test/");
   EXPECT_TRUE(first.merge(with("https://b.test/")).empty());
   EXPECT_EQ(first.hosts().size(), 2U);
   EXPECT_THAT(
      base::to_text(first.merge(with("https://b.test/"))),
      HasSubstr("https://b.test/ is there twice"));
}

TEST(lab_file, reports_every_error)
{
   auto const made = read("faults:\n  a.test: timout\n  b.test: servfial\nzonez: {}\n");
   ASSERT_FALSE(made);
   EXPECT_THAT(made.errors(), SizeIs(3));
}

TEST(zone_file, has_its_apex_from_its_soa)
{
   auto const made = lab::from_zone_text(
      "$ORIGIN example.test.\n@ 300 SOA ns h 1 2 3 4 5\nwww 300 A 192.0.2.1\n", "example.zone");
   ASSERT_TRUE(made) << base::to_text(made.errors());
   EXPECT_THAT(made->resolve(ask("www.example.test", "A"), 1).answer, SizeIs(1));
   EXPECT_EQ(
      made->resolve(ask("nope.example.test", "A"), 1).authority.front().owner,
      name("example.test"));
}

TEST(zone_file, without_soa_says_what_to_do)
{
   auto const made = lab::from_zone_text("www.example.test. 300 A 192.0.2.1\n", "example.zone");
   ASSERT_FALSE(made);
   EXPECT_THAT(base::to_text(made.errors()), AllOf(HasSubstr("example.zone"), HasSubstr(".yaml")));
}

TEST(zone_file, errors_name_file_and_line)
{
   auto const bad = lab::from_zone_text(
      "example.test. 300 SOA a. b. 1 2 3 4 5\nwww.example.test. 300 A nope\n", "example.zone");
   ASSERT_FALSE(bad);
   EXPECT_THAT(base::to_text(bad.errors()), HasSubstr("example.zone:2"));
   auto const outside = lab::from_zone_text(
      "example.test. 300 SOA a. b. 1 2 3 4 5\nwww.other.test. 300 A 192.0.2.1\n", "example.zone");
   ASSERT_FALSE(outside);
   EXPECT_THAT(base::to_text(outside.errors()), HasSubstr("example.zone"));
}

TEST(lab_load, tells_labs_from_master_files_by_their_ending)
{
   namespace fs = std::filesystem;
   auto const folder = fs::path{testing::TempDir()} / "lab_load";
   fs::create_directories(folder);
   for (auto const* file : {"a.yaml", "b.yml"}) {
      std::ofstream{folder / file} << "zones:\n  example.test: 'www A 192.0.2.1'\n";
      auto const made = lab::load((folder / file).string());
      ASSERT_TRUE(made) << base::to_text(made.errors());
      EXPECT_THAT(made->resolve(ask("www.example.test", "A"), 1).answer, SizeIs(1));
   }
   std::ofstream{folder / "c.zone"} << "example.test. 300 SOA a. b. 1 2 3 4 5\n";
   EXPECT_TRUE(lab::load((folder / "c.zone").string()));
   auto const missing = lab::load((folder / "missing.yaml").string());
   ASSERT_FALSE(missing);
   EXPECT_THAT(base::to_text(missing.errors()), HasSubstr("missing.yaml"));
   fs::remove_all(folder);
}

TEST(lab_load, takes_the_zone_of_a_master_file_behind_it)
{
   namespace fs = std::filesystem;
   auto const folder = fs::path{testing::TempDir()} / "lab_load_zone";
   fs::create_directories(folder);
   auto const write = [&](char const* file, char const* text) {
      std::ofstream{folder / file} << text;
      return (folder / file).string();
   };
   auto const bind = write("db.example", "@ IN SOA ns h 1 2 3 4 5\nwww IN 300 A 192.0.2.1\n");
   auto const refused = lab::load(bind);
   ASSERT_FALSE(refused);
   EXPECT_THAT(
      base::to_text(refused.errors()),
      AllOf(HasSubstr("db.example:1: error: a relative name"), HasSubstr("$ORIGIN example.com.")));

   auto const made = lab::load(bind + "@example.test");
   ASSERT_TRUE(made) << base::to_text(made.errors());
   EXPECT_THAT(made->resolve(ask("www.example.test", "A"), 1).answer, SizeIs(1));

   auto const bare = write("bare.zone", "www A 192.0.2.1\n");
   EXPECT_FALSE(lab::load(bare));
   EXPECT_TRUE(lab::load(bare + "@example.test.")) << "the zone is known, so it needs no SOA";
   EXPECT_THAT(
      base::to_text(lab::load(bare + "@a..b").errors()), HasSubstr("'a..b' is no domain name"));
   EXPECT_FALSE(lab::load(bare + "@"));
   auto const yaml = write("lab.yaml", "zones: { a.test: }\n");
   EXPECT_THAT(base::to_text(lab::load(yaml + "@a.test").errors()), HasSubstr("names its zones"));
   auto const other = write("soa.zone", "other.test. SOA a. b. 1 2 3 4 5\n");
   EXPECT_THAT(
      base::to_text(lab::load(other + "@example.test").errors()),
      HasSubstr("is not in the zone example.test"));

   auto const at = write("a@b.zone", "example.test. 300 SOA a. b. 1 2 3 4 5\n");
   EXPECT_TRUE(lab::load(at)) << "a file that is there is meant as it is written";
   EXPECT_TRUE(lab::load(at + "@example.test"));
   fs::remove_all(folder);
}

TEST(lab_load, joins_files)
{
   namespace fs = std::filesystem;
   auto const folder = fs::path{testing::TempDir()} / "lab_load_all";
   fs::create_directories(folder);
   auto const write = [&](char const* file, char const* text) {
      std::ofstream{folder / file} << text;
      return (folder / file).string();
   };
   auto const a =
      write("a.yaml", "zones:\n  a.test: 'www A 192.0.2.1'\nfaults: { x.test: timeout }\n");
   auto const b = write("b.zone", "b.test. 300 SOA a. b. 1 2 3 4 5\n");
   auto const both = lab::load_all({a, b});
   ASSERT_TRUE(both) << base::to_text(both.errors());
   EXPECT_THAT(both->resolve(ask("www.a.test", "A"), 1).answer, SizeIs(1));
   EXPECT_THAT(both->resolve(ask("b.test", "SOA"), 1).answer, SizeIs(1));
   EXPECT_NE(both->find_fault(ask("x.test", "A")), nullptr);

   auto const same = lab::load_all({a, a});
   ASSERT_FALSE(same);
   EXPECT_THAT(base::to_text(same.errors()), AllOf(HasSubstr("a.yaml"), HasSubstr("a.test")));
   auto const agrees = write("agrees.yaml", "faults: { x.test: timeout }\n");
   EXPECT_TRUE(lab::load_all({a, agrees}));
   auto const other = write("other.yaml", "faults: { x.test: servfail }\n");
   auto const contrary = lab::load_all({a, other});
   ASSERT_FALSE(contrary);
   EXPECT_THAT(
      base::to_text(contrary.errors()), AllOf(HasSubstr("other.yaml"), HasSubstr("x.test")));
   EXPECT_FALSE(lab::load_all({a, (folder / "missing.yaml").string()}));
   fs::remove_all(folder);
}

TEST(duration, has_a_number_and_a_unit)
{
   EXPECT_EQ(duration_from_text("300ms"), duration{300});
   EXPECT_EQ(duration_from_text("5s"), duration{5'000});
   EXPECT_EQ(duration_from_text("2m"), duration{120'000});
   EXPECT_EQ(duration_from_text("60m"), duration{3'600'000});
   EXPECT_EQ(duration_from_text("0s"), duration{0});
   for (auto const* none :
        {"",
         "5",
         "ms",
         "-5s",
         "+5s",
         " 5s",
         "5s ",
         "5 s",
         "5h",
         "61m",
         "3601s",
         "5sm",
         "0x5s",
         "1.5s",
         "99999999999s",
         "4294967295m"})
      EXPECT_EQ(duration_from_text(none), std::nullopt) << none;
}

}  // namespace
}  // namespace dnslint::resolver::tests
