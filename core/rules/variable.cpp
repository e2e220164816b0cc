// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "core/base/yaml.hpp"
#include "core/cel/address.hpp"
#include "core/rules/check_entry.hpp"
#include "core/rules/pack.hpp"
#include "core/rules/pack_shape.hpp"
#include "core/rules/words.hpp"
#include "core/rules/yaml_value.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <utility>

namespace dnslint::rules {
namespace {

using base::yaml::document;
using base::yaml::map_reader;
using base::yaml::node;

// "list(network)" and "address": text with a form. The name of the type that holds it follows.
struct text_type {
   std::string_view word;
   variable::form form;
   std::string_view held_as;
};

constexpr text_type text_types[] = {
   {"network", variable::form::network, "string"},
   {"address", variable::form::address, "string"},
   {"list(network)", variable::form::network, "list(string)"},
   {"list(address)", variable::form::address, "list(string)"}};

bool has_form(variable::form form, std::string const& text)
{
   switch (form) {
      case variable::form::network:
         return cel::network_from_text(text).has_value();
      case variable::form::address:
         return cel::address_from_text(text).has_value();
      case variable::form::any:
         break;
   }
   return true;
}

// "a network, such as 192.0.2.0/24"
std::string form_text(variable::form form)
{
   return form == variable::form::network ? "a network, such as 192.0.2.0/24"
                                          : "an address, such as 192.0.2.1";
}

// What is wrong with a text of the value; empty when nothing is.
std::string wrong_text(variable const& v, facts::value const& given)
{
   if (auto const* const text = given.as<std::string>(); text != nullptr)
      return has_form(v.text_form, *text)
                ? std::string{}
                : fmt::format(
                     "'{}' is not {}", base::first_characters(*text, 60), form_text(v.text_form));
   if (
      !facts::matches({v.declared, false, {}, v.elements}, given) &&
      given.as<facts::map>() != nullptr)
      return fmt::format("a value in it is not of type {}", facts::to_text(v.elements));
   auto const* const list = given.as<facts::list>();
   for (std::size_t i = 0; list != nullptr && i != list->size(); ++i) {
      bool const is_null = (*list)[i].is_null() && v.elements != facts::type::dyn;
      if (is_null || !facts::matches(v.elements, (*list)[i]))
         return fmt::format("element {} is not of type {}", i + 1, facts::to_text(v.elements));
      if (auto wrong = wrong_text(v, (*list)[i]); !wrong.empty())
         return wrong;
   }
   return {};
}

std::string type_name(variable const& v)
{
   return facts::type_text({v.declared, false, {}, v.elements});
}

// A list whose defaults are all networks is one of networks, though its type does not say so.
bool holds_networks(facts::value const& initial)
{
   auto const* const list = initial.as<facts::list>();
   return list != nullptr && !list->empty() &&
          std::ranges::all_of(*list, [](facts::value const& v) {
             auto const* const text = v.as<std::string>();
             return text != nullptr && text->find('/') != std::string::npos &&
                    cel::network_from_text(*text).has_value();
          });
}

// What is wrong with the value; empty when nothing is.
std::string out_of_bounds(variable const& v, facts::value const& given)
{
   if (auto wrong = wrong_text(v, given); !wrong.empty())
      return wrong;
   auto const* const number = given.as<std::int64_t>();
   if (number == nullptr)
      return {};
   if (v.least && *number < *v.least)
      return fmt::format("{} is less than {}", *number, *v.least);
   if (v.most && *number > *v.most)
      return fmt::format("{} is more than {}", *number, *v.most);
   return {};
}

// Type names of other languages.
std::string type_hint(std::string const& text)
{
   auto const word = base::lower(text);
   if (word == "integer" || word == "number" || word == "long")
      return "write int";
   if (word == "float" || word == "decimal")
      return "write double";
   if (word == "boolean")
      return "write bool";
   if (word == "str" || word == "text")
      return "write string";
   if (word == "array" || word == "strings" || word.ends_with("[]"))
      return "write list(string), or list(network)";
   if (word == "cidr")
      return "write network";
   if (word == "ip")
      return "write address";
   if (word == "list(cidr)")
      return "write list(network)";
   if (word == "list(ip)")
      return "write list(address)";
   if (word == "dict" || word == "object")
      return "write map";
   return base::yaml::suggestion(text, type_names());
}

bool read_type(map_reader& reader, variable& made)
{
   auto const text = reader.required_text("type");
   if (!text)
      return false;
   auto const found = std::ranges::find(text_types, *text, &text_type::word);
   bool const has_own_form = found != std::end(text_types);
   made.text_form = has_own_form ? found->form : variable::form::any;
   facts::declaration read;
   if (!facts::read_type(has_own_form ? found->held_as : *text, read)) {
      reader.fail(
         *reader.optional("type"), fmt::format("'{}' is no type", *text), type_hint(*text));
      return false;
   }
   made.declared = read.declared;
   made.elements = read.elements;
   return true;
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

std::string default_hint(variable const& v)
{
   switch (v.declared) {
      case facts::type::integer:
      case facts::type::number:
         return "write a number, without quotes";
      case facts::type::boolean:
         return "write true or false, without quotes";
      case facts::type::list:
         return "write a list: [x, y]";
      default:
         return {};
   }
}

void read_default(map_reader& reader, variable& made)
{
   auto const* const written = reader.required("default");
   if (written == nullptr)
      return;
   auto const read = value_from_yaml(*written, made.declared);
   if (!read || read->is_null() || read->unknown() != nullptr)
      return reader.fail(
         *written,
         fmt::format("'default' must be of type {}", type_name(made)),
         default_hint(made));
   made.initial = *read;
   if (
      made.declared == facts::type::list && made.elements == facts::type::dyn &&
      holds_networks(*read)) {
      made.elements = facts::type::string;
      made.text_form = variable::form::network;
   }
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
      bool const has_type = read_type(reader, made);
      read_bounds(reader, made);
      // Of an unknown type nothing can be said about the default.
      if (has_type)
         read_default(reader, made);
      else
         reader.required("default");
      made.description = reader.text("description").value_or("");
      reader.done();
   }
   return errors.size() == before ? std::optional{std::move(made)} : std::nullopt;
}

base::result<facts::value> parse_variable(variable const& v, std::string_view text)
{
   if (v.declared == facts::type::boolean && (text == "yes" || text == "no"))
      return facts::value{text == "yes"};
   auto read = v.declared == facts::type::list ? list_from_text(text, v.elements)
                                               : value_from_text(text, v.declared);
   if (!read)
      return base::error(fmt::format(
         "{}: '{}' is not of type {}", v.name, base::first_characters(text, 60), type_name(v)));
   if (auto const wrong = out_of_bounds(v, *read); !wrong.empty())
      return base::error(fmt::format("{}: {}", v.name, wrong));
   return *std::move(read);
}

base::result<facts::value> variable_value(variable const& v, node const& written)
{
   auto read = value_from_yaml(written, v.declared);
   if (!read || read->is_null() || read->unknown() != nullptr)
      return base::error(fmt::format("{} must be of type {}", v.name, type_name(v)));
   if (auto const wrong = out_of_bounds(v, *read); !wrong.empty())
      return base::error(fmt::format("{}: {}", v.name, wrong));
   return *std::move(read);
}

}  // namespace dnslint::rules
