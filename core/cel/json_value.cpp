// SPDX-License-Identifier: Apache-2.0
#include "core/cel/json_value.hpp"

#include "core/base/escape.hpp"
#include "core/base/utf8.hpp"
#include "core/cel/comparison.hpp"
#include "core/cel/encoding.hpp"
#include "core/cel/number_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <limits>

namespace dnslint::cel {
namespace {

// Ends a reading. Caught in value_from_json().
struct json_error {
   std::size_t at;
   std::string message;
};

std::optional<kind> type_named(std::string_view name)
{
   for (unsigned i = 0; i <= static_cast<unsigned>(kind::unknown); ++i)
      if (to_text(static_cast<kind>(i)) == name)
         return static_cast<kind>(i);
   return std::nullopt;
}

template <class T>
std::optional<value> optionally(std::optional<T> read)
{
   return read ? std::optional{value{*read}} : std::nullopt;
}

std::optional<value> double_from(value const& v)
{
   if (v.is(kind::integer))
      return value{static_cast<double>(v.get<std::int64_t>())};
   if (v.is(kind::number))
      return v;
   using limits = std::numeric_limits<double>;
   if (!v.is(kind::string))
      return std::nullopt;
   auto const text = v.characters();
   if (text == "NaN")
      return value{limits::quiet_NaN()};
   if (text == "Infinity" || text == "-Infinity")
      return value{text.front() == '-' ? -limits::infinity() : limits::infinity()};
   return std::nullopt;
}

std::optional<value> map_from(list_value const& pairs)
{
   constexpr auto keys =
      one(kind::boolean) | one(kind::integer) | one(kind::unsigned_integer) | one(kind::string);
   map_value::entries made;
   for (std::size_t i = 0; i != pairs.size(); ++i) {
      auto const pair = pairs.at(i);
      if (!pair.is(kind::list) || pair.get<list_value>().size() != 2)
         return std::nullopt;
      auto const key = pair.get<list_value>().at(0);
      bool const twice = std::ranges::any_of(made, [&key](auto const& entry) {
         return same_key(entry.first, key);
      });
      if (twice || !has(keys, key.type()))
         return std::nullopt;
      made.emplace_back(key, pair.get<list_value>().at(1));
   }
   return value{map_value{std::move(made)}};
}

// "transient: servfail (detail)" as causes are shown, or a code alone, which is transient.
base::cause cause_from(std::string_view text)
{
   base::cause why = base::transient({});
   for (auto const c :
        {base::cause_class::transient,
         base::cause_class::unobservable,
         base::cause_class::withheld,
         base::cause_class::internal})
      if (auto const prefix = std::string{base::to_text(c)} + ": "; text.starts_with(prefix)) {
         why.kind = c;
         text.remove_prefix(prefix.size());
         break;
      }
   auto const detail = text.find(" (");
   why.code = text.substr(0, detail);
   if (detail != std::string_view::npos && text.ends_with(')'))
      why.detail = text.substr(detail + 2, text.size() - detail - 3);
   return why;
}

std::optional<value> type_from(std::string_view name)
{
   auto const named = type_named(name);
   return named && *named != kind::error && *named != kind::unknown ? std::optional{value{*named}}
                                                                    : std::nullopt;
}

std::optional<value> from_text(kind type, std::string_view text)
{
   switch (type) {
      case kind::string:
         return value::string(std::string{text});
      case kind::bytes: {
         auto bytes = from_base64(text);
         return bytes ? std::optional{value::bytes(std::move(*bytes))} : std::nullopt;
      }
      case kind::timestamp:
         return optionally(timestamp_from_text(text));
      case kind::duration:
         return optionally(duration_from_text(text));
      case kind::address:
         return optionally(address_from_text(text));
      case kind::network:
         return optionally(network_from_text(text));
      case kind::type:
         return type_from(text);
      case kind::error:
         return value::error(std::string{text});
      case kind::unknown:
         return value::unknown(cause_from(text));
      default:
         return std::nullopt;
   }
}

std::optional<value> from_list(kind type, list_value const& list)
{
   if (type == kind::list)
      return value{list};
   if (type == kind::map)
      return map_from(list);
   if (type != kind::optional || list.size() > 1)
      return std::nullopt;
   return list.size() == 0 ? value::none() : value::some(list.at(0));
}

// The value of {"$type": ..., "value": ...}; null when it is none of the type.
std::optional<value> typed(kind type, value const& v)
{
   if (type == kind::number)
      return double_from(v);
   if (v.is(kind::string))
      return from_text(type, v.characters());
   if (v.is(kind::list))
      return from_list(type, v.get<list_value>());
   if (type == kind::unsigned_integer && v.is(kind::integer) && v.get<std::int64_t>() >= 0)
      return value{static_cast<std::uint64_t>(v.get<std::int64_t>())};
   return v.is(type) ? std::optional{v} : std::nullopt;
}

std::size_t digit_count(std::string_view text)
{
   return std::min(text.find_first_not_of("0123456789"), text.size());
}

// RFC 8259 section 6: no sign '+', no leading zero, digits on both sides of the point.
bool is_json_number(std::string_view text)
{
   text.remove_prefix(text.starts_with('-') ? 1 : 0);
   auto const whole = digit_count(text);
   if (whole == 0 || (whole > 1 && text.starts_with('0')))
      return false;
   text.remove_prefix(whole);
   if (text.starts_with('.')) {
      auto const fraction = digit_count(text.substr(1));
      if (fraction == 0)
         return false;
      text.remove_prefix(1 + fraction);
   }
   if (!text.starts_with('e') && !text.starts_with('E'))
      return text.empty();
   text.remove_prefix(1);
   text.remove_prefix(text.starts_with('+') || text.starts_with('-') ? 1 : 0);
   return !text.empty() && digit_count(text) == text.size();
}

// Recursive descent over RFC 8259's grammar.
class json_reader {
public:
   explicit json_reader(std::string_view text)
   : text_{text}
   {}

