// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "core/base/yaml.hpp"
#include "core/base/yaml_source.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace dnslint::base::yaml {
namespace {

// A file of nothing but errors must not become a report of its own size.
constexpr std::size_t most_errors = 100;

std::string_view expected_text(node::kind kind)
{
   switch (kind) {
      case node::kind::list:
         return "a list";
      case node::kind::map:
         return "a map";
      default:
         return "text";
   }
}

// YAML 1.2, section 10.3.2.
std::optional<bool> to_bool(node const& n)
{
   if (n.written != style::plain)
      return std::nullopt;
   if (n.text == "true" || n.text == "True" || n.text == "TRUE")
      return true;
   if (n.text == "false" || n.text == "False" || n.text == "FALSE")
      return false;
   return std::nullopt;
}

// YAML 1.1 had these words, too.
std::string boolean_hint(std::string_view text)
{
   if (text == "yes" || text == "Yes" || text == "on" || text == "On" || text == "true")
      return "write true, without quotes";
   if (text == "no" || text == "No" || text == "off" || text == "Off" || text == "false")
      return "write false, without quotes";
   return {};
}

std::optional<std::int64_t> to_integer(node const& n)
{
   if (n.written != style::plain)
      return std::nullopt;
   std::string_view digits = n.text;
   if (digits.starts_with('+') && !digits.starts_with("+-"))
      digits.remove_prefix(1);
   std::int64_t number = 0;
   auto const [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
   if (failed != std::errc{} || end != digits.data() + digits.size())
      return std::nullopt;
   return number;
}

// "type:int" is a key without a value.
std::string key_hint(std::string const& key, std::vector<std::string> const& known)
{
   auto const colon = key.find(':');
   if (
      colon != std::string::npos && colon + 1 < key.size() &&
      std::ranges::find(known, key.substr(0, colon)) != known.end())
      return fmt::format(
         "a blank is missing after the ':': write {}: {}",
         key.substr(0, colon),
         shown(key.substr(colon + 1)));
   return suggestion(key, known);
}

}  // namespace

map_reader::map_reader(
   document const& doc, node const& map, std::string subject, diagnostics& errors)
: doc_{&doc}
, map_{&map}
, subject_{std::move(subject)}
, errors_{&errors}
{
   if (!map.is_map())
      fail(map, fmt::format("{} must be a map", subject_));
}

map_reader::map_reader(
   document const& doc,
   node const& map,
   std::string subject,
   diagnostics& errors,
   map_shape const& shape)
: map_reader{doc, map, std::move(subject), errors}
{
   shape_ = &shape;
}

map_reader::asked& map_reader::ask(std::string_view key)
{
   auto const found = std::ranges::find(asked_, key, &asked::key);
   return found == asked_.end() ? asked_.emplace_back(asked{std::string{key}}) : *found;
}

node const* map_reader::optional(std::string_view key)
{
   ask(key);
   return map_->find(key);
}

node const* map_reader::required(std::string_view key)
{
   auto const* const found = optional(key);
   ask(key).required = true;
   if (found == nullptr && map_->is_map() && !is_misspelt(key))
      fail(*map_, fmt::format("{} needs '{}'", subject_, key));
   return found;
}

node const* map_reader::typed(
   std::string_view key, node::kind kind, std::string_view expected, held content)
{
   auto& as = ask(key).content;
   as = as == held::any ? content : as;
   auto const* const found = optional(key);
   if (found == nullptr || found->type == kind)
      return found;
   fail(*found, fmt::format("'{}' must be {}", key, expected), other_kind_hint(key, *found, kind));
   return nullptr;
}

// Another key is nearly this one: done() says so at its place, and once is enough.
bool map_reader::is_misspelt(std::string_view key) const
{
   if (shape_ == nullptr)
      return false;
   auto const names = known();
   return std::ranges::any_of(map_->entries, [&](node::entry const& entry) {
      auto const& written = entry.first.text;
      bool const is_unknown = std::ranges::find(names, written) == names.end();
      return is_unknown &&
             (nearest(written, names) == key || written.starts_with(std::string{key} + ':'));
   });
}

std::string map_reader::other_kind_hint(
   std::string_view key, node const& found, node::kind wanted) const
{
   if (found.is_null())
      return fmt::format("nothing stands after '{}:'", key);
   if (wanted == node::kind::list && found.is_scalar())
      return fmt::format("write {}: [{}]", key, shown(found.text));
   auto const written = doc_->flow_text(found);
   bool const is_short = !written.empty() && written.find('\n') == std::string_view::npos;
   if (wanted == node::kind::scalar && is_short)
      return fmt::format("if it is text, write {}: {}", key, quoted(shown(written)));
   return {};
}

std::optional<std::string> map_reader::text(std::string_view key)
{
   auto const* const found = typed(key, node::kind::scalar, "text", held::text);
   return found == nullptr ? std::nullopt : std::optional{found->text};
}

std::optional<std::string> map_reader::required_text(std::string_view key)
{
   return required(key) == nullptr ? std::nullopt : text(key);
}

std::optional<bool> map_reader::boolean(std::string_view key)
{
   auto const* const found = typed(key, node::kind::scalar, "true or false", held::boolean);
   if (found == nullptr)
      return std::nullopt;
   auto const value = to_bool(*found);
   if (!value)
      fail(*found, fmt::format("'{}' must be true or false", key), boolean_hint(found->text));
   return value;
}

std::optional<std::int64_t> map_reader::integer(std::string_view key)
{
   auto const* const found = typed(key, node::kind::scalar, "a whole number", held::integer);
   if (found == nullptr)
      return std::nullopt;
   auto const value = to_integer(*found);
   if (!value)
      fail(
         *found,
         fmt::format("'{}' must be a whole number", key),
         found->written == style::quoted && !found->text.empty() ? "write it without quotes"
                                                                 : std::string{});
   return value;
}

std::vector<std::string> map_reader::texts(std::string_view key)
{
   std::vector<std::string> all;
   auto const* const found =
      typed(key, node::kind::list, expected_text(node::kind::list), held::texts);
   if (found == nullptr)
      return all;
   for (auto const& item : found->items) {
      if (item.is_scalar())
         all.push_back(item.text);
      else
         fail(item, fmt::format("'{}' must be a list of texts", key));
   }
   return all;
}

node const* map_reader::list(std::string_view key)
{
   return typed(key, node::kind::list, expected_text(node::kind::list), held::list);
}

node const* map_reader::map(std::string_view key)
{
   return typed(key, node::kind::map, expected_text(node::kind::map), held::map);
}

std::vector<std::string> map_reader::known() const
{
   std::vector<std::string> all;
   if (shape_ == nullptr)
      for (auto const& a : asked_)
         all.push_back(a.key);
   else
      for (auto const& key : *shape_)
         all.emplace_back(key.name);
   return all;
}

void map_reader::done()
{
   auto const keys = known();
   for (auto const& [key, value] : map_->entries)
      if (errors_->size() < most_errors && std::ranges::find(keys, key.text) == keys.end())
         fail(
            key,
            fmt::format("{} has no key '{}'", subject_, shown(key.text)),
            key_hint(key.text, keys));
   if (shape_ != nullptr)
      compare_with_shape();
}

void map_reader::compare_with_shape()
{
   for (auto const& a : asked_)
      if (std::ranges::find(*shape_, a.key, &key_shape::name) == shape_->end())
         fail(*map_, fmt::format("'{}' is read, but not in the table of keys", a.key));
   for (auto const& key : *shape_) {
      auto const& as = ask(key.name);
      bool const alike = key.content == held::any || key.content == held::refused ||
                         as.content == held::any || key.content == as.content;
      if (!alike || as.required != (key.needed == need::required))
         fail(*map_, fmt::format("'{}' is not read as the table of keys says", key.name));
   }
}

void map_reader::fail(node const& at, std::string message, std::string hint)
{
   if (errors_->size() < most_errors)
      errors_->push_back(
         {diagnostic_level::error, doc_->locate(at), std::move(message), std::move(hint)});
}

}  // namespace dnslint::base::yaml
