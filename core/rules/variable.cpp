// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "core/rules/check_entry.hpp"
#include "core/rules/pack.hpp"
#include "core/rules/pack_shape.hpp"
#include "core/rules/words.hpp"
#include "core/rules/yaml_value.hpp"

#include <fmt/format.h>
#include <utility>

namespace dnslint::rules {
namespace {

using base::yaml::document;
using base::yaml::map_reader;
using base::yaml::node;

// What is wrong with the value; empty when nothing is.
std::string out_of_bounds(variable const& v, facts::value const& given)
{
   auto const* const number = given.as<std::int64_t>();
   if (number == nullptr)
      return {};
   if (v.least && *number < *v.least)
      return fmt::format("{} is less than {}", *number, *v.least);
   if (v.most && *number > *v.most)
      return fmt::format("{} is more than {}", *number, *v.most);
   return {};
}

void read_type(map_reader& reader, variable& made)
{
   auto const text = reader.required_text("type");
   if (!text)
      return;
   if (auto const type = facts::type_from_text(*text))
      made.declared = *type;
   else
      reader.fail(
         *reader.optional("type"),
         fmt::format("'{}' is no type", *text),
         base::yaml::suggestion(*text, type_names()));
}

void read_bounds(map_reader& reader, variable& made)
{
   made.least = reader.integer("min");
   made.most = reader.integer("max");
   if (made.declared == facts::type::integer)
      return;
   for (auto const* const key : {"min", "max"})
      if (auto const* const bound = reader.optional(key))
         reader.fail(*bound, fmt::format("'{}' is for a variable of type int", key));
}

void read_default(map_reader& reader, variable& made)
{
   auto const* const written = reader.required("default");
   if (written == nullptr)
      return;
   auto const read = value_from_yaml(*written, made.declared);
   if (!read || read->is_null() || read->unknown() != nullptr)
      return reader.fail(
         *written, fmt::format("'default' must be of type {}", facts::to_text(made.declared)));
   made.initial = *read;
   if (auto const wrong = out_of_bounds(made, *read); !wrong.empty())
      reader.fail(*written, fmt::format("'default': {}", wrong));
}

}  // namespace

std::optional<variable> read_variable(
   document const& doc, node const& key, node const& entry, base::diagnostics& errors)
{
   auto const before = errors.size();
   variable made;
   made.name = key.text;
   made.where = doc.locate(key);
   map_reader reader{
      doc, entry, fmt::format("the variable '{}'", key.text), errors, variable_shape()};
   if (!is_snake_case(key.text))
      reader.fail(
         key,
         fmt::format("'{}' is no name of a variable", key.text),
         "use lower-case letters, digits and _");
   if (entry.is_map()) {
      read_type(reader, made);
      read_bounds(reader, made);
      read_default(reader, made);
      made.description = reader.text("description").value_or("");
      reader.done();
   }
   return errors.size() == before ? std::optional{std::move(made)} : std::nullopt;
}

base::result<facts::value> parse_variable(variable const& v, std::string_view text)
{
   auto read = value_from_text(text, v.declared);
   if (!read)
      return base::error(fmt::format(
         "{}: '{}' is not of type {}",
         v.name,
         base::first_characters(text, 60),
         facts::to_text(v.declared)));
   if (auto const wrong = out_of_bounds(v, *read); !wrong.empty())
      return base::error(fmt::format("{}: {}", v.name, wrong));
   return *std::move(read);
}

base::result<facts::value> variable_value(variable const& v, node const& written)
{
   auto read = value_from_yaml(written, v.declared);
   if (!read || read->is_null() || read->unknown() != nullptr)
      return base::error(fmt::format("{} must be of type {}", v.name, facts::to_text(v.declared)));
   if (auto const wrong = out_of_bounds(v, *read); !wrong.empty())
      return base::error(fmt::format("{}: {}", v.name, wrong));
   return *std::move(read);
}

}  // namespace dnslint::rules
