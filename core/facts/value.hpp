// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/outcome.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dnslint::facts {

class value;

struct bytes {
   std::string data;
   auto operator<=>(bytes const&) const = default;
};

// The order of std::less; between names the first character mostly decides.
struct name_order {
   using is_transparent = void;
   bool operator()(std::string_view a, std::string_view b) const noexcept
   {
      if (a.empty() || b.empty() || a.front() == b.front())
         return a < b;
      return static_cast<unsigned char>(a.front()) < static_cast<unsigned char>(b.front());
   }
};

using list = std::vector<value>;
using map = std::map<std::string, value, name_order>;  // sorted: its JSON is the same each time

// A typed value that a probe publishes. Text in it is hostile. A value like a string; no cycles.
class value {
public:
   using storage = std::variant<
      std::monostate,
      bool,
      std::int64_t,
      double,
      std::string,
      bytes,
      list,
      map,
      base::cause>;

   value() = default;  // null
   value(bool b)
   : storage_{b}
   {}  // NOLINT(google-explicit-constructor)
   value(std::int64_t i)
   : storage_{i}
   {}  // NOLINT(google-explicit-constructor)
   value(int i)
   : storage_{std::int64_t{i}}
   {}  // NOLINT(google-explicit-constructor)
   value(double d)
   : storage_{d}
   {}  // NOLINT(google-explicit-constructor)
   value(std::string s)
   : storage_{std::move(s)}
   {}  // NOLINT(google-explicit-constructor)
   value(std::string_view s)
   : storage_{std::string{s}}
   {}  // NOLINT(google-explicit-constructor)
   value(char const* s)
   : storage_{std::string{s}}
   {}  // NOLINT(google-explicit-constructor)
   value(bytes b)
   : storage_{std::move(b)}
   {}  // NOLINT(google-explicit-constructor)
   value(list l)
   : storage_{std::move(l)}
   {}  // NOLINT(google-explicit-constructor)
   value(map m)
   : storage_{std::move(m)}
   {}  // NOLINT(google-explicit-constructor)
   value(base::cause c)
   : storage_{std::move(c)}
   {}  // unknown; NOLINT(google-explicit-constructor)

   storage const& get() const noexcept { return storage_; }
   storage& get() noexcept { return storage_; }

   template <class T>
   T const* as() const noexcept
   {
      return std::get_if<T>(&storage_);
   }
   bool is_null() const noexcept { return storage_.index() == 0; }
   base::cause const* unknown() const noexcept { return as<base::cause>(); }

   bool operator==(value const&) const = default;

private:
   storage storage_;
};

// facts.<plugin>.<fact>: the outer key is the plugin's id with `-` as `_`.
using tree = std::map<std::string, map, name_order>;

// How a fact is declared in checks.yaml.
enum class type : std::uint8_t { dyn, boolean, integer, number, string, bytes, list, map };
std::string_view to_text(
   type t);  // "dyn", "bool", "int", "double", "string", "bytes", "list", "map"
std::optional<type> type_from_text(std::string_view text);
bool matches(type t, value const& v);  // null and unknown match every type

struct declaration {
   type declared = type::dyn;
   bool optional = false;  // when not published: null instead of unknown
   std::string description;
   type elements = type::dyn;  // of a list, or the values of a map
   bool reported = false;      // every record of a domain has it
};

// The types of what is written as "int", "list(string)" or "map(string, int)"; the latter's keys
// are strings always. False when it is none.
bool read_type(std::string_view text, declaration& d);
std::string type_text(declaration const& d);
// What is in a list or map counts, too.
bool matches(declaration const& d, value const& v);

using declarations = std::map<std::string, declaration, name_order>;
// plugin -> fact -> its declaration; as in `tree`.
using schema = std::map<std::string, declarations, name_order>;

// JSON, keys sorted. Unknown is {"unknown": {"class": ..., "code": ..., "detail": ...}}; bytes are
// base64.
void append_json(std::string& out, value const& v);
std::string to_json(value const& v);

}  // namespace dnslint::facts
