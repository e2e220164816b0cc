// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdint>
#include <fstream>
#include <gmock/gmock.h>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct member {
   std::string name;
   std::uint64_t offset;
   std::uint64_t bytes;
};
struct layout {
   std::uint64_t bytes = 0;
   std::vector<member> members;
};

// What today's header has, as data; that the compilers agree with it is asserted in layout.c and
// its like.
std::map<std::string, layout> structs()
{
   std::map<std::string, layout> all;
#define STRUCT(type, size) all[#type].bytes = size;
#define FIXED_STRUCT(type, size) STRUCT(type, size)
#define MEMBER(type, name, offset, size) all[#type].members.push_back({#name, offset, size});
#define CONSTANT(name, value)
#include "layout-0.1.def"
#include "layout-0.2.def"
#undef STRUCT
#undef FIXED_STRUCT
#undef MEMBER
#undef CONSTANT
   return all;
}

std::set<std::string> constants()
{
   std::set<std::string> all;
#define STRUCT(type, size)
#define FIXED_STRUCT(type, size)
#define MEMBER(type, name, offset, size)
#define CONSTANT(name, value) all.insert(#name);
#include "layout-0.1.def"
#include "layout-0.2.def"
   return all;
}

std::string header_of_today()
{
   std::string text;
   for (auto const* const name : {"abi.h", "abi_https.h"}) {
      std::ifstream in{std::string{DNSLINT_SOURCE_DIR "/sdk/include/dnslint/"} + name};
      text.append(std::istreambuf_iterator<char>{in}, {});
   }
   return text;
}

// The texts between each `before` and the next `after`.
std::vector<std::string> between(
   std::string_view text, std::string_view before, std::string_view after)
{
   std::vector<std::string> all;
   for (auto at = text.find(before); at != std::string_view::npos; at = text.find(before, at)) {
      at += before.size();
      all.emplace_back(text.substr(at, text.find(after, at) - at));
   }
   return all;
}

// Without gaps and to the end, so that no member can be missing here.
TEST(layout, lists_every_member)
{
   for (auto const& [name, s] : structs()) {
      std::uint64_t end = 0;
      for (auto const& m : s.members) {
         EXPECT_EQ(m.offset, end) << name << "." << m.name;
         end = m.offset + m.bytes;
      }
      EXPECT_EQ(end, s.bytes) << name;
   }
}

TEST(layout, lists_every_struct)
{
   std::set<std::string> named;
   for (auto const& text : between(header_of_today(), "typedef struct ", "\n"))
      if (text.ends_with(" {"))
         named.insert(text.substr(0, text.size() - 2));
   std::set<std::string> listed;
   for (auto const& [name, s] : structs())
      listed.insert(name);
   EXPECT_EQ(named, listed);
}

TEST(layout, lists_every_constant)
{
   auto const listed = constants();
   auto const header = header_of_today();
   std::size_t found = 0;
   for (auto const& text : between(header, "enum {", "}"))
      for (auto const& name : between(" " + text, " DNSLINT_", " = ")) {
         EXPECT_TRUE(listed.contains("DNSLINT_" + name)) << name;
         ++found;
      }
   EXPECT_EQ(found, listed.size());
}

TEST(layout, structs_that_can_grow_begin_with_their_size)
{
   for (auto const& [name, s] : structs()) {
      if (name == "dnslint_str" || name == "dnslint_manifest_header")
         continue;
      EXPECT_EQ(s.members.at(0).name, "size") << name;
      EXPECT_EQ(s.members.at(0).bytes, 4U) << name;
   }
}

}  // namespace
