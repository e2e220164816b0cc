// SPDX-License-Identifier: Apache-2.0
#include "core/cel/value.hpp"

#include "tests/unit/cel/world.hpp"

#include <gmock/gmock.h>

namespace dnslint::cel {
namespace {

TEST(kind_of_value, has_its_name_in_the_language)
{
   EXPECT_EQ(to_text(kind::null), "null_type");
   EXPECT_EQ(to_text(kind::unsigned_integer), "uint");
   EXPECT_EQ(to_text(kind::number), "double");
   EXPECT_EQ(to_text(kind::duration), "google.protobuf.Duration");
   EXPECT_EQ(to_text(kind::optional), "optional_type");
   EXPECT_EQ(to_text(kind::network), "net.CIDR");
   EXPECT_EQ(to_text(kind::unknown), "unknown");
}

TEST(value_made, has_the_kind_that_it_was_made_as)
{
   EXPECT_EQ(value{}.type(), kind::null);
   EXPECT_EQ(value{true}.type(), kind::boolean);
   EXPECT_EQ(value{std::int64_t{1}}.type(), kind::integer);
   EXPECT_EQ(value{std::uint64_t{1}}.type(), kind::unsigned_integer);
   EXPECT_EQ(value{1.0}.type(), kind::number);
   EXPECT_EQ(value::string("a").type(), kind::string);
   EXPECT_EQ(value::bytes("a").type(), kind::bytes);
   EXPECT_EQ(value{list_value{list_value::elements{}}}.type(), kind::list);
   EXPECT_EQ(value{map_value{map_value::entries{}}}.type(), kind::map);
   EXPECT_EQ(value{kind::list}.type(), kind::type);
   EXPECT_EQ(value::none().type(), kind::optional);
   EXPECT_EQ(value::error("x").type(), kind::error);
   EXPECT_EQ(value::unknown(base::transient("timeout")).type(), kind::unknown);
}

TEST(value_made, is_abnormal_only_when_it_is_no_value)
{
   EXPECT_TRUE(value::error("x").is_abnormal());
   EXPECT_TRUE(value::unknown(base::transient("timeout")).is_abnormal());
   EXPECT_FALSE(value{}.is_abnormal());
   EXPECT_FALSE(value::none().is_abnormal());
   EXPECT_FALSE(value{false}.is_abnormal());
}

TEST(value_made, is_true_or_false_only_as_a_bool)
{
   EXPECT_TRUE(value{true}.is_true());
   EXPECT_FALSE(value{true}.is_false());
   EXPECT_TRUE(value{false}.is_false());
   EXPECT_FALSE(value{std::int64_t{1}}.is_true());
   EXPECT_FALSE(value{}.is_false());
   EXPECT_FALSE(value::error("x").is_false());
}

TEST(value_made, borrows_text_or_owns_it)
{
   std::string const text = "borrowed";
   EXPECT_EQ(value::borrowed_string(text).characters().data(), text.data());
   EXPECT_EQ(value::borrowed_bytes(text).characters().data(), text.data());
   EXPECT_NE(value::string(text).characters().data(), text.data());
   auto const first = value::bytes("shared");
   auto const copy = first;
   EXPECT_EQ(first.characters().data(), copy.characters().data()) << "a copy shares the text";
}

TEST(value_error, keeps_the_first_place_that_it_is_given)
{
   auto v = value::error("it broke");
   EXPECT_EQ(v.error_place(), std::nullopt);
   v.place_error(7);
   v.place_error(3);
   EXPECT_EQ(v.error_place(), 7U);
   EXPECT_EQ(v.error_message(), "it broke");
}

// An optional of an unknown would hide it from everything that looks for unknowns.
TEST(value_optional, holds_nothing_abnormal)
{
   auto const some = value::some(value{std::int64_t{5}});
   ASSERT_TRUE(some.get<optional_value>().has_value());
   EXPECT_EQ(some.get<optional_value>().get().get<std::int64_t>(), 5);
   EXPECT_FALSE(value::none().get<optional_value>().has_value());
   EXPECT_EQ(value::some(value::error("x")).type(), kind::error);
   EXPECT_EQ(value::some(value::unknown(base::transient("timeout"))).type(), kind::unknown);
   EXPECT_TRUE(value::some(value{}).get<optional_value>().has_value()) << "null is a value";
}

TEST(value_from_fact, is_of_the_type_that_was_published)
{
   auto const why = base::transient("servfail");
   EXPECT_EQ(value::from_fact(facts::value{}).type(), kind::null);
   EXPECT_TRUE(value::from_fact(facts::value{true}).is_true());
   EXPECT_EQ(value::from_fact(facts::value{7}).get<std::int64_t>(), 7);
   EXPECT_EQ(value::from_fact(facts::value{0.5}).get<double>(), 0.5);
   facts::value const text{"a"};
   EXPECT_EQ(value::from_fact(text).characters(), "a");
   facts::value const octets{facts::bytes{"\xff"}};
   EXPECT_EQ(value::from_fact(octets).type(), kind::bytes);
   EXPECT_EQ(value::from_fact(octets).characters(), "\xff");
   facts::value const unknown{why};
   EXPECT_EQ(value::from_fact(unknown).why_unknown(), why);
}

TEST(list_of_values, is_read_in_place_from_facts_and_records)
{
   facts::list const published{1, "b", base::transient("timeout")};
   list_value const facts_list{published};
   EXPECT_TRUE(facts_list.is_borrowed());
   ASSERT_EQ(facts_list.size(), 3U);
   EXPECT_EQ(facts_list.at(0).type(), kind::integer);
   EXPECT_EQ(facts_list.at(1).characters(), "b");
   EXPECT_EQ(facts_list.at(2).type(), kind::unknown);
   std::vector<dns::record> const rrset{mx(10, "a.example"), mx(20, "b.example")};
   list_value const records{rrset};
   EXPECT_TRUE(records.is_borrowed());
   ASSERT_EQ(records.size(), 2U);
   EXPECT_EQ(records.at(1).get<dns::record const*>(), &rrset[1]) << "no record is copied";
   list_value const made{list_value::elements{value{true}}};
   EXPECT_FALSE(made.is_borrowed());
   EXPECT_TRUE(made.at(0).is_true());
}

TEST(map_of_values, finds_numbers_by_their_value)
{
   map_value const made{map_value::entries{
      {value{std::int64_t{1}}, value::string("one")},
      {value{true}, value::string("true")},
      {value::string("1"), value::string("text")}}};
   EXPECT_EQ(made.size(), 3U);
   EXPECT_EQ(made.find(value{std::uint64_t{1}})->characters(), "one");
   EXPECT_EQ(made.find(value{1.0})->characters(), "one");
   EXPECT_EQ(made.find(value{true})->characters(), "true");
   EXPECT_EQ(made.find(value::string("1"))->characters(), "text");
   EXPECT_FALSE(made.find(value{1.5}));
   EXPECT_FALSE(made.find(value{false}));
   EXPECT_FALSE(made.find(value{})) << "null is no key";
}

TEST(map_of_values, has_only_text_keys_when_it_is_a_fact)
{
   facts::map const published{{"a", 1}, {"b", base::transient("timeout")}};
   map_value const map{published};
   EXPECT_TRUE(map.is_borrowed());
   EXPECT_EQ(map.size(), 2U);
   EXPECT_EQ(map.find(value::string("a"))->get<std::int64_t>(), 1);
   EXPECT_EQ(map.find(value::string("b"))->type(), kind::unknown);
   EXPECT_FALSE(map.find(value::string("c")));
   EXPECT_FALSE(map.find(value::bytes("a"))) << "bytes are no text";
   EXPECT_FALSE(map.find(value{std::int64_t{1}}));
   auto const all = map.all();
   ASSERT_EQ(all.size(), 2U);
   EXPECT_EQ(all[0].first.characters(), "a");
   EXPECT_EQ(all[1].second.type(), kind::unknown);
}

TEST(detached, copies_every_text_that_it_owns_nothing_of)
{
   std::string text = "before";
   auto const lent = value::borrowed_string(text);
   value const nested{list_value{list_value::elements{
      value{map_value{map_value::entries{{value::borrowed_string(text), lent}}}},
      value::some(value::borrowed_bytes(text))}}};
   auto const kept = detached(nested);
   text.assign(6, 'x');
   EXPECT_EQ(shown(kept), "list [{\"before\": \"before\"}, optional.of(b\"before\")]");
}

TEST(detached, leaves_facts_and_records_where_they_are)
{
   facts::list const published{1, 2};
   auto const kept = detached(value{list_value{published}});
   EXPECT_TRUE(kept.get<list_value>().is_borrowed());
   facts::map const entries{{"a", 1}};
   EXPECT_TRUE(detached(value{map_value{entries}}).get<map_value>().is_borrowed());
}

TEST(detached, keeps_what_is_no_text_as_it_is)
{
   EXPECT_EQ(detached(value{}).type(), kind::null);
   EXPECT_EQ(shown(detached(value{std::uint64_t{7}})), "uint 7");
   EXPECT_EQ(shown(detached(value{kind::map})), "type map");
   EXPECT_EQ(shown(detached(value::none())), "optional_type optional.none()");
   auto const unknown = detached(value::borrowed_unknown(base::transient("timeout")));
   EXPECT_EQ(shown(unknown), "unknown: transient: timeout");
   EXPECT_EQ(shown(detached(value::error("it broke"))), "error: it broke");
}

TEST(text_of_value, is_cut_at_a_character_and_says_so)
{
   EXPECT_EQ(to_text(value::string("abcdef"), 6), "abcdef");
   EXPECT_EQ(to_text(value::string("abcdefg"), 6), "abcdef...");
   EXPECT_EQ(to_text(value::string("aüb"), 2), "aü...") << "a character is not cut in two";
   EXPECT_EQ(to_text(value::bytes("abcdef"), 2), "b\"...");
   EXPECT_EQ(to_text(value::string(""), 0), "");
   EXPECT_EQ(to_text(value{}, 2), "nu...");
}

TEST(text_of_value, does_not_follow_values_deeper_than_people_read)
{
   value nested{std::int64_t{1}};
   for (int i = 0; i != 40; ++i)
      nested = value{list_value{list_value::elements{nested}}};
   auto const text = to_text(nested);
   EXPECT_TRUE(text.starts_with("[[[[[[[["));
   EXPECT_EQ(text.find('1'), std::string::npos);
   value some{std::int64_t{1}};
   for (int i = 0; i != 40; ++i)
      some = value::some(some);
   EXPECT_EQ(to_text(some).find('1'), std::string::npos);
}

}  // namespace
}  // namespace dnslint::cel