   value whole()
   {
      auto v = any(0);
      blanks();
      if (at_ != text_.size())
         fail("this is more than one value");
      return v;
   }

private:
   static constexpr int deepest = 64;

   [[noreturn]] void fail(std::string message) const { throw json_error{at_, std::move(message)}; }

   void blanks() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }
   char ahead() const { return at_ < text_.size() ? text_[at_] : '\0'; }

   bool take(std::string_view word)
   {
      bool const found = text_.substr(at_).starts_with(word);
      at_ += found ? word.size() : 0;
      return found;
   }

   void expect(char c)
   {
      blanks();
      if (!take({&c, 1}))
         fail(fmt::format("'{}' is expected here", c));
   }

   value any(int depth)
   {
      if (depth > deepest)
         fail("the value is nested too deeply");
      blanks();
      switch (ahead()) {
         case '{':
            return object(depth);
         case '[':
            return array(depth);
         case '"':
            return value::string(string());
         default:
            return word_or_number();
      }
   }

   value word_or_number()
   {
      if (take("null"))
         return value{};
      if (take("true"))
         return value{true};
      if (take("false"))
         return value{false};
      auto const end = std::min(text_.find_first_not_of("+-.0123456789eE", at_), text_.size());
      auto const digits = text_.substr(at_, end - at_);
      if (digits.empty())
         fail("a JSON value is expected here");
      auto v = number(digits);
      at_ = end;
      return v;
   }

   // A number with a fraction or an exponent is a double; a whole one an int, or else a uint.
   value number(std::string_view digits) const
   {
      std::int64_t whole = 0;
      std::uint64_t large = 0;
      if (!is_json_number(digits))
         fail("this is no JSON number");
      auto const* const end = digits.data() + digits.size();
      auto const reads = [&](auto& into) {
         auto const read = std::from_chars(digits.data(), end, into);
         return read.ec == std::errc{} && read.ptr == end;
      };
      bool const fraction = digits.find_first_of(".eE") != std::string_view::npos;
      if (!fraction && reads(whole))
         return value{whole};
      if (!fraction && reads(large))
         return value{large};
      auto const d = fraction ? double_from_text(digits) : std::nullopt;
      if (!d)
         fail("this is no number of 64 bits");
      return value{*d};
   }

