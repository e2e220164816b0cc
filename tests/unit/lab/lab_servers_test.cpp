// SPDX-License-Identifier: Apache-2.0
// Servers of a lab file that have zones and faults of their own.
#include "core/base/indented_json.hpp"
#include "core/base/yaml.hpp"
#include "core/lab/lab.hpp"
#include "core/lab/lab_schema.hpp"
#include "tests/unit/resolver/messages.hpp"

#include <fstream>
#include <gmock/gmock.h>
#include <sstream>

namespace dnslint::resolver::tests {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

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

constexpr auto two_servers =
   "zones: { example.test: \"@ MX 10 mx\" }\n"
   "servers:\n"
   "  192.0.2.2:\n"
   "    zones: { example.test: \"@ MX 20 other\" }\n"
   "    faults: { slow.example.test: timeout }\n"
   "  \"2001:db8::1\": {}\n";

std::vector<std::string> mx_at(lab const& zones, std::string const& server)
{
   return texts(zones.at_server(server).authoritative(ask("example.test", "MX"), 1).answer);
}

TEST(lab_servers, have_zones_and_faults_of_their_own)
{
   auto const made = read(two_servers);
   ASSERT_TRUE(made) << base::to_text(made.errors());
   EXPECT_THAT(mx_at(*made, "192.0.2.2"), testing::ElementsAre(HasSubstr("20 other")));
   EXPECT_THAT(mx_at(*made, "192.0.2.9"), testing::ElementsAre(HasSubstr("10 mx")));
   EXPECT_THAT(mx_at(*made, "2001:db8::1"), IsEmpty());
   auto const slow = ask("slow.example.test", "A");
   ASSERT_NE(made->at_server("192.0.2.2").find_fault(slow), nullptr);
   EXPECT_EQ(made->at_server("192.0.2.2").find_fault(slow)->kind, fault_kind::timeout);
   EXPECT_EQ(made->find_fault(slow), nullptr);
}

TEST(lab_servers, are_joined_and_none_is_there_twice)
{
   auto made = read(two_servers);
   auto third = read("servers: { 192.0.2.3: { zones: { a.test: \"@ MX 1 a\" } } }\n");
   auto again = read("servers: { 192.0.2.2: {} }\n");
   ASSERT_TRUE(made && third && again);
   EXPECT_THAT(made->merge(std::move(*third)), IsEmpty());
   EXPECT_THAT(
      made->at_server("192.0.2.3").authoritative(ask("a.test", "MX"), 1).answer, SizeIs(1));
   EXPECT_THAT(
      base::to_text(made->merge(std::move(*again))),
      HasSubstr("the server 192.0.2.2 is there twice"));
}

TEST(lab_servers, mistakes_are_told_with_their_place)
{
   EXPECT_THAT(
      errors_of("servers: { ns.example.test: {} }\n"),
      HasSubstr("test.yaml:1:12: error: 'ns.example.test' is no address of a server"));
   EXPECT_THAT(errors_of("servers: { \"192.0.2.1:54\": {} }\n"), HasSubstr("is no address"));
   EXPECT_THAT(
      errors_of("servers: { \"2001:db8::1\": {}, \"2001:DB8:0::1\": {} }\n"),
      HasSubstr("this server is there twice"));
   EXPECT_THAT(
      errors_of("servers: { 192.0.2.1: { zoens: {} } }\n"), HasSubstr("did you mean 'zones'?"));
   EXPECT_THAT(
      errors_of("servers: { 192.0.2.1: { zones: { a.test: \"@ MX\" } } }\n"),
      HasSubstr("test.yaml:1:"));
   EXPECT_THAT(
      errors_of("servers: { 192.0.2.1: { faults: { a.test: tiemout } } }\n"),
      HasSubstr("did you mean 'timeout'?"));
}

TEST(lab_servers, and_all_other_keys_are_in_the_schema)
{
   std::ifstream file{DNSLINT_SOURCE_DIR "/docs/lab.schema.json"};
   std::ostringstream read;
   read << file.rdbuf();
   EXPECT_EQ(base::indented_json(lab_schema()) + "\n", read.str());
}

}  // namespace
}  // namespace dnslint::resolver::tests
