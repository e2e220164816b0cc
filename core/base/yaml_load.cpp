// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "core/base/yaml.hpp"
#include "core/base/yaml_slip.hpp"
#include "core/base/yaml_slip_value.hpp"
#include "core/base/yaml_source.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <fmt/format.h>
#include <sstream>
#include <vector>

namespace dnslint::base::yaml {
namespace {

// Stops yaml-cpp in the middle; caught in load().
struct refused {
   std::size_t position;
   std::string message;
   std::string hint;
};

std::string_view trimmed(std::string_view text)
{
   text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
   return text.substr(0, text.find_last_not_of(" \t") + 1);
}

// What stands at `position` up to where its writer probably meant it to end.
std::string_view meant(source_lines const& source, std::size_t position, bool in_flow)
{
   auto const number = source.line_of(position);
   auto rest = source.line(number).substr(position - source.start_of(number));
   if (in_flow)
      rest = rest.substr(0, rest.find_first_of(",}]"));
   return trimmed(rest);
}

std::string quote_hint(std::string_view text)
{
   return text.empty() ? std::string{}
                       : fmt::format("if it is text, quote it: {}", quoted(shown(text)));
}

refused refuse_indicator(source_lines const& source, std::size_t position, bool in_flow)
{
   auto const text = meant(source, position, in_flow);
   auto const word = shown(text.substr(0, text.find_first_of(" \t")));
   auto const what = text.starts_with('!')   ? "a tag"
                     : text.starts_with('&') ? "an anchor"
                                             : "an alias";
   return {
      position,
      fmt::format("'{}' is {} in YAML, which is not allowed here", word, what),
      quote_hint(text)};
}

// Builds the tree while yaml-cpp parses, and refuses as early as it can.
class tree_builder final : public YAML::EventHandler {
public:
   tree_builder(source_lines const& source, limits const& bounds)
   : source_{&source}
   , bounds_{bounds}
   {}

   node take() { return std::move(root_); }
   bool in_flow() const { return !open_.empty() && open_.back().flow; }

   void OnDocumentStart(YAML::Mark const& mark) override
   {
      if (std::exchange(started_, true))
         throw refused{place(mark), "there is more after the end of the first document", {}};
   }
   void OnDocumentEnd() override {}

   void OnNull(YAML::Mark const& mark, YAML::anchor_t anchor) override
   {
      check(mark, {}, anchor);
      add(at(null_place(place(mark)), node::kind::null));
   }

   void OnAlias(YAML::Mark const& mark, YAML::anchor_t) override
   {
      throw refuse_indicator(*source_, place(mark), in_flow());
   }

   void OnScalar(
      YAML::Mark const& mark,
      std::string const& tag,
      YAML::anchor_t anchor,
      std::string const& value) override
   {
      check(mark, tag, anchor);
      take_memory(place(mark), value.size());
      refuse_open_quote(place(mark));
      add(scalar(place(mark), value));
   }

   void OnSequenceStart(
      YAML::Mark const& mark,
      std::string const& tag,
      YAML::anchor_t anchor,
      YAML::EmitterStyle::value style) override
   {
      open(mark, tag, anchor, style, node::kind::list);
   }
   void OnSequenceEnd() override { close(); }

   void OnMapStart(
      YAML::Mark const& mark,
      std::string const& tag,
      YAML::anchor_t anchor,
      YAML::EmitterStyle::value style) override
   {
      open(mark, tag, anchor, style, node::kind::map);
   }
   void OnMapEnd() override { close(); }

private:
   struct level {
      node made;
      bool flow = false;
      std::optional<node> key;
   };

   std::size_t place(YAML::Mark const& mark) const
   {
      return std::min(static_cast<std::size_t>(std::max(mark.pos, 0)), source_->text().size());
   }

   bool expects_key() const
   {
      return !open_.empty() && open_.back().made.is_map() && !open_.back().key;
   }

   // An empty value has the mark of whatever comes next; its key says better where it is.
   std::size_t null_place(std::size_t position) const
   {
      if (open_.empty() || !open_.back().key)
         return position;
      auto const& key = *open_.back().key;
      return source_->line_of(position) == source_->line_of(key.begin) ? position : key.begin;
   }

