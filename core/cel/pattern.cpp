// SPDX-License-Identifier: Apache-2.0
#include "core/cel/pattern.hpp"

#include <re2/re2.h>

namespace dnslint::cel {
namespace {

constexpr int most_instructions = 1000;

// In bytes, for the program and those states of its automata that are kept between subjects.
// Without room for states RE2 simulates the program, which is slower.
constexpr std::int64_t most_memory = std::int64_t{32} << 10U;

re2::RE2::Options options()
{
   re2::RE2::Options made;
   made.set_log_errors(false);
   made.set_max_mem(most_memory);
   return made;
}

re2::StringPiece piece(std::string_view text)
{
   return {text.data(), text.size()};
}

}  // namespace

std::variant<std::shared_ptr<pattern const>, std::string> pattern::compile(std::string_view text)
{
   auto made = std::make_shared<pattern const>(text);
   if (made->compiled_->error_code() == re2::RE2::ErrorPatternTooLarge)
      return "the pattern is too large";
   if (!made->compiled_->ok())
      return made->compiled_->error();
   if (made->compiled_->ProgramSize() > most_instructions)
      return "the pattern is too large";
   return made;
}

pattern::pattern(std::string_view text)
: compiled_{std::make_unique<re2::RE2>(piece(text), options())}
{}

pattern::~pattern() = default;

std::size_t pattern::cost_of(std::string_view subject) const
{
   constexpr std::size_t instructions_per_step = 64;
   auto const size = static_cast<std::size_t>(compiled_->ProgramSize());
   return subject.size() * (1 + size / instructions_per_step);
}

std::size_t pattern::cost_of_compiling() const
{
   constexpr std::size_t least = 1000;
   return least + static_cast<std::size_t>(compiled_->ProgramSize());
}

std::size_t pattern::most_bytes() const
{
   constexpr std::size_t objects = 2048;
   constexpr std::size_t syntax_tree_per_byte = 64;
   return objects + compiled_->pattern().size() * syntax_tree_per_byte +
          static_cast<std::size_t>(most_memory);
}

bool pattern::matches(std::string_view subject) const
{
   return re2::RE2::PartialMatch(piece(subject), *compiled_);
}

}  // namespace dnslint::cel
