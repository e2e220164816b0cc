// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dnslint::tests {

// A JSON value (RFC 8259), read strictly so that reading is a test of what was written: control
// characters in strings, bytes that are not UTF-8 and repeated keys are errors. Throws
// std::runtime_error for wrong text, wrong types and missing keys.
class json {
public:
   using array = std::vector<json>;
   using object = std::map<std::string, json, std::less<>>;

   static json parse(std::string_view text);

   bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
   bool boolean() const { return get<bool>(); }
   std::string const& text() const { return get<std::string>(); }
   double number() const { return get<double>(); }
   array const& items() const { return get<array>(); }
   object const& members() const { return get<object>(); }
   bool has(std::string_view key) const { return members().contains(key); }
   json const& operator[](std::string_view key) const;

private:
   friend class json_reader;

   template <class T>
   T const& get() const
   {
      return std::get<T>(value_);
   }

   std::variant<std::monostate, bool, double, std::string, array, object> value_;
};

// One value a line.
std::vector<json> parse_json_lines(std::string_view text);

// Those of a JSONL report that are domains, without the run and the summary around them.
std::vector<json> domain_lines(std::string_view text);

}  // namespace dnslint::tests
