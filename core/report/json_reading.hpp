// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/escape.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace boost::json {
class array;
class object;
class value;
}  // namespace boost::json

// Members of JSON objects by the types that reports have. What is absent or null reads as empty.
namespace dnslint::report::json_reading {

// Ends a reading. Caught by who began it.
struct wrong {
   std::string message;
};

boost::json::object const& object(boost::json::value const& v);
boost::json::value const& member(boost::json::object const& in, std::string_view key);
std::string text(boost::json::object const& in, std::string_view key);
base::untrusted hostile_text(boost::json::object const& in, std::string_view key);
std::optional<double> number(boost::json::object const& in, std::string_view key);
boost::json::array const& array(boost::json::value const& v);
boost::json::array const& items(boost::json::object const& in, std::string_view key);
std::string element(boost::json::value const& v);  // a string
// One JSON text, of bounded depth.
boost::json::value parse(std::string_view text);

}  // namespace dnslint::report::json_reading
