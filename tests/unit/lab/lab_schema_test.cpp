// SPDX-License-Identifier: Apache-2.0
// docs/lab.schema.json and the loader agree on what a lab file is.
#include "core/lab/lab.hpp"
#include "tests/support/process.hpp"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <unistd.h>

namespace dnslint::resolver::tests {
namespace {

namespace fs = std::filesystem;

constexpr auto python = "/usr/bin/python3";
constexpr auto schema = DNSLINT_SOURCE_DIR "/docs/lab.schema.json";
constexpr auto sample = DNSLINT_SOURCE_DIR "/tools/sample/lab.yaml";

struct lab_schema : testing::Test {
   lab_schema()
   : folder{fs::temp_directory_path() / ("dnslint-lab-schema-" + std::to_string(getpid()))}
   {
      fs::create_directories(folder);
   }
   ~lab_schema() override { fs::remove_all(folder); }

   void SetUp() override
   {
      if (dnslint::tests::run({python, "-c", "import jsonschema, yaml"}).status != 0)
         GTEST_SKIP() << "python3-jsonschema or python3-yaml is not installed";
   }

   std::string write(std::string const& text)
   {
      auto const path = (folder / (std::to_string(written++) + ".yaml")).string();
      std::ofstream{path} << text;
      return path;
   }

   // What the schema says of each file.
   static std::vector<std::string> verdicts(std::vector<std::string> const& paths)
   {
      std::vector<std::string> words{
         python, DNSLINT_SOURCE_DIR "/tests/unit/lab/validate_lab.py", schema};
      words.insert(words.end(), paths.begin(), paths.end());
      auto const done = dnslint::tests::run(words);
      EXPECT_EQ(done.status, 0) << done.err;
      std::vector<std::string> lines;
      std::istringstream in{done.out};
      for (std::string line; std::getline(in, line);)
         lines.push_back(line);
      EXPECT_EQ(lines.size(), paths.size());
      lines.resize(paths.size());
      return lines;
   }

   void expect_both(std::vector<std::string> const& texts, bool valid)
   {
      std::vector<std::string> paths;
      for (auto const& text : texts)
         paths.push_back(write(text));
      auto const said = verdicts(paths);
      for (std::size_t i = 0; i < texts.size(); ++i) {
         EXPECT_EQ(said[i] == "valid", valid) << "schema: " << said[i] << "\n" << texts[i];
         auto const loaded = lab::load(paths[i]);
         EXPECT_EQ(loaded.ok(), valid)
            << "loader: " << (loaded ? "" : base::to_text(loaded.errors())) << "\n"
            << texts[i];
      }
   }

   static std::string fault(std::string const& what)
   {
      return "faults: { a.test: '" + what + "' }\n";
   }

   static std::string host(std::string const& says)
   {
      return "hosts: { 'https://a.test/': " + says + " }\n";
   }

