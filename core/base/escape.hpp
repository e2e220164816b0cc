// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dnslint::base {

// Text that came from DNS, or from any other place that an attacker writes to. It has no stream
// operator and no conversion to a string: whoever prints it chooses an encoder below, and logic
// that must look at the bytes says bytes(). Owns its bytes.
class untrusted {
public:
   untrusted() = default;
   explicit untrusted(std::string bytes)
   : bytes_{std::move(bytes)}
   {}

   std::string const& bytes() const noexcept { return bytes_; }
   bool empty() const noexcept { return bytes_.empty(); }
   auto operator<=>(untrusted const&) const = default;

private:
   std::string bytes_;
};

// For a terminal: control characters, bidirectional controls and whatever is not UTF-8 become
// \DDD per byte (the escape of master files); all else stays. Newlines are escaped, too.
std::string terminal_text(std::string_view bytes);
std::string terminal_text(untrusted const& text);

// A JSON string with its quotes (RFC 8259 section 7). Bytes that are not UTF-8 become the text
// \DDD, so that the result is always valid JSON.
std::string json_string(std::string_view bytes);
std::string json_string(untrusted const& text);
void append_json_string(std::string& out, std::string_view bytes);

// For XML 1.0 and HTML, text and quoted attribute values alike: markup characters become entities,
// line breaks and tabs character references; what could drive or reorder a terminal, what is not
// UTF-8 and what XML cannot say (section 2.2) become \DDD per byte.
std::string markup_text(std::string_view bytes);
std::string markup_text(untrusted const& text);

// A field of CSV (RFC 4180), in quotes where it needs them and always on one line: control and
// bidirectional characters and what is not UTF-8 become \DDD per byte. What a spreadsheet would
// take for a formula has an apostrophe before it, behind a semicolon too, where many of them part
// cells.
std::string csv_field(std::string_view bytes);
std::string csv_field(untrusted const& text);

// For GitHub-flavoured Markdown, in a line as text and in cells of tables: nothing of it is markup,
// a mention, a reference to an issue by `#` or a formula. Controls and the like become \DDD.
std::string markdown_text(std::string_view bytes);
std::string markdown_text(untrusted const& text);
// A fenced block of code, each line behind `indent`, with its line end.
std::string markdown_block(std::string_view bytes, std::string_view indent = {});

// A double as JSON: no exponent for the magnitudes that reports hold, no trailing zeros; null for
// NaN and infinities, which JSON cannot say.
std::string json_number(double value);

bool is_utf8(std::string_view bytes);

// The length in bytes of the UTF-8 sequence that `bytes` begins with, 0 when it begins with none.
// Overlong forms, surrogates and what lies beyond U+10FFFF are none (RFC 3629).
std::size_t utf8_sequence_length(std::string_view bytes);

// Counts, and cuts by, characters; a byte that is not UTF-8 counts as one character.
std::size_t character_count(std::string_view text);
std::string_view first_characters(std::string_view text, std::size_t count);

// ASCII only: DNS compares names so (RFC 4343), and the locale must not matter.
char lower(char c) noexcept;
std::string lower(std::string_view text);
bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept;

// The entry of `candidates` nearest to `word`, empty when none is near enough to be meant.
std::string nearest(std::string_view word, auto const& candidates);
std::size_t edit_distance(std::string_view a, std::string_view b);

std::string nearest(std::string_view word, auto const& candidates)
{
   std::string best;
   auto best_distance = word.size() / 3 + 2;
   for (std::string_view const candidate : candidates) {
      auto const distance = edit_distance(word, candidate);
      if (distance < best_distance) {
         best_distance = distance;
         best = candidate;
      }
   }
   return best;
}

}  // namespace dnslint::base
