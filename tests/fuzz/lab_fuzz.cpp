// SPDX-License-Identifier: Apache-2.0
// Any bytes as a lab file: it is refused with errors that have a text, or answers each question in
// a message that decodes.
#include "core/base/yaml.hpp"
#include "core/lab/lab_responder.hpp"
#include "tests/fuzz/require.hpp"

using namespace dnslint;

namespace {

void check_answers(resolver::lab const& zones)
{
   resolver::lab_responder server{zones, 0};
   for (auto const* const asked : {"a.test", "x.a.test", "x.b.a.test"})
      for (auto const type : {dns::rrtype::mx, dns::rrtype{255}}) {
         std::string query;
         auto const at = dns::name::from_text(asked).value();
         dns::write_query({at, type}, 4711, query);
         for (auto const via : {resolver::transport::udp, resolver::transport::tcp}) {
            auto const reply = server.respond(query, via);
            auto const* const f = zones.find_fault({at, type});
            if (reply.wire.empty() || f != nullptr)
               continue;
            auto const got = dns::decode(
               {reinterpret_cast<std::uint8_t const*>(reply.wire.data()), reply.wire.size()});
            require(!got.error && got.value.head.qr, "answers decode");
            require(got.value.head.id == 4711, "answers have the question's id");
            require(via == resolver::transport::tcp || reply.wire.size() <= 1232, "answers fit");
         }
      }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
   std::string const text{reinterpret_cast<char const*>(data), size};
   auto const doc = base::yaml::load("lab.yaml", text);
   if (!doc)
      return 0;
   auto const made = resolver::lab::from_yaml(*doc);
   if (made)
      check_answers(*made);
   else
      require(!base::to_text(made.errors()).empty(), "errors have a text");
   return 0;
}

// ldns forgets the texts of an IPSECKEY record that it refuses.
extern "C" char const* __lsan_default_suppressions()
{
   return "leak:ldns_str2rdf_ipseckey\n";
}
