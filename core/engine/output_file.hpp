// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostic.hpp"

#include <fstream>
#include <optional>
#include <ostream>
#include <string>

namespace dnslint::engine {

// Where a report goes: standard output, or a temporary file beside the target that takes its name
// when the report is whole. Without finish() the target stays as it was.
class output_file {
public:
   explicit output_file(std::string path);  // empty: standard output
   output_file(output_file const&) = delete;
   output_file& operator=(output_file const&) = delete;
   ~output_file();

   std::ostream& stream();
   // A file without a name, beside the target or where temporary files are, for what can be written
   // at the end only. Its failures are those of the stream.
   std::iostream& aside();
   // Nothing more can be written.
   bool is_failed() { return !stream() || !aside_; }
   // Flushes and renames; null when everything was written.
   std::optional<base::diagnostic> finish();
   // Standard output was closed by its reader, `head` for example: an ordinary end.
   bool reader_gone() const noexcept { return reader_gone_; }

private:
   std::string path_;
   std::string temporary_;
   std::ofstream file_;
   std::fstream aside_;
   bool reader_gone_ = false;
};

}  // namespace dnslint::engine
