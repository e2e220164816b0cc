// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/escape.hpp"
#include "core/base/outcome.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace dnslint::report {

// How text is set on a terminal: 80 columns, and never a byte of hostile text unescaped.
constexpr std::size_t line_width = 80;

// Safe to print. Text beyond what anybody reads is cut and says so.
std::string shown(std::string_view bytes);
std::string shown(base::untrusted const& text);

// A paragraph below an indentation, broken at spaces, with its line end. `first` stands in front of
// it, as it is, within the indentation. Nothing when `text` is empty.
void append_paragraph(
   std::string& out, std::size_t indent, std::string_view text, std::string_view first = {});

// One line that may be copied, so it is neither broken nor cut.
void append_copyable(std::string& out, std::size_t indent, std::string_view text);

std::string count_text(std::size_t count);  // "12,345"
// "1 check", "2 checks".
std::string count_text(std::size_t count, std::string_view one);
// The longest form that a person reads: "83.5", "100".
std::string score_text(double score);

// Colours by ANSI escapes, or nothing at all. What they set must have been made safe before.
class palette {
public:
   explicit palette(bool on) noexcept
   : on_{on}
   {}

   std::string strong(std::string_view text) const { return set("1", text); }
   std::string quiet(std::string_view text) const { return set("2", text); }
   std::string good(std::string_view text) const { return set("32", text); }
   std::string unsure(std::string_view text) const { return set("35", text); }
   std::string severity(base::severity s, std::string_view text) const;

private:
   std::string set(std::string_view code, std::string_view text) const;

   bool on_;
};

}  // namespace dnslint::report
