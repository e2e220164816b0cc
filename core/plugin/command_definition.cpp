// SPDX-License-Identifier: Apache-2.0
#include "core/plugin/command_definition.hpp"

#include "core/base/yaml.hpp"
#include "core/plugin/manifest.hpp"
#include "core/plugin/powers.hpp"

#include <fmt/format.h>

namespace dnslint::plugin {
namespace {

using base::yaml::document;
using base::yaml::map_reader;
using base::yaml::node;

// A name has one or two words. The second word chooses among the commands that several plugins
// bring under one first word: "parse spf".
bool is_command_name(std::string_view name)
{
   auto const space = name.find(' ');
   if (space == std::string_view::npos)
      return is_word(name, '-');
   return is_word(name.substr(0, space), '-') && is_word(name.substr(space + 1), '-');
}

command_option read_option(document const& doc, node::entry const& entry, base::diagnostics& errors)
{
   auto const& [key, body] = entry;
   map_reader reader{doc, body, fmt::format("the option '{}'", key.text), errors};
   if (!is_word(key.text, '-'))
      reader.fail(key, fmt::format("'{}' is no name of an option", key.text));
   command_option o;
   o.name = key.text;
   o.value = reader.required_text("value").value_or("");
   o.description = reader.required_text("description").value_or("");
   reader.done();
   return o;
}

command_definition read_command(
   document const& doc, node::entry const& entry, base::diagnostics& errors)
{
   auto const& [key, body] = entry;
   map_reader reader{doc, body, fmt::format("the command '{}'", key.text), errors};
   if (!is_command_name(key.text))
      reader.fail(
         key,
         fmt::format("'{}' is no name of a command", key.text),
         "names are one or two words of lower-case letters, digits and '-'");
   command_definition c;
   c.name = key.text;
   c.where = doc.locate(key);
   c.usage = reader.text("usage").value_or("");
   c.summary = reader.required_text("summary").value_or("");
   c.docs = reader.text("docs").value_or("");
   c.powers = reader.texts("powers");
   check_powers(doc, body.find("powers"), errors);
   c.reads_input = reader.boolean("input").value_or(false);
   if (auto const deadline = read_deadline(body, reader))
      c.deadline = *deadline;
   if (auto const* options = reader.map("options"))
      for (auto const& option : options->entries)
         c.options.push_back(read_option(doc, option, errors));
   reader.done();
   return c;
}

}  // namespace

std::vector<command_definition> read_commands(
   document const& doc, node const& map, base::diagnostics& errors)
{
   std::vector<command_definition> all;
   for (auto const& entry : map.entries)
      all.push_back(read_command(doc, entry, errors));
   return all;
}

}  // namespace dnslint::plugin
