// SPDX-License-Identifier: Apache-2.0
// The c-ares source against a name server that nobody here wrote.
#include "core/resolver/shared/resolver.hpp"
#include "core/resolver/transport/asio_loop.hpp"
#include "core/resolver/transport/cares_source.hpp"
#include "tests/support/nsd_server.hpp"
#include "tests/unit/resolver/messages.hpp"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>

namespace dnslint::resolver::tests {
namespace {

using dnslint::tests::nsd_server;
using testing::ElementsAre;
using testing::SizeIs;

std::string many_texts()
{
   std::string text;
   for (auto i = 0; i < 60; ++i)
      text += "big TXT \"" + std::string(40, 'x') + std::to_string(i) + "\"\n";
   return text;
}

struct nsd_test : testing::Test {
   void SetUp() override
   {
      if (!nsd_server::installed())
         GTEST_SKIP() << "NSD is not installed";
   }
   answer_ptr look_up(nsd_server const& nsd, dns::question const& q)
   {
      std::vector<std::unique_ptr<source>> upstreams;
      upstreams.push_back(make_cares_source(loop, {"127.0.0.1", nsd.port()}));
      shared_resolver resolver{loop, std::move(upstreams), {}, 1};
      answer_ptr got;
      resolver.ask(q, [&](answer_ptr const& a) {
         got = a;
      });
      loop.run([&] {
         return got != nullptr;
      });
      return got;
   }

   asio_loop loop;
};

TEST_F(nsd_test, a_real_server_is_understood)
{
   nsd_server const nsd{
      {{"example.test",
        "@ SOA ns h 1 7200 3600 1209600 300\n@ NS ns\nns A 127.0.0.1\n@ MX 10 mx\n"
        "mx A 192.0.2.1\nalias CNAME mx\nout CNAME www.other.test.\n"
        "away CNAME www.unknown.\nsub NS ns.sub\n" +
           many_texts()},
       {"other.test", "@ SOA ns h 1 7200 3600 1209600 300\n@ NS ns\nwww A 192.0.2.2"}}};

   EXPECT_THAT(
      texts(look_up(nsd, ask("example.test", "MX"))->records()),
      ElementsAre("example.test. 3600 IN MX 10 mx.example.test."));

   auto const nodata = look_up(nsd, ask("example.test", "AAAA"));
   EXPECT_EQ(nodata->state, status::absent);
   EXPECT_FALSE(nodata->nxdomain());
   EXPECT_TRUE(look_up(nsd, ask("nope.example.test", "A"))->nxdomain());

   auto const alias = look_up(nsd, ask("alias.example.test", "A"));
   EXPECT_EQ(alias->canonical_name(), name("mx.example.test"));
   EXPECT_EQ(alias->state, status::records);
   auto const out = look_up(nsd, ask("out.example.test", "A"));
   EXPECT_EQ(out->canonical_name(), name("www.other.test"));
   EXPECT_THAT(texts(out->records()), ElementsAre("www.other.test. 3600 IN A 192.0.2.2"));

   auto const big = look_up(nsd, ask("big.example.test", "TXT"));
   EXPECT_THAT(big->records(), SizeIs(60));
   EXPECT_EQ(big->via(), transport::tcp);

   EXPECT_EQ(look_up(nsd, ask("www.sub.example.test", "A"))->why.code, "lame");
   EXPECT_EQ(look_up(nsd, ask("www.foreign.test", "A"))->why.code, "refused");
   EXPECT_EQ(look_up(nsd, ask("away.example.test", "A"))->why.code, "refused");
}

TEST_F(nsd_test, a_folder_of_zones_can_be_served)
{
   namespace fs = std::filesystem;
   auto const folder = fs::path{testing::TempDir()} / "nsd_zones";
   fs::create_directories(folder);
   for (auto i = 0; i < 50; ++i)
      std::ofstream{folder / ("z" + std::to_string(i) + ".test.zone")}
         << "@ 300 SOA ns h 1 7200 3600 1209600 300\n@ 300 NS ns\n@ 300 MX 10 mx\n";
   nsd_server const nsd{folder};
   for (auto const* zone : {"z0.test", "z49.test"})
      EXPECT_EQ(look_up(nsd, ask(zone, "MX"))->state, status::records) << zone;
   fs::remove_all(folder);
}

}  // namespace
}  // namespace dnslint::resolver::tests
