// SPDX-License-Identifier: Apache-2.0
#include "core/overlay/overlay_file.hpp"

#include "tests/unit/resolver/messages.hpp"

#include <gmock/gmock.h>

namespace dnslint::overlay::tests {
namespace {

using namespace resolver::tests;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string errors_of(std::string_view text)
{
   auto const read = read_changes(text, "the.overlay");
   return read ? "" : base::to_text(read.errors());
}

rrset_change change(std::string_view text, std::string_view owner, std::string_view type)
{
   auto const read = read_changes(text, "overlay");
   EXPECT_TRUE(read) << (read ? "" : base::to_text(read.errors()));
   auto const at = ask(owner, type);
   auto const* const found = read ? read->find(at.asked, at.type) : nullptr;
   EXPECT_NE(found, nullptr);
   return found == nullptr ? rrset_change{} : *found;
}

TEST(overlay_file, has_zone_text_and_edits)
{
   constexpr auto text =
      "$ORIGIN example.test.\n"
      "@ 300 MX 10 mx\n"
      "+ example.test. IN TXT \"new\"\n"
      "@ 300 MX ( 20\n mx2 )\n"
      "- example.test. IN TXT \"old\"\n"
      "; - example.test. IN A 192.0.2.1\n";
   auto const mx = change(text, "example.test", "MX");
   EXPECT_TRUE(mx.replaces);
   EXPECT_THAT(mx.added, SizeIs(2));
   auto const txt = change(text, "example.test", "TXT");
   EXPECT_FALSE(txt.replaces);
   EXPECT_THAT(texts(txt.added), ElementsAre("example.test. 3600 IN TXT \"new\""));
   EXPECT_THAT(texts(txt.removed), ElementsAre("example.test. 3600 IN TXT \"old\""));
   EXPECT_EQ(read_changes(text, "")->find(name("example.test"), dns::rrtype::a), nullptr)
      << "a comment is one in any other file";
}

TEST(overlay_file, of_a_printed_fix_adds_and_takes_away)
{
   constexpr auto text =
      "; dnslint fix\n"
      "; - example.test. IN TXT \"old\"\n"
      "example.test. 3600 IN TXT \"new\"\n";
   auto const txt = change(text, "example.test", "TXT");
   EXPECT_FALSE(txt.replaces);
   EXPECT_THAT(txt.removed, SizeIs(1));
   EXPECT_THAT(txt.added, SizeIs(1));
}

TEST(overlay_file, names_whole_rrsets_that_go)
{
   for (auto const* text : {"- www.example.test. CNAME\n", "- www.example.test IN CNAME"}) {
      auto const gone = change(text, "www.example.test", "CNAME");
      EXPECT_TRUE(gone.replaces);
      EXPECT_THAT(gone.added, IsEmpty());
   }
}

TEST(overlay_file, errors_name_file_and_line)
{
   EXPECT_THAT(
      errors_of("example.test. A 192.0.2.1\n\n+ example.test. A x\n"), HasSubstr("the.overlay:3"));
   EXPECT_THAT(
      errors_of("- example.test. A 192.0.2.1\nexample.test. MX mx\n"), HasSubstr("the.overlay:2"));
   EXPECT_THAT(errors_of("- *.example.test. A 192.0.2.1\n"), HasSubstr("wildcard"));
   EXPECT_THAT(errors_of("\n- *.example.test. A\n"), HasSubstr("the.overlay:2"));
   EXPECT_THAT(errors_of("; nothing\n"), HasSubstr("changes nothing"));
   EXPECT_THAT(errors_of(""), HasSubstr("changes nothing"));
}

TEST(overlay_file, several_files_are_one)
{
   EXPECT_FALSE(load_changes({"/nonexistent/overlay"}));
   auto all = *read_changes("+ example.test. A 192.0.2.1\n", "a");
   all.merge(*read_changes("+ example.test. A 192.0.2.2\n- example.test. TXT\n", "b"));
   EXPECT_THAT(all.find(name("example.test"), dns::rrtype::a)->added, SizeIs(2));
   EXPECT_TRUE(all.find(name("example.test"), dns::rrtype::txt)->replaces);
}

TEST(zone_changes, know_what_moves)
{
   auto const all = *read_changes("sub.example.test. NS ns.example.test.\n", "a");
   EXPECT_TRUE(all.moves(name("sub.example.test")));
   EXPECT_TRUE(all.moves(name("a.sub.example.test")));
   EXPECT_FALSE(all.moves(name("example.test")));
   EXPECT_FALSE(read_changes("example.test. MX 0 .\n", "a")->moves(name("example.test")));
}

}  // namespace
}  // namespace dnslint::overlay::tests
