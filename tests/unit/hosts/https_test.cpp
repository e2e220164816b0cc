// SPDX-License-Identifier: Apache-2.0
#include "core/hosts/https.hpp"

#include "core/base/causes.hpp"

#include <gmock/gmock.h>
#include <set>

namespace dnslint::hosts {
namespace {

TEST(https_phase, has_a_word_for_each)
{
   for (auto const p :
        {https_phase::resolve,
         https_phase::connect,
         https_phase::tls,
         https_phase::header,
         https_phase::body})
      EXPECT_EQ(https_phase_from_text(to_text(p)), p);
   EXPECT_EQ(https_phase_from_text("later"), std::nullopt);
}

TEST(certificate_error, has_a_word_for_each)
{
   std::set<std::string_view> words;
   for (auto const e : certificate_errors()) {
      EXPECT_EQ(certificate_error_from_text(to_text(e)), e);
      EXPECT_TRUE(words.insert(to_text(e)).second) << to_text(e);
   }
   EXPECT_EQ(words.size(), 12U);
   EXPECT_EQ(certificate_error_from_text("old"), std::nullopt);
}

TEST(tls_view, is_proved_by_a_judged_chain_without_errors)
{
   tls_view seen;
   EXPECT_FALSE(seen.is_proved()) << "nothing was judged";
   seen.is_judged = true;
   EXPECT_TRUE(seen.is_proved());
   seen.errors.push_back(certificate_error::expired);
   EXPECT_FALSE(seen.is_proved());
}

TEST(https_causes, are_those_of_the_table)
{
   for (auto const& why : https_causes())
      EXPECT_TRUE(std::ranges::any_of(base::causes::all, [&](base::known_cause const& known) {
         return why == known;
      })) << why.code;
}

TEST(media_type, is_in_lower_case_and_without_parameters)
{
   EXPECT_EQ(media_type_of("Text/Plain; charset=utf-8"), "text/plain");
   EXPECT_EQ(media_type_of("  text/plain\t"), "text/plain");
   EXPECT_EQ(media_type_of(""), "");
   EXPECT_EQ(media_type_of(" ; x"), "");
}

TEST(header, is_found_by_its_name)
{
   https_response const r{200, {{"a", "1"}, {"b", "2"}, {"a", "3"}}, {}, {}};
   EXPECT_EQ(*find_header(r, "a"), "1");
   EXPECT_EQ(find_header(r, "c"), nullptr);
}

}  // namespace
}  // namespace dnslint::hosts