   static node at(std::size_t position, node::kind kind)
   {
      node made;
      made.type = kind;
      made.begin = static_cast<std::uint32_t>(position);
      return made;
   }

   node scalar(std::size_t position, std::string const& value) const
   {
      auto const first = source_->text().substr(position, 1);
      auto made = at(position, node::kind::scalar);
      made.text = value;
      if (first == "\"" || first == "'")
         made.written = style::quoted;
      if (first == "|" || first == ">")
         begin_block(made);
      return made;
   }

   // Moves `made` from its indicator to the first line of its text.
   void begin_block(node& made) const
   {
      made.written = style::block;
      for (auto number = source_->line_of(made.begin) + 1; number < source_->count(); ++number) {
         auto const line = source_->line(number);
         auto const indent = line.find_first_not_of(' ');
         if (indent == std::string_view::npos)
            continue;
         auto const first = made.text.find_first_not_of('\n');
         auto const own =
            first == std::string::npos ? 0 : made.text.find_first_not_of(' ', first) - first;
         made.begin =
            static_cast<std::uint32_t>(source_->start_of(number) + indent - std::min(indent, own));
         return;
      }
   }

   // yaml-cpp gives "?" to plain and "!" to other scalars that have no tag.
   void check(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor)
   {
      auto const position = place(mark);
      auto const first = source_->text().substr(position, 1);
      bool const tagged = !tag.empty() && tag != "?" && tag != "!";
      if (tagged || anchor != YAML::NullAnchor || first == "!" || first == "&")
         throw refuse_indicator(*source_, position, in_flow());
      take_memory(position, sizeof(node));
   }

   // yaml-cpp lets a quoted text end with the file.
   void refuse_open_quote(std::size_t position) const
   {
      auto const first = source_->text().substr(position, 1);
      if (
         (first != "\"" && first != "'") ||
         closing_quote(source_->text(), position) != source_->text().npos)
         return;
      auto found = find_slip(*source_, position);
      throw refused{
         found ? found->position : position,
         found ? std::move(found->message) : "this quote is not closed",
         found ? std::move(found->hint) : std::string{}};
   }

   void take_memory(std::size_t position, std::size_t bytes)
   {
      memory_ += bytes;
      if (memory_ > bounds_.memory)
         throw refused{
            position,
            fmt::format("up to here the file takes more than {} bytes of memory", bounds_.memory),
            "divide it into several files"};
   }

   void open(
      YAML::Mark const& mark,
      std::string const& tag,
      YAML::anchor_t anchor,
      YAML::EmitterStyle::value style,
      node::kind kind)
   {
      auto const position = place(mark);
      check(mark, tag, anchor);
      if (expects_key())
         refuse_key(position);
      if (open_.size() == bounds_.depth)
         throw refused{position, fmt::format("nested more than {} levels deep", bounds_.depth), {}};
      open_.push_back({at(position, kind), style == YAML::EmitterStyle::Flow, {}});
   }

   void close()
   {
      auto made = std::move(open_.back().made);
      open_.pop_back();
      refuse_duplicate_keys(made);
      add(std::move(made));
   }

   [[noreturn]] void refuse_key(std::size_t position) const
   {
      throw refused{position, "a key must be text", quote_hint(meant(*source_, position, true))};
   }

   void add(node n)
   {
      if (open_.empty()) {
         root_ = std::move(n);
         return;
      }
      auto& top = open_.back();
      if (top.made.is_list())
         top.made.items.push_back(std::move(n));
      else if (top.key)
         top.made.entries.emplace_back(*std::exchange(top.key, std::nullopt), std::move(n));
      else
         add_key(top, std::move(n));
   }

   void add_key(level& top, node n)
   {
      if (!n.is_scalar())
         refuse_key(n.begin);
      top.key = std::move(n);
   }