   value array(int depth)
   {
      list_value::elements made;
      expect('[');
      blanks();
      if (take("]"))
         return value{list_value{std::move(made)}};
      do {
         made.push_back(any(depth + 1));
         blanks();
      } while (take(","));
      expect(']');
      return value{list_value{std::move(made)}};
   }

   value object(int depth)
   {
      auto const begin = at_;
      map_value::entries made;
      expect('{');
      blanks();
      if (take("}"))
         return value{map_value{std::move(made)}};
      do {
         blanks();
         auto key = value::string(string());
         bool const twice = std::ranges::any_of(made, [&key](auto const& entry) {
            return same_key(entry.first, key);
         });
         if (twice)
            fail(fmt::format("the key {} is there twice", to_text(key, 60)));
         expect(':');
         made.emplace_back(std::move(key), any(depth + 1));
         blanks();
      } while (take(","));
      expect('}');
      return with_type(value{map_value{std::move(made)}}, begin);
   }

   value with_type(value object, std::size_t begin)
   {
      auto const& map = object.get<map_value>();
      auto const type = map.find(value::borrowed_string("$type"));
      if (!type)
         return object;
      auto const held = map.find(value::borrowed_string("value"));
      auto const named = type->is(kind::string) ? type_named(type->characters()) : std::nullopt;
      bool const is_complete = named && held && map.size() == 2;
      auto made = is_complete ? typed(*named, *held) : std::nullopt;
      if (made)
         return *std::move(made);
      at_ = begin;
      fail(
         is_complete ? fmt::format("this is no value of type {}", to_text(*named))
                     : R"("$type" needs the name of a type, and "value" beside it)");
   }

   std::string string()
   {
      if (!take("\""))
         fail("a string is expected here");
      std::string out;
      while (ahead() != '"') {
         if (at_ >= text_.size() || static_cast<unsigned char>(ahead()) < 0x20)
            fail("the string does not end");
         if (ahead() == '\\')
            escape(out);
         else
            out += text_[at_++];
      }
      ++at_;
      return out;
   }

   void escape(std::string& out)
   {
      static constexpr std::string_view letters = R"("\/bfnrt)";
      static constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
      ++at_;
      auto const letter = letters.find(ahead());
      if (take("u"))
         return base::append_utf8(out, code());
      if (letter == std::string_view::npos || at_ >= text_.size())
         fail("this escape is not known");
      out += meant[letter];
      ++at_;
   }

   // With the second half of a surrogate pair.
   std::uint32_t code()
   {
      auto const first = four_digits();
      if (first < 0xd800 || first > 0xdfff)
         return first;
      auto const second = first < 0xdc00 && take("\\u") ? four_digits() : 0;
      if (second < 0xdc00 || second > 0xdfff)
         fail("half of a surrogate pair");
      return 0x10000 + ((first - 0xd800) << 10U) + (second - 0xdc00);
   }

   std::uint32_t four_digits()
   {
      std::uint32_t number = 0;
      auto const digits = text_.substr(at_, 4);
      auto const read = std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
      if (digits.size() != 4 || read.ec != std::errc{} || read.ptr != digits.data() + 4)
         fail("four hexadecimal digits are expected here");
      at_ += 4;
      return number;
   }

   std::string_view text_;
   std::size_t at_ = 0;
};

}  // namespace

base::result<value> value_from_json(std::string_view text)
{
   if (!base::is_utf8(text))
      return base::error("the JSON is not UTF-8");
   try {
      return json_reader{text}.whole();
   } catch (json_error const& e) {
      auto problem = base::error(fmt::format("{} (byte {} of the JSON)", e.message, e.at + 1));
      problem.where.column =
         static_cast<std::uint32_t>(base::character_count(text.substr(0, e.at)) + 1);
      return problem;
   }
}

}  // namespace dnslint::cel
