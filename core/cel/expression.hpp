// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::cel {

struct bindings;
struct compile_error;
struct scope;
struct static_type;
class value;
enum class kind : std::uint8_t;

// Finds the place of a byte of an expression's source.
using place_finder = std::function<base::location(std::size_t offset)>;

// A compiled CEL expression. Immutable, cheap to copy. Parsing bounds its size and depth,
// evaluation its cost, so that neither hangs whatever it is given.
class expression {
public:
   // Errors are all that were found. Their places have no file, and count lines within `source`.
   static base::result<expression> compile(std::string_view source, scope const& names);
   // The same for a source that stands in a file: `place` finds a byte of the source there.
   static base::result<expression> compile(
      std::string_view source, scope const& names, place_finder const& place);

   // The value may borrow from `bound` and from this expression.
   value evaluate(bindings const& bound) const;

   std::string const& source() const noexcept;
   // The place of a byte of the source, as above.
   base::location locate(std::uint32_t offset) const;
   static_type const& type() const noexcept;
   // What is known of the value's type: "bool", "int or null_type", "dyn".
   std::string result_type() const;
   // False when the value can be nothing but something else.
   bool may_be(kind k) const noexcept;
   // "mx.accepts_mail" for each facts.mx.accepts_mail it names, sorted.
   std::vector<std::string> const& facts_used() const noexcept;
   std::vector<std::string> const& lookups_used() const noexcept;
   std::vector<std::string> const& variables_used() const noexcept;
   std::vector<std::string> const& given_used() const noexcept;

private:
   friend struct expression_tree;
   struct program;
   explicit expression(std::shared_ptr<program const> p);
   static std::shared_ptr<program const> build(
      std::string_view source, scope const& names, std::vector<compile_error>& errors);

   std::shared_ptr<program const> program_;
};

}  // namespace dnslint::cel