   void refuse_duplicate_keys(node const& map) const
   {
      std::vector<node const*> keys;
      keys.reserve(map.entries.size());
      for (auto const& entry : map.entries)
         keys.push_back(&entry.first);
      std::ranges::sort(keys, {}, [](node const* key) {
         return std::pair{std::string_view{key->text}, key->begin};
      });
      node const* earliest = nullptr;
      node const* before = nullptr;
      for (std::size_t i = 1; i < keys.size(); ++i)
         if (
            keys[i]->text == keys[i - 1]->text &&
            (earliest == nullptr || keys[i]->begin < earliest->begin)) {
            earliest = keys[i];
            before = keys[i - 1];
         }
      if (earliest != nullptr)
         throw refused{
            earliest->begin,
            fmt::format("duplicate key '{}'", shown(earliest->text)),
            fmt::format("it is in line {} already", source_->line_of(before->begin) + 1)};
   }

   source_lines const* source_;
   limits bounds_;
   node root_;
   std::vector<level> open_;
   std::size_t memory_ = 0;
   bool started_ = false;
};

// yaml-cpp stops where it cannot go on, and often far behind the slip. So the slip is looked for
// first, and yaml-cpp's own words are the last resort.
refused from_parser(YAML::ParserException const& e, source_lines const& source, bool in_flow)
{
   auto const position =
      std::min(static_cast<std::size_t>(std::max(e.mark.pos, 0)), source.text().size());
   auto const first = source.text().substr(position, 1);
   if (first == "!" || first == "&" || first == "*")
      return refuse_indicator(source, position, in_flow);
   if (auto found = find_slip(source, position))
      return {found->position, std::move(found->message), std::move(found->hint)};
   return {position, fmt::format("this is not YAML: {}", e.msg), {}};
}

// YAML 1.2, section 5.1, names what may stand in a document; yaml-cpp replaces or ignores the rest.
std::size_t first_unprintable(std::string_view text)
{
   for (std::size_t i = 0; i < text.size();) {
      auto const length = utf8_sequence_length(text.substr(i));
      auto const c = static_cast<unsigned char>(text[i]);
      bool const lone_return = c == '\r' && text.substr(i, 2) != "\r\n";
      bool const control = (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f;
      if (length == 0 || control || lone_return)
         return i;
      i += length;
   }
   return std::string_view::npos;
}

std::string unprintable_message(std::string_view text, std::size_t position)
{
   if (utf8_sequence_length(text.substr(position)) == 0)
      return "this is not UTF-8";
   return fmt::format("control character U+{:04X}", static_cast<unsigned char>(text[position]));
}

void refuse_crowded_lines(std::string_view text, limits const& bounds)
{
   std::size_t count = 0;
   for (std::size_t i = 0; i != text.size(); ++i) {
      count = text[i] == '\n' ? 0 : count;
      count += std::string_view{"[]{},:?"}.find(text[i]) != std::string_view::npos ? 1 : 0;
      if (count > bounds.indicators_a_line)
         throw refused{
            i,
            fmt::format(
               "more than {} of the characters []{{}},:? on one line", bounds.indicators_a_line),
            "write it on several lines"};
   }
}

node parse(std::string const& text, source_lines const& source, limits const& bounds)
{
   if (auto const bad = first_unprintable(text); bad != std::string_view::npos)
      throw refused{bad, unprintable_message(text, bad), {}};
   refuse_crowded_lines(text, bounds);
   std::istringstream in{text};
   tree_builder builder{source, bounds};
   try {
      YAML::Parser parser{in};
      if (parser.HandleNextDocument(builder))
         parser.HandleNextDocument(builder);
   } catch (YAML::ParserException const& e) {
      throw from_parser(e, source, builder.in_flow());
   }
   return builder.take();
}

}  // namespace

result<document> load(std::string file, std::string text, limits const& bounds)
{
   constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
   if (text.size() > bounds.bytes)
      return error_in(std::move(file), fmt::format("larger than {} bytes", bounds.bytes));
   if (text.starts_with(byte_order_mark))
      text.erase(0, byte_order_mark.size());
   source_lines const source{text};
   try {
      auto root = parse(text, source, bounds);
      return document{std::move(file), std::move(text), std::move(root)};
   } catch (refused& r) {
      return diagnostic{
         diagnostic_level::error,
         source.locate(file, r.position),
         std::move(r.message),
         std::move(r.hint)};
   } catch (YAML::Exception const& e) {
      return error_in(std::move(file), fmt::format("this is not YAML: {}", e.what()));
   }
}

}  // namespace dnslint::base::yaml
