// SPDX-License-Identifier: Apache-2.0
// What the parser makes of a source, written as a tree: (+ 1 (* 2 3)).
#include "core/cel/parser.hpp"

#include "core/cel/compile_error.hpp"

#include <gtest/gtest.h>

namespace {

using namespace dnslint;
using cel::node_kind;

std::string tree_of(cel::node const& n);

std::string form_with_children(std::string form, cel::node const& n, std::size_t from = 0)
{
   for (std::size_t i = from; i < n.children.size(); ++i)
      form += ' ' + tree_of(*n.children[i]);
   return '(' + form + ')';
}

std::string tree_of(cel::node const& n)
{
   switch (n.form) {
      case node_kind::constant:
         return n.constant.is(cel::kind::string) ? "'" + to_text(n.constant) + "'"
                                                 : to_text(n.constant);
      case node_kind::name:
         return (n.rooted ? "." : "") + n.text;
      case node_kind::select:
         return form_with_children((n.optional ? "?." : ".") + n.member, n);
      case node_kind::index:
         return form_with_children(n.optional ? "[?" : "[", n);
      case node_kind::call:
         return form_with_children((n.receiver ? "." : "") + n.text + "()", n);
      case node_kind::negate:
         return form_with_children("-", n);
      case node_kind::logical_not:
         return form_with_children("!", n);
      case node_kind::arithmetic:
      case node_kind::relation:
         return form_with_children(n.text, n);
      case node_kind::logical_and:
         return form_with_children("&&", n);
      case node_kind::logical_or:
         return form_with_children("||", n);
      case node_kind::conditional:
         return form_with_children("?:", n);
      case node_kind::list:
         return form_with_children("list", n);
      case node_kind::map:
         return form_with_children("map", n);
      case node_kind::comprehension:
         return form_with_children("each " + n.member, n);
      case node_kind::has:
         return form_with_children("has", n);
      default:
         return form_with_children("other", n);
   }
}

std::string parsed(std::string_view source)
{
   try {
      return tree_of(*cel::parse(source));
   } catch (cel::compile_error const& e) {
      return "at " + std::to_string(e.offset) + ": " + e.message;
   }
}

std::size_t place_of_error(std::string_view source)
{
   try {
      cel::parse(source);
   } catch (cel::compile_error const& e) {
      EXPECT_FALSE(e.message.empty());
      return e.offset;
   }
   ADD_FAILURE() << source << " is parsed";
   return 0;
}

TEST(parser, multiplies_before_it_adds)
{
   EXPECT_EQ(parsed("1 + 2 * 3"), "(+ 1 (* 2 3))");
   EXPECT_EQ(parsed("1 * 2 + 3"), "(+ (* 1 2) 3)");
   EXPECT_EQ(parsed("(1 + 2) * 3"), "(* (+ 1 2) 3)");
   EXPECT_EQ(parsed("1 - 2 % 3 / 4"), "(- 1 (/ (% 2 3) 4))");
}

TEST(parser, takes_operators_from_left_to_right)
{
   EXPECT_EQ(parsed("1 - 2 - 3"), "(- (- 1 2) 3)");
   EXPECT_EQ(parsed("8 / 4 / 2"), "(/ (/ 8 4) 2)");
   EXPECT_EQ(parsed("1 - (2 - 3)"), "(- 1 (- 2 3))");
}

TEST(parser, compares_what_was_calculated)
{
   EXPECT_EQ(parsed("1 + 2 < 3 * 4"), "(< (+ 1 2) (* 3 4))");
   EXPECT_EQ(parsed("a in b + c"), "(in a (+ b c))");
   EXPECT_EQ(parsed("a == b != c"), "(!= (== a b) c)");
}

TEST(parser, binds_and_closer_than_or)
{
   EXPECT_EQ(parsed("a && b || c"), "(|| (&& a b) c)");
   EXPECT_EQ(parsed("a || b && c"), "(|| a (&& b c))");
   EXPECT_EQ(parsed("(a || b) && c"), "(&& (|| a b) c)");
   EXPECT_EQ(parsed("a < b && c > d"), "(&& (< a b) (> c d))");
}

// So that long chains are not deep.
TEST(parser, makes_one_node_of_a_chain)
{
   EXPECT_EQ(parsed("a && b && c && d"), "(&& a b c d)");
   EXPECT_EQ(parsed("a || b || c"), "(|| a b c)");
   EXPECT_EQ(cel::parse("a || b || c || d || e")->height, 2);
}

TEST(parser, takes_conditions_from_the_right)
{
   EXPECT_EQ(parsed("a ? b : c"), "(?: a b c)");
   EXPECT_EQ(parsed("a ? b : c ? d : e"), "(?: a b (?: c d e))");
   EXPECT_EQ(parsed("a || b ? c : d"), "(?: (|| a b) c d)");
   EXPECT_EQ(parsed("a ? (b ? c : d) : e"), "(?: a (?: b c d) e)");
   EXPECT_EQ(place_of_error("a ? b ? c : d : e"), 6U) << "the definition wants brackets there";
}

TEST(parser, knows_signs)
{
   EXPECT_EQ(parsed("-a"), "(- a)");
   EXPECT_EQ(parsed("!a"), "(! a)");
   EXPECT_EQ(parsed("!a.b"), "(! (.b a))");
   EXPECT_EQ(parsed("-a.b()"), "(- (.b() a))");
   EXPECT_EQ(parsed("a - -b"), "(- a (- b))");
   EXPECT_EQ(parsed("-1"), "-1");
   EXPECT_EQ(parsed("1 - -1"), "(- 1 -1)");
   EXPECT_EQ(parsed("-9223372036854775808"), "-9223372036854775808");
   EXPECT_EQ(parsed("!a && !b"), "(&& (! a) (! b))");
}

TEST(parser, selects_indexes_and_calls_from_left_to_right)
{
   EXPECT_EQ(parsed("a.b.c"), "(.c (.b a))");
   EXPECT_EQ(parsed("a[0].b[1]"), "([ (.b ([ a 0)) 1)");
   EXPECT_EQ(parsed("a.b(c, d).e()"), "(.e() (.b() a c d))");
   EXPECT_EQ(parsed("f(a)[0]"), "([ (f() a) 0)");
   EXPECT_EQ(parsed("f()"), "(f())");
   EXPECT_EQ(parsed("'a'.size()"), "(.size() 'a')");
   EXPECT_EQ(parsed("[1, 2][0]"), "([ (list 1 2) 0)");
}

TEST(parser, knows_names_from_the_root)
{
   EXPECT_EQ(parsed(".a.b"), "(.b .a)");
   EXPECT_EQ(parsed(".a + a"), "(+ .a a)");
}

TEST(parser, knows_optional_selection)
{
   EXPECT_EQ(parsed("a.?b"), "(?.b a)");
   EXPECT_EQ(parsed("a[?0]"), "([? a 0)");
   EXPECT_EQ(parsed("a.?b.c"), "(.c (?.b a))");
}

TEST(parser, knows_lists_and_maps)
{
   EXPECT_EQ(parsed("[]"), "(list)");
   EXPECT_EQ(parsed("[1, a, ]"), "(list 1 a)");
   EXPECT_EQ(parsed("{}"), "(map)");
   EXPECT_EQ(parsed("{'a': 1, b: [2],}"), "(map 'a' 1 b (list 2))");
   EXPECT_EQ(parsed("[[1], {1: 2}]"), "(list (list 1) (map 1 2))");
}

TEST(parser, makes_nodes_of_macros)
{
   EXPECT_EQ(parsed("a.all(x, x > 1)"), "(each x a (> x 1))");
   EXPECT_EQ(parsed("a.exists(x, x)").substr(0, 8), "(each x ");
   EXPECT_EQ(parsed("has(a.b)"), "(has (.b a))");
}

TEST(parser, says_what_a_macro_needs)
{
   EXPECT_EQ(parsed("a.all(x)"), "at 2: all() needs a name and an expression");
   EXPECT_EQ(parsed("all(x, y)"), "(all() x y)") << "this is none";
}

TEST(parser, points_at_what_it_did_not_expect)
{
   EXPECT_EQ(place_of_error(""), 0U);
   EXPECT_EQ(place_of_error("a b"), 2U);
   EXPECT_EQ(place_of_error("1 +"), 3U);
   EXPECT_EQ(place_of_error("a ? b"), 5U);
   EXPECT_EQ(place_of_error("a."), 2U);
   EXPECT_EQ(place_of_error("a.1"), 1U);
   EXPECT_EQ(place_of_error("f(a,"), 4U);
   EXPECT_EQ(place_of_error("f(,)"), 2U);
   EXPECT_EQ(place_of_error("{a}"), 2U);
   EXPECT_EQ(place_of_error("{a:}"), 3U);
   EXPECT_EQ(place_of_error(") a"), 0U);
}

TEST(parser, points_at_what_is_not_closed)
{
   EXPECT_EQ(place_of_error("1 + (a"), 4U);
   EXPECT_EQ(place_of_error("1 + [a"), 4U);
   EXPECT_EQ(place_of_error("1 + {a: b"), 4U);
   EXPECT_EQ(place_of_error("((a)"), 0U);
}

TEST(parser, keeps_words_that_are_no_names)
{
   for (auto const* const word :
        {"if", "else", "for", "while", "return", "var", "package", "import"}) {
      EXPECT_TRUE(cel::is_reserved_word(word)) << word;
      EXPECT_EQ(place_of_error(std::string{word} + " + 1"), 0U) << word;
   }
   EXPECT_FALSE(cel::is_reserved_word("name"));
   EXPECT_FALSE(cel::is_reserved_word("If"));
   EXPECT_EQ(parsed("iff + 1"), "(+ iff 1)");
}

TEST(parser, knows_where_each_part_begins)
{
   auto const root = cel::parse("ab + (cd.e)");
   EXPECT_EQ(root->begin, 0U);
   EXPECT_EQ(root->offset, 3U) << "an error of the sum points at its sign";
   EXPECT_EQ(root->children[1]->children[0]->begin, 6U);
}

TEST(parser, counts_levels)
{
   EXPECT_EQ(cel::parse("1")->height, 1);
   EXPECT_EQ(cel::parse("1 + 2")->height, 2);
   EXPECT_EQ(cel::parse("1 + 2 * 3")->height, 3);
   EXPECT_EQ(cel::parse("a.b.c")->height, 3);
}

}  // namespace
