// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "core/base/suggestion.hpp"
#include "core/base/yaml_document.hpp"
#include "core/base/yaml_file.hpp"
#include "core/base/yaml_shape.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dnslint::base::yaml {

// How a scalar was written. An unquoted one may be null, a bool or a number; the others are text.
enum class style : std::uint8_t { plain, quoted, block };

// A value of a document that has passed every check of load().
struct node {
   enum class kind : std::uint8_t { null, scalar, list, map };
   struct entry;

   kind type = kind::null;
   style written = style::plain;
   // The byte of the file at which the value begins, with its quote. A block scalar begins with the
   // first line of its text.
   std::uint32_t begin = 0;
   std::string text;            // of a scalar
   std::vector<node> items;     // of a list
   std::vector<entry> entries;  // of a map, in the order of the file

   bool is_map() const noexcept { return type == kind::map; }
   bool is_list() const noexcept { return type == kind::list; }
   bool is_scalar() const noexcept { return type == kind::scalar; }
   bool is_null() const noexcept { return type == kind::null; }
   // Null when this is no map or has no such key.
   node const* find(std::string_view key) const noexcept;
};

// A key, which is a scalar, and its value. (No std::pair: clang 14 wants its members complete
// within node.)
struct node::entry {
   entry(node key, node value)
   : first{std::move(key)}
   , second{std::move(value)}
   {}

   node first;
   node second;
};

struct limits {
   std::size_t bytes = std::size_t{8} << 20U;
   std::size_t depth = 64;
   std::size_t memory = std::size_t{48} << 20U;  // of the tree, in bytes
   // The parser holds what stands on one line of a flow collection before it hands any of it out.
   std::size_t indicators_a_line = 100'000;
};

// Loads one YAML document, in time and memory that grow with its length. Refused, each with its
// place: more than `limits`, invalid UTF-8, aliases and anchors, tags, duplicate keys, keys that
// are not scalars, several documents, trailing content.
result<document> load(std::string file, std::string text, limits const& bounds = {});

// Reads one map strictly and gathers every error: each key asked for is known; done() then reports
// keys that nobody asked for, with the nearest known one as suggestion. Borrows everything it is
// given.
class map_reader {
public:
   // `subject` names the map in messages: "a rule", "the pack".
   map_reader(document const& doc, node const& map, std::string subject, diagnostics& errors);
   // With `shape` the keys are those of the shape. What is read otherwise than it says is reported
   // as an error, too, so that reader and schema cannot part.
   map_reader(
      document const& doc,
      node const& map,
      std::string subject,
      diagnostics& errors,
      map_shape const& shape);

   // Null when absent. The required forms report its absence.
   node const* optional(std::string_view key);
   node const* required(std::string_view key);

   // A wrong type is reported and reads as absent. Text is any scalar, also an unquoted number.
   std::optional<std::string> text(std::string_view key);
   std::optional<std::string> required_text(std::string_view key);
   std::optional<bool> boolean(std::string_view key);
   std::optional<std::int64_t> integer(std::string_view key);
   std::vector<std::string> texts(std::string_view key);  // a list of scalars
   node const* list(std::string_view key);
   node const* map(std::string_view key);

   void done();

   void fail(node const& at, std::string message, std::string hint = {});

private:
   // How the program asked for a key.
   struct asked {
      std::string key;
      held content = held::any;
      bool required = false;
   };

   node const* typed(
      std::string_view key, node::kind kind, std::string_view expected, held content);
   std::string other_kind_hint(std::string_view key, node const& found, node::kind wanted) const;
   bool is_misspelt(std::string_view key) const;
   asked& ask(std::string_view key);
   std::vector<std::string> known() const;
   void compare_with_shape();

   document const* doc_;
   node const* map_;
   std::string subject_;
   diagnostics* errors_;
   std::vector<asked> asked_;
   map_shape const* shape_ = nullptr;
};

// `text` as a quoted YAML scalar on one line; for hints.
std::string quoted(std::string_view text);

using base::suggestion;

}  // namespace dnslint::base::yaml
