// SPDX-License-Identifier: Apache-2.0
#include "issuer_parameter.hpp"

#include <gmock/gmock.h>

namespace {

using dnslint::parse_error;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<parse_error> errors(std::string_view value)
{
   auto const read = caa::read_issuer_value(value);
   EXPECT_FALSE(read.error) << value;
   std::vector<parse_error> all;
   for (auto const& e : caa::errors_of_parameters(value, read.parameters))
      all.push_back(e.error);
   return all;
}

auto is_error(std::size_t column, char const* why)
{
   return testing::AllOf(
      Field(&parse_error::column, column), Field(&parse_error::text, HasSubstr(why)));
}

// The examples of RFC 8657 appendix A.
TEST(issuer_parameter, that_can_be_met)
{
   for (auto const* value :
        {"example.com; accounturi=https://example.com/account/1234",
         "example.net; accounturi=https://example.net/account/2345",
         "example.net; validationmethods=dns-01",
         "example.net; validationmethods=dns-01,http-01,ca-custom",
         "example.net; accounturi=urn:acct:1; validationmethods=",
         "example.net; AccountURI=https://example.net/1",
         "example.net; other=~; another=,,"})
      EXPECT_THAT(errors(value), IsEmpty()) << value;
}

TEST(issuer_parameter, an_account_is_a_uri)
{
   EXPECT_THAT(errors("ca.test; accounturi=1234"), ElementsAre(is_error(21, "scheme")));
   EXPECT_THAT(errors("ca.test; accounturi="), ElementsAre(is_error(21, "scheme")));
   EXPECT_THAT(
      errors("ca.test; accounturi = https://a/%zz"), ElementsAre(is_error(33, "hexadecimal")));
}

TEST(issuer_parameter, methods_stand_between_commas)
{
   for (auto const* list :
        {",", "dns-01,", ",dns-01", "dns-01,,http-01", "dns_01", "dns-01|http-01"})
      EXPECT_THAT(
         errors("ca.test; validationmethods=" + std::string{list}),
         ElementsAre(is_error(28, "no list of validation methods")))
         << list;
}

// RFC 8657 section 3: a property with several accounturi is unsatisfiable.
TEST(issuer_parameter, none_stands_twice)
{
   EXPECT_THAT(
      errors("ca.test; accounturi=https://a/1; accounturi=https://a/2"),
      ElementsAre(is_error(34, "a second accounturi")));
   EXPECT_THAT(
      errors("ca.test; validationmethods=a; validationmethods=b"),
      ElementsAre(is_error(31, "a second validationmethods")));
}

TEST(issuer_parameter, that_is_misspelt_is_told_and_limits_nothing)
{
   for (auto const* tag :
        {"validation-methods", "validationmethod", "validation-method", "ValidatonMethods"}) {
      auto const value = "ca.test; " + std::string{tag} + "=dns-01";
      EXPECT_THAT(errors(value), ElementsAre(is_error(10, "RFC 8657 writes validationmethods")));
      auto const read = caa::read_issuer_value(value);
      EXPECT_FALSE(caa::errors_of_parameters(value, read.parameters)[0].is_unsatisfied) << tag;
   }
   EXPECT_THAT(
      errors("ca.test; account-uri=https://a/1"),
      ElementsAre(is_error(10, "RFC 8657 writes accounturi")));
   EXPECT_THAT(errors("ca.test; account=1; method=dns-01; policy=ev"), IsEmpty());
}

TEST(issuer_parameter, errors_are_limited)
{
   std::string value = "ca.test; accounturi=1";
   for (int i = 0; i != 100; ++i)
      value += "; accounturi=1";
   EXPECT_EQ(errors(value).size(), caa::most_parameter_errors);
}

}  // namespace
