// SPDX-License-Identifier: Apache-2.0
#include "core/base/yaml.hpp"

#include <gmock/gmock.h>

namespace dnslint::base::yaml {
namespace {

using testing::HasSubstr;

map_shape const shape{
   {"name", held::text, need::required, "Its name."},
   {"count", held::integer, need::optional, "How many."}};

template <class Read>
std::string said(std::string text, Read const& read)
{
   auto const doc = load("f.yaml", std::move(text));
   diagnostics errors;
   map_reader reader{*doc, doc->root(), "a thing", errors, shape};
   read(reader);
   reader.done();
   return to_text(errors);
}

TEST(yaml_shape, is_what_the_reader_reads)
{
   auto const as_it_says = [](map_reader& r) {
      r.required_text("name");
      r.integer("count");
   };
   EXPECT_EQ(said("name: a\n", as_it_says), "");
   EXPECT_THAT(said("name: a\ncuont: 1\n", as_it_says), HasSubstr("did you mean 'count'?"));
   EXPECT_THAT(said("count: 1\n", as_it_says), HasSubstr("a thing needs 'name'"));
}

TEST(yaml_shape, from_which_the_reader_parts_is_an_error)
{
   EXPECT_THAT(
      said(
         "name: a\n",
         [](map_reader& r) {
            r.text("name");
            r.integer("count");
         }),
      HasSubstr("'name' is not read as the table of keys says"));
   EXPECT_THAT(
      said(
         "name: a\n",
         [](map_reader& r) {
            r.required_text("name");
            r.text("count");
         }),
      HasSubstr("'count' is not read as the table of keys says"));
   EXPECT_THAT(
      said(
         "name: a\n",
         [](map_reader& r) {
            r.required_text("name");
            r.integer("count");
            r.text("more");
         }),
      HasSubstr("'more' is read, but not in the table of keys"));
}

TEST(yaml_shape, is_a_json_schema)
{
   EXPECT_EQ(
      to_json_schema(
         {{"n", held::integer, need::required, "N."}, {"x", held::refused, need::optional, ""}}),
      R"({"type":"object","additionalProperties":false,"required":["n"],)"
      R"("properties":{"n":{"description":"N.","allOf":[{"type":"integer"}]}}})");
   EXPECT_EQ(enum_schema({"a", "b"}), R"({"enum":["a","b"]})");
}

}  // namespace
}  // namespace dnslint::base::yaml
