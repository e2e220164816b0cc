// SPDX-License-Identifier: Apache-2.0
#include "core/report/json_reading.hpp"

#include <boost/json.hpp>

#include <fmt/format.h>

namespace dnslint::report::json_reading {

namespace json = boost::json;

json::value const& member(json::object const& in, std::string_view key)
{
   static json::value const absent;
   auto const* const found = in.if_contains(key);
   return found == nullptr ? absent : *found;
}

std::string text(json::object const& in, std::string_view key)
{
   auto const& v = member(in, key);
   if (v.is_null())
      return {};
   if (!v.is_string())
      throw wrong{fmt::format("'{}' is no string", key)};
   return std::string{v.get_string()};
}

base::untrusted hostile_text(json::object const& in, std::string_view key)
{
   return base::untrusted{text(in, key)};
}

std::optional<double> number(json::object const& in, std::string_view key)
{
   auto const& v = member(in, key);
   if (v.is_null())
      return std::nullopt;
   if (!v.is_number())
      throw wrong{fmt::format("'{}' is no number", key)};
   return v.to_number<double>();
}

json::object const& object(json::value const& v)
{
   if (!v.is_object())
      throw wrong{"an object is expected"};
   return v.get_object();
}

json::array const& array(json::value const& v)
{
   if (!v.is_array())
      throw wrong{"an array is expected"};
   return v.get_array();
}

json::array const& items(json::object const& in, std::string_view key)
{
   static json::array const none;
   auto const& v = member(in, key);
   if (v.is_null())
      return none;
   if (!v.is_array())
      throw wrong{fmt::format("'{}' is no array", key)};
   return v.get_array();
}

std::string element(json::value const& v)
{
   if (!v.is_string())
      throw wrong{"a string is expected"};
   return std::string{v.get_string()};
}

json::value parse(std::string_view text)
{
   boost::system::error_code failed;
   json::parse_options options;
   options.max_depth = 64;
   auto parsed = json::parse({text.data(), text.size()}, failed, {}, options);
   if (failed)
      throw wrong{"it is no JSON: " + failed.message()};
   return parsed;
}

}  // namespace dnslint::report::json_reading