   fs::path folder;
   int written = 0;
};

TEST_F(lab_schema, takes_the_sample)
{
   EXPECT_EQ(verdicts({sample}).at(0), "valid");
   EXPECT_TRUE(lab::load(sample));
}

TEST_F(lab_schema, takes_what_the_loader_takes)
{
   expect_both(
      {"{}\n",
       "zones: {}\nfaults: {}\n",
       "zones:\n  a.test: |\n    @ MX 10 mx\n  empty.test:\n  b.test.: ''\n",
       "zones:\n  .: 'www A 192.0.2.1'\n  _x.a-b.test: ''\n  'a\\.b.test': ''\n",
       "faults:\n  a.test: servfail\n  'a.test TXT': timeout\n  'a.test TYPE65280': refused\n",
       "faults: { .: truncate, '. NS': truncate, '*.a.test  mx': refused }\n",
       fault("timeout"),
       fault("servfail"),
       fault("refused"),
       fault("truncate"),
       fault("reorder"),
       fault("duplicate"),
       fault("wrong-id"),
       fault("wrong-question"),
       fault("qr-clear"),
       fault("wrong-port"),
       fault("garbage"),
       fault("header-only"),
       fault("cut"),
       fault("rdlength-overflow"),
       fault("pointer-loop"),
       fault("wrong-counts"),
       fault("tcp-refused"),
       fault("tcp-half-close"),
       fault("tcp-slow 20ms"),
       fault("servfail-once"),
       fault("formerr-on-edns"),
       fault("badvers"),
       fault("lame"),
       fault("nxdomain-if-empty"),
       fault("fold-case"),
       fault("delay 300ms"),
       fault("delay   5s"),
       fault("delay 0s"),
       fault("delay 007m"),
       fault("delay 3600000ms"),
       fault("delay 3599999ms"),
       fault("delay 3600s"),
       fault("delay 60m"),
       fault("drop 1%"),
       fault("drop  30%"),
       fault("drop 007%"),
       fault("drop 100%"),
       "hosts: {}\n",
       "hosts: { 'HTTPS://a.test': {}, 'https://a.test:8443/b?c': {} }\n",
       host("{}"),
       host("{ status: 404 }"),
       host("{ status: 204, headers: { set-cookie: [a, b], x: 5 }, delay: 2m }"),
       host("{ status: 599, body: x }"),
       host("{ body: 5 }"),
       host("{ redirect: 'http://b.test/', headers: { x: y }, body: z }"),
       host("{ certificate: [expired, wrong-name] }"),
       host("{ certificate: [other, other] }"),
       host("{ fault: timeout }"),
       host("{ fault: refused }"),
       host("{ fault: unreachable }"),
       host("{ fault: tls-failed }"),
       host("{ fault: closed }"),
       host("{ fault: slow }"),
       host("{ fault: endless }")},
      true);
}

TEST_F(lab_schema, refuses_what_the_loader_refuses)
{
   expect_both(
      {"- zones\n",
       "zonez: {}\n",
       "zones: [a.test]\n",
       "zones: a.test\n",
       "faults: [timeout]\n",
       "zones: { a..test: '' }\n",
       "zones: { a.test: [x] }\n",
       "zones: { a.test: { mx: 10 } }\n",
       "faults: { a..test: servfail }\n",
       "faults: { 'a.test TXT MX': servfail }\n",
       "faults: { a.test: [servfail] }\n",
       "faults: { a.test: { delay: 300ms } }\n",
       "faults: { a.test: }\n",
       "faults: { a.test: 5 }\n",
       fault(""),
       fault("timout"),
       fault("TIMEOUT"),
       fault("timeout 5s"),
       fault("servfail 3"),
       fault("servfail-twice"),
       fault("garbage 3"),
       fault("tcp-slow"),
       fault("tcp-slow 2h"),
       fault("delay"),
       fault("delay soon"),
       fault("delay 5"),
       fault("delay -5s"),
       fault("delay 1h"),
       fault("delay 5 s"),
       fault("delay 61m"),
       fault("delay 3601s"),
       fault("delay 3600001ms"),
       fault("delay 4000s"),
       fault("drop"),
       fault("drop 30"),
       fault("drop 0%"),
       fault("drop 101%"),
       fault("drop -1%"),
       fault("drop 30 %"),
       fault("drop 30.5%"),
       fault("drop 30%%"),
       "hosts: [x]\n",
       "hosts: { 'http://a.test/': {} }\n",
       "hosts: { 'a.test': {} }\n",
       host(""),
       host("[]"),
       host("200"),
       host("{ state: 200 }"),
       host("{ status: 199 }"),
       host("{ status: 600 }"),
       host("{ status: ok }"),
       host("{ status: 204, body: x }"),
       host("{ status: 304, body: '' }"),
       host("{ status: 302, redirect: 'https://b.test/' }"),
       host("{ headers: [x] }"),
       host("{ headers: { 'x y': z } }"),
       host("{ headers: { x: { y: z } } }"),
       host("{ headers: { x: [[y]] } }"),
       host("{ headers: { x: \"y\\nz\" } }"),
       host("{ redirect: \"\\r\" }"),
       host("{ body: [x] }"),
       host("{ delay: 5 }"),
       host("{ delay: 61m }"),
       host("{ certificate: expired }"),
       host("{ certificate: [] }"),
       host("{ certificate: [old] }"),
       host("{ certificate: [expired], body: x }"),
       host("{ fault: [timeout] }"),
       host("{ fault: timout }"),
       host("{ fault: delay 5s }"),
       host("{ fault: closed, status: 200 }")},
      false);
}

}  // namespace
}  // namespace dnslint::resolver::tests
